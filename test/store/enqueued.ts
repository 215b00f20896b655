import type { Enqueue } from '../../src/domain/delivery-ports.ts';

type Job = { readonly id: string; readonly notBefore: Date };

/** Stands where the queue is, in tests of the store, and keeps what it was given. */
export type Enqueued = {
  readonly enqueue: Enqueue<unknown>;
  /** What came since it was last asked. */
  take(): Job[];
  /** Lets the next transaction fail. */
  failNext(): void;
};

export function keepEnqueued(): Enqueued {
  let jobs: Job[] = [];
  let fails = false;
  return {
    enqueue: async (_transaction, deliveries) => {
      if (fails) {
        fails = false;
        throw new Error('cannot enqueue');
      }
      jobs.push(...deliveries);
    },
    take() {
      const taken = jobs;
      jobs = [];
      return taken;
    },
    failNext() {
      fails = true;
    },
  };
}
