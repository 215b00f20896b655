import { scheduleJob } from 'node-schedule';

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
    running ??= wake().finally(() => (running = null));
  };
  const job = scheduleJob({ rule: cron(everyMinutes), tz: 'UTC' }, () => {
    clearTimeout(delay);
    delay = setTimeout(run, Math.random() * jitterSeconds * 1000);
  });
  run();
  return {
    async stop() {
      job.cancel();
      clearTimeout(delay);
      await running;
    },
  };
}

function cron(minutes: number): string {
  return minutes < 60 ? `*/${minutes} * * * *` : `0 */${minutes / 60} * * *`;
}
