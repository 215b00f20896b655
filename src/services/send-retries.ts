import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../domain/deliveries.ts';

const HOUR_MS = 3_600_000;
const SHORTEST_MS = 5000;
const LONGEST_MS = 15 * 60_000;

/**
 * A message that is so late is not sent any more. A nudge may wait for its addressee's next working day; a notice is all that
 * anybody hears of what it tells, and is still true after an outage of days.
 */
const LATEST_HOURS = { digest: 24, notice: 7 * 24, nudge: 96 } as const;

/** Longer than a thousand that are due at once wait for Slack's limits: whatever is later than this, something kept it. */
const LATE_MS = 5 * 60_000;

const GIVE_UP_HOURS = { digest: 6, notice: LATEST_HOURS.notice, nudge: 6 } as const;

/** One that began late, after an outage, still gets these: some twenty minutes of them. */
const FEWEST_ATTEMPTS = 8;

/** How long to wait after so many attempts: twice as long each time, up to a quarter of an hour. */
export function backoff(attempts: number): number {
  return Math.min(SHORTEST_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_MS);
}

/** How long to wait with a message that cannot be rendered: longer the longer that has been so. */
export function renderPause({ dueAt }: Delivery, now: Date): number {
  const sinceDue = now.getTime() - dueAt.getTime();
  return Math.min(Math.max(sinceDue / 2, 3 * SHORTEST_MS), LONGEST_MS);
}

/** Whether Slack has been in trouble for so long that a message is given up. */
export function isHopeless({ kind, dueAt, attempts }: Delivery, now: Date): boolean {
  const waited = now.getTime() - dueAt.getTime();
  return waited > GIVE_UP_HOURS[kind] * HOUR_MS && attempts >= FEWEST_ATTEMPTS;
}

/** Whether a message goes out so much later than it was due that it should say so. */
export function isLate({ dueAt }: Delivery, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > LATE_MS;
}

/** Whether a message comes too late to be sent. One that a person has asked to send again does not. */
export function isTooLate(delivery: Delivery, now: Date): boolean {
  // Whatever else brings a message back to the beginning leaves a reason; a person's decision takes it away.
  const decided = delivery.attempts > 0 && delivery.error === null;
  return !decided && isTooOld(delivery, now);
}

/** Whether a message is older than one is ever sent by itself. */
export function isTooOld({ kind, dueAt }: Pick<Delivery, 'kind' | 'dueAt'>, now: Date): boolean {
  return now.getTime() - dueAt.getTime() >= LATEST_HOURS[kind] * HOUR_MS;
}

/** Why it is not sent then. */
export function sayTooLate({ kind }: Delivery): string {
  return `more than ${LATEST_HOURS[kind]} hours late`;
}

/** Waits so long, or until the process stops. */
export async function wait(ms: number, stopping?: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await pause(ms, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
}
