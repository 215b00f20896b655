import { dayOf } from '../domain/calendar.ts';
import type { PreviewDigest } from '../domain/digests.ts';
import type { MakeDigest } from './make-digest.ts';
import { mayRun, ownSubscription } from './own-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

type Ports = Pick<SubscriptionPorts, 'listTeams' | 'clock'> & {
  readonly subscriptions: Pick<SubscriptionPorts['subscriptions'], 'subscription'>;
  readonly makeDigest: MakeDigest;
};

/** Makes a digest as it would be sent now; names only for those who may see them, whoever set it up. */
export function createPreviewDigest(ports: Ports): PreviewDigest {
  return async (actor, id, onProgress) => {
    const owned = await ownSubscription(actor, id, ports);
    if ('kind' in owned) return owned;
    const { subscription, team } = owned;
    return ports.makeDigest(subscription, {
      date: dayOf(ports.clock(), subscription.schedule.zone),
      dueAt: null,
      reader: actor,
      mayName: () => mayRun(actor, team),
      onProgress,
    });
  };
}
