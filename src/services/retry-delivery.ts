import type { DeliveryStore, SubscriptionStore } from '../domain/delivery-ports.ts';
import { digestSubjectOf } from '../domain/delivery-subjects.ts';
import type { RetryDelivery } from '../domain/home.ts';
import type { Clock } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import { adminsOnly } from './admins-only.ts';
import { mendOf } from './mend-delivery.ts';

type Ports = {
  readonly deliveries: Pick<DeliveryStore, 'delivery' | 'retry'>;
  readonly subscriptions: Pick<SubscriptionStore, 'subscription'>;
  readonly clock: Clock;
};

/** Has a message sent again that certainly did not arrive. Of several who ask at once, one has it sent. */
export function createRetryDelivery({ deliveries, subscriptions, clock }: Ports): RetryDelivery {
  return async (actor, deliveryId) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const delivery = await deliveries.delivery(deliveryId);
    const digest = delivery && digestSubjectOf(delivery);
    const subscription = digest && (await subscriptions.subscription(digest.subscriptionId));
    if (!delivery || (subscription && subscription.slackTeamId !== actor.slackTeamId)) {
      throw new AppError('not_found', 'That was too long ago: the message is no longer kept.');
    }
    const { state } = delivery;
    if (state !== 'failed') return { kind: 'not-failed', state };
    const mend = mendOf({ ...delivery, state }, subscription !== null, clock());
    if (mend !== 'retry' && mend !== 'decide') return { kind: 'no-retry', mend };
    if (await deliveries.retry(deliveryId, clock())) return { kind: 'retried' };
    const now = await deliveries.delivery(deliveryId);
    return { kind: 'not-failed', state: now?.state ?? 'pending' };
  };
}
