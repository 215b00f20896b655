import type { Logger } from '../log.ts';
import { asRequest } from '../request-id.ts';

/** What is to be done: `id` names the work, `jobId` this one time that it was asked for. */
export type Job = { readonly jobId: string; readonly id: string };

/** Does one piece of work; gives how many milliseconds later it wants to be asked again, or null when it is done. */
export type Handle = (id: string, stopping: AbortSignal) => Promise<number | null>;

export type Worker = {
  /** Looks for work in so many milliseconds at the latest. */
  wake(inMs: number): void;
  /** Takes nothing new and waits for what is under way, at most `ms`; gives how much is left. */
  stop(ms: number): Promise<number>;
};

type Parts = {
  /** Takes at most so many jobs for this worker alone. */
  readonly take: (limit: number) => Promise<Job[]>;
  /** Forgets a job, and asks for its work again after so many milliseconds where that is not null. */
  readonly settle: (job: Job, againInMs: number | null) => Promise<void>;
  readonly handle: Handle;
  readonly concurrency: number;
  /** How long it waits for more while nobody wakes it. */
  readonly idleMs: number;
  readonly log: Logger;
};

/** Work that failed in a way that nobody foresaw, or that could not be looked for. */
const TROUBLE_MS = 15_000;

/** Wakes of the same second are one, a little later: what was written down must be committed, and the database's clock be there too. */
const SECOND_MS = 1000;
const SLACK_MS = 60;

/** Takes jobs and works on several at once until it is stopped. It looks for more as soon as one is done. */
export function startWorker(parts: Parts): Worker {
  const { take, settle, handle, concurrency, idleMs, log } = parts;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const alarms = new Map<number, NodeJS.Timeout>();
  let knock = Promise.withResolvers<void>();

  function wake(inMs: number): void {
    const second = inMs < SECOND_MS ? 0 : Math.ceil((performance.now() + inMs) / SECOND_MS);
    if (stopping.signal.aborted || alarms.has(second)) return;
    const exact = second === 0 ? inMs : second * SECOND_MS - performance.now();
    const ring = () => {
      alarms.delete(second);
      knock.resolve();
    };
    alarms.set(second, setTimeout(ring, exact + SLACK_MS));
  }

  async function work(job: Job): Promise<void> {
    try {
      const againInMs = await handle(job.id, stopping.signal).catch((error: unknown) => {
        log.error({ error, id: job.id }, 'a job failed');
        return TROUBLE_MS;
      });
      await settle(job, againInMs);
    } catch (error) {
      log.error({ error, id: job.id }, 'a job could not be settled');
    }
  }

  async function rest(ms: number): Promise<void> {
    const timer = setTimeout(() => knock.resolve(), ms);
    await Promise.race([knock.promise, ...(running.size < concurrency ? [] : running)]);
    clearTimeout(timer);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      knock = Promise.withResolvers();
      const free = concurrency - running.size;
      const jobs = free > 0 ? await look(free) : [];
      for (const job of jobs) {
        const done = asRequest(() => work(job)).finally(() => running.delete(done));
        running.add(done);
      }
      // A full hand may mean that there is more.
      if (jobs.length < free || free === 0) await rest(idleMs);
    }
  }

  async function look(limit: number): Promise<Job[]> {
    try {
      return await take(limit);
    } catch (error) {
      log.warn({ error }, 'jobs could not be looked for');
      wake(TROUBLE_MS);
      return [];
    }
  }

  const ended = run();
  return {
    wake,
    async stop(ms) {
      stopping.abort();
      for (const alarm of alarms.values()) clearTimeout(alarm);
      knock.resolve();
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, ms);
      await Promise.race([ended.then(() => Promise.allSettled(running)), late.promise]);
      clearTimeout(timer);
      return running.size;
    },
  };
}
