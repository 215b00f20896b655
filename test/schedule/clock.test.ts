import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startClock, type WakingClock } from '../../src/schedule/clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

let clock: WakingClock | null = null;
let wakes = 0;

beforeEach(() => {
  wakes = 0;
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:10Z') });
  clock = startClock({
    everyMinutes: 1,
    jitterSeconds: 0,
    wake: async () => {
      wakes += 1;
    },
  });
});

afterEach(async () => {
  await clock?.stop();
  vi.useRealTimers();
});

it('wakes at once, and then every minute', async () => {
  expect(wakes).toBe(1);
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(wakes).toBe(6);
});

it.each([
  ['back by a day', -DAY_MS],
  ['forth by a day', DAY_MS],
  ['forth by a month', 30 * DAY_MS],
])('goes on every minute when the machine’s clock is set %s', async (_name, by) => {
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  const before = wakes;
  vi.setSystemTime(Date.now() + by);
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(wakes - before).toBeGreaterThanOrEqual(10);
  expect(wakes - before).toBeLessThanOrEqual(13);
});

it('wakes no more once it is stopped', async () => {
  await clock?.stop();
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(wakes).toBe(1);
});
