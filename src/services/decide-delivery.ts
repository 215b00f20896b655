import { refusalOf } from '../domain/access.ts';
import { digestSubjectOf } from '../domain/delivery-subjects.ts';
import type { DeliveryStore } from '../domain/delivery-ports.ts';
import type { DecideDelivery } from '../domain/digests.ts';
import { AppError } from '../errors.ts';
import { adminsOnly } from './admins-only.ts';
import { ownSubscription } from './own-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

type Ports = Pick<SubscriptionPorts, 'listTeams' | 'clock'> & {
  readonly subscriptions: Pick<SubscriptionPorts['subscriptions'], 'subscription'>;
  readonly deliveries: Pick<DeliveryStore, 'delivery' | 'decide'>;
};

/** Takes a person's word on whether a digest arrived; of other messages an admin's. The first word counts: later ones are told what it was. */
export function createDecideDelivery(ports: Ports): DecideDelivery {
  const { deliveries, clock } = ports;
  return async (actor, deliveryId, arrived) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const delivery = await deliveries.delivery(deliveryId);
    if (!delivery) {
      throw new AppError('not_found', 'That was too long ago: the message is no longer kept.');
    }
    const subject = digestSubjectOf(delivery);
    const owned = subject ? await ownSubscription(actor, subject.subscriptionId, ports) : null;
    if (owned && 'kind' in owned) return owned;
    const refused = subject ? null : adminsOnly(actor);
    if (refused) return refused;
    if (await deliveries.decide(deliveryId, arrived, clock())) return { kind: 'decided', arrived };
    const now = await deliveries.delivery(deliveryId);
    return { kind: 'decided', arrived: now?.state === 'sent' };
  };
}
