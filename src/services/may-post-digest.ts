import type { SubscriptionStore } from '../domain/delivery-ports.ts';
import { digestSubjectOf } from '../domain/delivery-subjects.ts';
import type { Channels } from '../domain/digests.ts';
import { toAppError } from '../errors.ts';
import type { MayGo } from './send-ports.ts';
import type { TellOwner } from './tell-owner.ts';

type Ports = {
  readonly subscriptions: Pick<SubscriptionStore, 'subscription'>;
  readonly channels: Pick<Channels, 'isSharedLately'>;
  readonly suspend: TellOwner['suspend'];
};

/** Lets no digest go where people of other organizations read along by now: its subscription is suspended. */
export function createMayPostDigest({ subscriptions, channels, suspend }: Ports): MayGo {
  const isShared = async (channelId: string) => {
    try {
      return await channels.isSharedLately(channelId);
    } catch (thrown) {
      // Nothing can be posted with that token either, and whoever tries finds out.
      if (toAppError(thrown).code === 'unauthorized') return false;
      throw thrown;
    }
  };
  return async (delivery) => {
    const digest = digestSubjectOf(delivery);
    if (!digest || !('channelId' in delivery.to)) return null;
    const { channelId } = delivery.to;
    const subscription = await subscriptions.subscription(digest.subscriptionId);
    // Where it goes elsewhere by now, it is drawn anew first.
    if (subscription?.channelId !== channelId || !(await isShared(channelId))) return null;
    await suspend(subscription.id, 'shared_channel');
    return { skip: 'shared_channel' };
  };
}
