import { setTimeout as pause } from 'node:timers/promises';

/** Counts work that has begun and not ended, so that a stop can wait for it. */
export type InFlight = {
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Waits until nothing is left, at most `ms` milliseconds; gives how many are left. */
  readonly drain: (ms: number) => Promise<number>;
};

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();

  async function settled(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running);
  }

  return {
    track: (work) => {
      running.add(work);
      void Promise.allSettled([work]).then(() => running.delete(work));
      return work;
    },
    drain: async (ms) => {
      const timer = new AbortController();
      const late = pause(ms, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([settled(), late]);
      timer.abort();
      return running.size;
    },
  };
}
