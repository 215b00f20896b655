import { OFFSET_SETTING } from './moves.ts';

const RealDate = Date;
const realNow = Date.now.bind(Date);
const listeners = new Set<() => void>();
let offsetMs = Number(process.env[OFFSET_SETTING] ?? 0);

const now = () => realNow() + offsetMs;

/**
 * Makes `Date.now()`, `new Date()` and `Date()` of this process tell the moved time. What measures durations
 * (performance.now, timers, AbortSignal.timeout) stays as it is, and so does Intl where it is given no date.
 */
export function installMovedDate(): void {
  const moved = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = moved;
  globalThis.Date = moved;
}

/** Moves this process's clock to so far ahead of the machine's. */
export function moveDate(toOffsetMs: number): void {
  offsetMs = toOffsetMs;
  for (const listener of listeners) listener();
}

/** Calls back after each move. */
export function onMove(listener: () => void): void {
  listeners.add(listener);
}
