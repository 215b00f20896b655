import type { Claimed, DeliveryStore, SubscriptionStore } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';

type Ports = {
  readonly subscriptions: Pick<SubscriptionStore, 'claimDue' | 'untold'>;
  readonly deliveries: Pick<DeliveryStore, 'reviveStuck'>;
  /** Tells the owners of what was missed and is not sent any more. */
  readonly tellMissed: (missed: readonly Claimed[]) => Promise<void>;
  readonly clock: Clock;
};

/** What was found to be due: how many are being sent, are passed over, or are taken up again. */
export type Enqueued = { readonly due: number; readonly missed: number; readonly revived: number };

/** Longer than anybody works on a delivery in one go. */
const STUCK_MS = 10 * 60_000;

/**
 * Has what is due sent, and what was missed told; to be called at the start, and every minute. Its first call takes up
 * whatever was on its way when the bot ended; it is harmless where another replica is at it.
 */
export function createEnqueueDue({
  subscriptions,
  deliveries,
  tellMissed,
  clock,
}: Ports): () => Promise<Enqueued> {
  let first = true;
  return async () => {
    const now = clock();
    const stuckBefore = first ? now : new Date(now.getTime() - STUCK_MS);
    const revived = await deliveries.reviveStuck(stuckBefore);
    first = false;
    const claimed = await subscriptions.claimDue(now);
    const missed = claimed.filter(({ state }) => state === 'skipped').length;
    // Besides what was claimed just now: what was given up since, and what a process did not live to tell.
    const untold = await subscriptions.untold();
    if (untold.length > 0) await tellMissed(untold);
    return { due: claimed.length - missed, missed, revived: revived.length };
  };
}
