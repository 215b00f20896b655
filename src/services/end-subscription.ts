import type { EndSubscription } from '../domain/digests.ts';
import { ownSubscription } from './own-subscription.ts';
import { showTo } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** Answers `unsubscribe`. */
export function createEndSubscription(ports: SubscriptionPorts): EndSubscription {
  return async (actor, id) => {
    const owned = await ownSubscription(actor, id, ports);
    if ('kind' in owned) return owned;
    const show = await showTo(actor, owned.teams, ports);
    if (!(await ports.subscriptions.remove(id))) return { kind: 'unknown-subscription', id };
    return { kind: 'ended', shown: show(owned.subscription) };
  };
}
