import { tzOffset } from '@date-fns/tz';
import { AppError } from '../errors.ts';
import type { Day } from './calendar.ts';
import type { Every, Schedule, Slot } from './subscriptions.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** More than any date can lie away from where it would be by UTC, also where a zone changes sides of the date line. */
const REACH_MS = 26 * 60 * MINUTE_MS;

/** Longer than from one first working day to the next but one. */
const HORIZON_DAYS = 100;

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * The first slot after an instant. A local time that summer time skips is due at the next minute that exists, which may
 * already be the next day's; one that occurs twice is due when it first occurs. A date that a zone leaves out has no slot.
 */
export function nextRun(schedule: Schedule, after: Date): Slot {
  // What is due on the day before may still come: where the clock skips the end of a day.
  const start = wallClock(schedule.zone, after.getTime()) - DAY_MS;
  for (let count = 0; count < HORIZON_DAYS; count += 1) {
    const date = dateAt(start + count * DAY_MS);
    const at = isDue(schedule.every, date) ? instantOf(date, schedule) : null;
    if (at && at > after) return { date, at };
  }
  throw new AppError('invalid', 'A digest needs at least one day on which it is due.');
}

/** How a schedule is said: `every Monday at 09:00 (Asia/Shanghai)`. */
export function saySchedule({ every, at, zone }: Schedule): string {
  return `${sayEvery(every)} at ${at} (${zone})`;
}

function sayEvery(every: Every): string {
  if (every.kind === 'first-working-day') return 'on the first working day of the month';
  const days = [...new Set(every.days)].toSorted((left, right) => left - right);
  if (days.length === 7) return 'every day';
  if (days.join('') === '12345') return 'Monday to Friday';
  const names = days.map((day) => NAMES[day - 1] ?? '');
  return `every ${new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)}`;
}

function isDue(every: Every, date: Day): boolean {
  const weekday = weekdayOf(date);
  if (every.kind === 'weekdays') return every.days.includes(weekday);
  const dayOfMonth = Number(date.slice(8));
  return weekday <= 5 && (dayOfMonth === 1 || (weekday === 1 && dayOfMonth <= 3));
}

function weekdayOf(date: Day): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}

function instantOf(date: Day, { at, zone }: Schedule): Date | null {
  const wanted = Date.parse(`${date}T${at}:00Z`);
  const offsets = [offsetAt(zone, wanted - REACH_MS), offsetAt(zone, wanted + REACH_MS)];
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((instant) => wallClock(zone, instant) === wanted);
  if (exact.length > 0) return new Date(Math.min(...exact));
  const next = firstFrom(zone, wanted);
  const exists = [next - 1, next].some((instant) => dateAt(wallClock(zone, instant)) === date);
  return exists ? new Date(next) : null;
}

/** The first minute at which clocks show `wanted` or later, where no minute shows exactly that. */
function firstFrom(zone: string, wanted: number): number {
  let before = wanted - REACH_MS;
  let reached = wanted + REACH_MS;
  while (reached - before > MINUTE_MS) {
    const middle = before + Math.floor((reached - before) / MINUTE_MS / 2) * MINUTE_MS;
    if (wallClock(zone, middle) >= wanted) reached = middle;
    else before = middle;
  }
  return reached;
}

/** What clocks show at an instant, as the epoch milliseconds at which clocks in UTC show the same. */
function wallClock(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant);
}

/** The date of what `wallClock` gives. Each slot takes several of these, and a thousand subscriptions are due at once. */
function dateAt(wall: number): Day {
  return new Date(wall).toISOString().slice(0, 10);
}

function offsetAt(zone: string, instant: number): number {
  return tzOffset(zone, new Date(instant)) * MINUTE_MS;
}
