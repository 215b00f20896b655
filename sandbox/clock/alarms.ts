import { onMove } from './moved-date.ts';

const LONGEST_MS = 2_147_483_647;

/** Something to do at a moment of the moved clock. */
interface Alarm {
  readonly at: number;
  readonly ring: () => void;
  timer?: NodeJS.Timeout;
  immediate?: NodeJS.Immediate;
}

const alarms = new Set<Alarm>();

// A clock that was set back leaves timers as they are, as it does on any machine.
onMove(() => {
  for (const alarm of alarms) if (alarm.at <= Date.now()) arm(alarm);
});

/**
 * Stands in for the package long-timeout, by which node-schedule waits for moments of the day: a clock that jumps over
 * such a moment makes it come at once. Every other timer of the process measures real time.
 */
export function setTimeout(ring: () => void, afterMs: number): Alarm {
  const alarm: Alarm = { at: Date.now() + afterMs, ring };
  alarms.add(alarm);
  arm(alarm);
  return alarm;
}

export function clearTimeout(alarm: Alarm | null | undefined): void {
  if (!alarm) return;
  alarms.delete(alarm);
  disarm(alarm);
}

function arm(alarm: Alarm): void {
  disarm(alarm);
  const left = alarm.at - Date.now();
  const ring = () => {
    alarms.delete(alarm);
    alarm.ring();
  };
  if (left <= 0) alarm.immediate = setImmediate(ring);
  else if (left <= LONGEST_MS) alarm.timer = globalThis.setTimeout(ring, left);
  else alarm.timer = globalThis.setTimeout(() => arm(alarm), LONGEST_MS);
}

function disarm({ timer, immediate }: Alarm): void {
  globalThis.clearTimeout(timer);
  clearImmediate(immediate);
}
