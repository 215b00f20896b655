import type { Content, Delivery } from '../domain/deliveries.ts';
import type { SubscriptionStore } from '../domain/delivery-ports.ts';
import { digestSubjectOf, noticeSubjectOf } from '../domain/delivery-subjects.ts';
import type { Draw, NoticeSubject } from '../domain/digests.ts';
import type { PeopleStore } from '../domain/ports.ts';
import type { Day } from '../domain/calendar.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import { AppError } from '../errors.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import type { ListTeams } from './list-teams.ts';
import type { MakeDigest } from './make-digest.ts';
import type { MayNameSeats } from './may-name-seats.ts';
import { teamOf } from './own-subscription.ts';
import { zoneOf } from './show-subscription.ts';
import type { TellOwner } from './tell-owner.ts';

type Ports = {
  readonly subscriptions: Pick<SubscriptionStore, 'subscription'>;
  readonly people: Pick<PeopleStore, 'slackPerson'>;
  readonly listTeams: ListTeams;
  readonly findSlackPerson: FindSlackPerson;
  readonly makeDigest: MakeDigest;
  readonly mayNameSeats: MayNameSeats;
  readonly suspend: TellOwner['suspend'];
  readonly draw: Draw;
};

/** Says what a delivery says, why there is nothing to say any more, or to which channel it goes by now. Throws AppError where that has to be tried again. */
export type RenderDelivery = (delivery: Delivery) => Promise<Rendered>;

export type Rendered = Content | { readonly skip: string } | { readonly channelId: string };

export function createRenderDelivery(ports: Ports): RenderDelivery {
  return async (delivery) => {
    const digest = digestSubjectOf(delivery);
    if (digest) return renderDigest(delivery, digest, ports);
    const notice = noticeSubjectOf(delivery);
    if (notice) return renderNotice(notice, 'slackUserId' in delivery.to, ports);
    return { skip: 'nobody knows what it is about' };
  };
}

async function renderDigest(
  { to, dueAt }: Delivery,
  { subscriptionId, slot }: { readonly subscriptionId: number; readonly slot: Day },
  { subscriptions, people, makeDigest, mayNameSeats, suspend, draw }: Ports,
): Promise<Rendered> {
  const subscription = await subscriptions.subscription(subscriptionId);
  if (!subscription) return { skip: 'unsubscribed' };
  if (subscription.suspended) return { skip: 'suspended' };
  const { channelId } = subscription;
  if (!('channelId' in to) || to.channelId !== channelId) return { channelId };
  const { ownerId: slackUserId } = subscription;
  const email = (await people.slackPerson(slackUserId))?.person.email ?? null;
  const made = await makeDigest(subscription, {
    date: slot,
    dueAt,
    reader: { slackUserId, email },
    mayName: (team) => mayNameSeats(subscription, team),
    onProgress: () => undefined,
  });
  switch (made.kind) {
    case 'digest':
      return draw.digest(made.digest);
    case 'unknown-team':
    case 'ambiguous-team':
      await suspend(subscriptionId, 'team_gone');
      return { skip: 'its team is gone' };
    case 'bad-provider':
      await suspend(subscriptionId, 'provider_gone');
      return { skip: 'its provider is gone' };
    default:
      throw new AppError('unavailable', 'The teams are not known yet.');
  }
}

async function renderNotice(
  subject: NoticeSubject,
  toOwner: boolean,
  { subscriptions, listTeams, findSlackPerson, draw }: Ports,
): Promise<Rendered> {
  const subscription = await firstLeft(subject, subscriptions);
  if (!subscription) return { skip: 'unsubscribed' };
  if (subject.about === 'suspended' && !subscription.suspended) return { skip: 'resumed' };
  const { teams } = await listTeams();
  const teamName = teamOf(subscription, teams)?.name ?? subscription.teamId;
  const readerZone = toOwner ? await zoneOf(subscription.ownerId, findSlackPerson) : null;
  return draw.notice(subject, { subscription, teamName, readerZone, isTheirs: true }, toOwner);
}

/** The one that a notice names; where that has ended, another that it tells of. */
async function firstLeft(
  subject: NoticeSubject,
  subscriptions: Ports['subscriptions'],
): Promise<Subscription | null> {
  const others = subject.about === 'skipped' ? subject.others : [];
  for (const id of [subject.subscriptionId, ...others]) {
    // One is enough, and mostly it is the first.
    // oxlint-disable-next-line no-await-in-loop
    const subscription = await subscriptions.subscription(id);
    if (subscription) return subscription;
  }
  return null;
}
