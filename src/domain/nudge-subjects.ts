import type { Delivery, NewDelivery } from './deliveries.ts';

/** What a delivery of the kind `nudge` tells of: one goes to a person, all others to the admins' channel. */
export type NudgeSubject =
  | { readonly about: 'nudge'; readonly nudge: string }
  | { readonly about: 'round'; readonly round: number }
  | { readonly about: 'wrong'; readonly answer: number }
  | { readonly about: 'reclaims' }
  | { readonly about: 'reclaim'; readonly reclaim: number }
  | { readonly about: 'month'; readonly month: string };

/** What a delivery tells of, as it was written down; null where it is no nudge. */
export function nudgeSubjectOf({
  kind,
  subject,
}: Pick<Delivery, 'kind' | 'subject'>): NudgeSubject | null {
  if (kind !== 'nudge') return null;
  const { about, nudge, round, answer, reclaim, month } = subject;
  if (about === 'nudge' && typeof nudge === 'string') return { about, nudge };
  if (about === 'round' && typeof round === 'number') return { about, round };
  if (about === 'wrong' && typeof answer === 'number') return { about, answer };
  if (about === 'reclaims') return { about };
  if (about === 'reclaim' && typeof reclaim === 'number') return { about, reclaim };
  return about === 'month' && typeof month === 'string' ? { about, month } : null;
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
