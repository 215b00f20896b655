import type { ResumeSubscription } from '../domain/digests.ts';
import { nextRun } from '../domain/schedule.ts';
import { ownSubscription } from './own-subscription.ts';
import { reachOf, showTo } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** Lets a suspended subscription go on from now; one that is not suspended stays as it is. */
export function createResumeSubscription(ports: SubscriptionPorts): ResumeSubscription {
  return async (actor, id) => {
    const owned = await ownSubscription(actor, id, ports);
    if ('kind' in owned) return owned;
    const { channelId, schedule } = owned.subscription;
    if (await ports.channels.isShared(channelId)) {
      return { kind: 'refused', refusal: { reason: 'shared-channel' } };
    }
    const reach = await reachOf(channelId, ports.channels);
    await ports.subscriptions.resume(id, nextRun(schedule, ports.clock()));
    const resumed = await ports.subscriptions.subscription(id);
    if (!resumed) return { kind: 'unknown-subscription', id };
    const show = await showTo(actor, owned.teams, ports);
    return { kind: 'resumed', shown: show(resumed), reach };
  };
}
