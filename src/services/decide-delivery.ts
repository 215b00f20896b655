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

/** Takes a person's word on whether a digest arrived, or an admin's on a message about nudges. The first word counts: later ones are told what it was. */
export function createDecideDelivery(ports: Ports): DecideDelivery {
  const { deliveries } = ports;
  return async (actor, deliveryId, arrived) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const delivery = await deliveries.delivery(deliveryId);
    const subject = delivery && digestSubjectOf(delivery);
    if (delivery?.kind === 'nudge') {
      const refused = adminsOnly(actor);
      return refused ?? decide(deliveryId, arrived, ports);
    }
    if (!subject) {
      throw new AppError('not_found', 'That was too long ago: the message is no longer kept.');
    }
    const owned = await ownSubscription(actor, subject.subscriptionId, ports);
    if ('kind' in owned) return owned;
    return decide(deliveryId, arrived, ports);
  };
}

async function decide(
  deliveryId: string,
  arrived: boolean,
  { deliveries, clock }: Ports,
): Promise<{ readonly kind: 'decided'; readonly arrived: boolean }> {
  if (await deliveries.decide(deliveryId, arrived, clock())) return { kind: 'decided', arrived };
  const now = await deliveries.delivery(deliveryId);
  return { kind: 'decided', arrived: now?.state === 'sent' };
}
