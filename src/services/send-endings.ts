import type { Delivery } from '../domain/deliveries.ts';
import type { SendPorts } from './send-ports.ts';

/** How an attempt goes on that has not arrived, or not for certain. Whoever is told is told before the state is changed. */
export type Endings = {
  /** Tries again later. */
  again(delivery: Delivery, reason: string, waitMs: number): Promise<boolean>;
  /** Has a person decide. */
  askPerson(delivery: Delivery, reason: string): Promise<null>;
  fail(delivery: Delivery, reason: string): Promise<null>;
  /** It took hours, and is given up. */
  failForHours(delivery: Delivery, reason: string): Promise<null>;
  /** What comes too late is told of together later on; but whoever is told by this is told by nothing else. */
  giveLate(delivery: Delivery, reason: string): Promise<null>;
};

/** `onGiven` hears of each delivery that is tried no more. */
export function createEndings(
  { store, clock, tellOwner }: Pick<SendPorts, 'store' | 'clock' | 'tellOwner'>,
  onGiven: (id: string) => void,
): Endings {
  async function fail(delivery: Delivery, reason: string): Promise<null> {
    onGiven(delivery.id);
    await tellOwner(delivery, { kind: 'failed', reason });
    await store.end(delivery, 'failed', reason, clock());
    return null;
  }

  return {
    again(delivery, reason, waitMs) {
      const now = clock();
      return store.again(delivery, reason, new Date(now.getTime() + waitMs), now);
    },
    async askPerson(delivery, reason) {
      await tellOwner(delivery, { kind: 'unknown', reason });
      await store.unclear(delivery, reason, clock());
      return null;
    },
    fail,
    failForHours: (delivery, reason) => fail(delivery, `${reason} for hours`),
    async giveLate(delivery, reason) {
      if (delivery.kind === 'notice') return fail(delivery, reason);
      onGiven(delivery.id);
      await store.miss(delivery, reason, clock());
      return null;
    },
  };
}
