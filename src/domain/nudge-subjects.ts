import type { Delivery, NewDelivery } from './deliveries.ts';
import type { Undelivered } from './nudges-shown.ts';

/** What a delivery of the kind `nudge` tells of: one goes to a person, all others to the admins' channel. */
export type NudgeSubject =
  | { readonly about: 'nudge'; readonly nudge: string }
  | { readonly about: 'round'; readonly round: number }
  | { readonly about: 'wrong'; readonly answer: number }
  | { readonly about: 'reclaims' }
  | { readonly about: 'reclaim'; readonly reclaim: number }
  | { readonly about: 'month'; readonly month: string }
  | UndeliveredSubject;

/** That a message did not get through, or that nobody knows whether it did: in the channel where it should be, or to a person. */
type UndeliveredSubject = {
  readonly about: 'undelivered';
  readonly delivery: string;
  readonly of: string;
  readonly trouble: string;
  readonly reason: string;
  readonly channel: string;
  readonly person: string;
};

/** What a delivery tells of, as it was written down; null where it is no nudge. */
export function nudgeSubjectOf({
  kind,
  subject,
}: Pick<Delivery, 'kind' | 'subject'>): NudgeSubject | null {
  if (kind !== 'nudge') return null;
  const { about, nudge, round, answer, reclaim, month, delivery } = subject;
  if (about === 'nudge' && typeof nudge === 'string') return { about, nudge };
  if (about === 'round' && typeof round === 'number') return { about, round };
  if (about === 'wrong' && typeof answer === 'number') return { about, answer };
  if (about === 'reclaims') return { about };
  if (about === 'reclaim' && typeof reclaim === 'number') return { about, reclaim };
  if (about === 'undelivered' && typeof delivery === 'string') {
    const text = (key: string) => String(subject[key] ?? '');
    const [of, trouble, reason] = [text('of'), text('trouble'), text('reason')];
    return {
      about,
      delivery,
      of,
      trouble,
      reason,
      channel: text('channel'),
      person: text('person'),
    };
  }
  return about === 'month' && typeof month === 'string' ? { about, month } : null;
}

/** What became of a message that was not delivered, as it is written down to be told. */
export function undeliveredSubject({
  deliveryId,
  of,
  trouble,
  reason,
  to,
}: Undelivered): UndeliveredSubject {
  const channel = 'channelId' in to ? to.channelId : '';
  const person = 'slackUserId' in to ? to.slackUserId : '';
  return { about: 'undelivered', delivery: deliveryId, of, trouble, reason, channel, person };
}

/** Reads what `undeliveredSubject` wrote down. */
export function undeliveredOf({
  delivery,
  of,
  trouble,
  reason,
  channel,
  person,
}: UndeliveredSubject): Undelivered {
  return {
    deliveryId: delivery,
    of,
    trouble: trouble === 'unknown' ? trouble : 'failed',
    reason,
    to: channel === '' ? { slackUserId: person } : { channelId: channel },
  };
}

/** What names the message that tells the admins of a round. */
export function roundKey(roundId: number): string {
  return `round/${roundId}`;
}

/** A message for the admins; none where they have no channel. */
export function forAdmins(
  channelId: string | null,
  key: string,
  subject: Exclude<NudgeSubject, { about: 'nudge' }>,
  dueAt: Date,
): readonly NewDelivery[] {
  return channelId === null ? [] : [{ kind: 'nudge', key, subject, to: { channelId }, dueAt }];
}
