import { scheduleJob } from 'node-schedule';

export type WakingClock = {
  /** Wakes no more, and settles once what runs has ended. */
  stop(): Promise<void>;
};

/**
 * Wakes `wake` at once and then at each time of the cron expression, in the IANA zone, a random part of
 * `jitterSeconds` later. A wake that comes while the one before still runs is left out. `wake` must not reject.
 */
export function startClock(options: {
  readonly schedule: string;
  readonly zone: string;
  readonly jitterSeconds: number;
  readonly wake: () => Promise<void>;
}): WakingClock {
  const { schedule, zone, jitterSeconds, wake } = options;
  let running: Promise<void> | null = null;
  let delay: NodeJS.Timeout | undefined;
  const run = () => {
    running ??= wake().finally(() => (running = null));
  };
  const job = scheduleJob({ rule: schedule, tz: zone }, () => {
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
