import { scheduleJob, type Job } from 'node-schedule';
import { asRequest } from '../request-id.ts';

export type WakingClock = {
  /** Wakes no more, and settles once what runs has ended. */
  stop(): Promise<void>;
};

/**
 * Wakes `wake` at once and then every `everyMinutes` (a divisor of an hour or of a day), a random part of
 * `jitterSeconds` later. A wake that comes while the one before still runs is left out. `wake` must not reject.
 */
export function startClock(options: {
  readonly everyMinutes: number;
  readonly jitterSeconds: number;
  readonly wake: () => Promise<void>;
}): WakingClock {
  const { everyMinutes, jitterSeconds, wake } = options;
  let running: Promise<void> | null = null;
  let delay: NodeJS.Timeout | undefined;
  const run = () => {
    running ??= asRequest(() => wake()).finally(() => (running = null));
  };
  const rule = { rule: cron(everyMinutes), tz: 'UTC' };
  const job = scheduleJob(rule, () => {
    clearTimeout(delay);
    delay = setTimeout(run, Math.random() * jitterSeconds * 1000);
  });
  const watch = setInterval(() => {
    if (isInStep(job, everyMinutes)) return;
    job.reschedule(rule);
    run();
  }, WATCH_MS).unref();
  run();
  return {
    async stop() {
      job.cancel();
      clearInterval(watch);
      clearTimeout(delay);
      await running;
    },
  };
}

const MINUTE_MS = 60_000;
const WATCH_MS = 10_000;

/**
 * Whether the next wake is as near as it has to be. After a machine's clock was set back the scheduler would sleep until the
 * old time returns; after it was set forward, make up for every wake in between.
 */
function isInStep(job: Job, everyMinutes: number): boolean {
  const next: Date | null = job.nextInvocation();
  if (!next) return false;
  const away = next.getTime() - Date.now();
  return away > -WATCH_MS && away <= everyMinutes * MINUTE_MS;
}

function cron(minutes: number): string {
  return minutes < 60 ? `*/${minutes} * * * *` : `0 */${minutes / 60} * * *`;
}
