import type { Actor } from '../domain/access.ts';
import type { DeliveryStore, ListedDelivery } from '../domain/delivery-ports.ts';
import { digestSubjectOf } from '../domain/delivery-subjects.ts';
import type { FailedMessage, ListFailures } from '../domain/home.ts';
import { nudgeSubjectOf } from '../domain/nudge-subjects.ts';
import { adminsOnly } from './admins-only.ts';
import { mendOf } from './mend-delivery.ts';
import { showTo } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

type Ports = Pick<SubscriptionPorts, 'listTeams' | 'findSlackPerson' | 'clock'> & {
  readonly subscriptions: Pick<SubscriptionPorts['subscriptions'], 'subscription'>;
  readonly deliveries: Pick<DeliveryStore, 'troubled'>;
};

/** So far back failures are told, and so many of them. */
const DAYS = 7;
const SHOWN = 5;

const DAY_MS = 86_400_000;

/** Tells admins what was not sent lately, or may not have arrived, and what can be done about each. */
export function createListFailures(ports: Ports): ListFailures {
  return async (actor) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const since = new Date(ports.clock().getTime() - DAYS * DAY_MS);
    const { deliveries, inAll } = await ports.deliveries.troubled(since, SHOWN);
    const messages = await Promise.all(deliveries.map((one) => failedOf(one, actor, ports)));
    return { kind: 'failures', failures: { messages, inAll, days: DAYS } };
  };
}

async function failedOf(
  delivery: ListedDelivery,
  actor: Actor,
  ports: Ports,
): Promise<FailedMessage> {
  const { id, to, changedAt, error } = delivery;
  const state = delivery.state === 'unknown' ? 'unknown' : 'failed';
  const what = await whatOf(delivery, actor, ports);
  const hasSubscription = what.kind === 'digest' && what.shown !== null;
  const mend = mendOf({ ...delivery, state }, hasSubscription, ports.clock());
  return { deliveryId: id, state, what, to, at: changedAt, reason: error, mend };
}

async function whatOf(
  delivery: ListedDelivery,
  actor: Actor,
  ports: Ports,
): Promise<FailedMessage['what']> {
  const digest = digestSubjectOf(delivery);
  if (!digest) {
    const about = nudgeSubjectOf(delivery)?.about ?? null;
    return delivery.kind === 'nudge' ? { kind: 'nudge', about } : { kind: 'notice' };
  }
  const { subscriptionId, slot } = digest;
  const subscription = await ports.subscriptions.subscription(subscriptionId);
  if (subscription?.slackTeamId !== actor.slackTeamId) return { kind: 'digest', shown: null, slot };
  const { teams } = await ports.listTeams();
  const show = await showTo(actor, teams, ports);
  return { kind: 'digest', shown: show(subscription), slot };
}
