/** A day `YYYY-MM-DD` in UTC+8, Lingma's zone. */
export type Day = string;

/** A day as a count since 1970-01-01, which is what the arithmetic runs on. */
export type DayNumber = number;

export const DAY_MS = 86_400_000;
const UTC8_MS = 8 * 3_600_000;

export function toDay(day: DayNumber): Day {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Gives NaN for what is no day. */
export function toDayNumber(day: Day): DayNumber {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse rolls 30 February over into March.
  return Number.isNaN(midnight) || toDay(midnight / DAY_MS) !== day
    ? Number.NaN
    : midnight / DAY_MS;
}

/** The UTC+8 day that an instant falls on. */
export function dayNumberAt(instant: number): DayNumber {
  return Math.floor((instant + UTC8_MS) / DAY_MS);
}

/** Epoch milliseconds of midnight in UTC+8. */
export function midnightOf(day: DayNumber): number {
  return day * DAY_MS - UTC8_MS;
}

const SPRING_FESTIVALS = [
  ['2024-02-10', '2024-02-17'],
  ['2025-01-28', '2025-02-04'],
  ['2026-02-16', '2026-02-23'],
  ['2027-02-05', '2027-02-12'],
  ['2028-01-25', '2028-02-01'],
  ['2029-02-12', '2029-02-19'],
] as const;

const paces = new Map<DayNumber, number>();

/** How much of a usual working day's use a day sees: 1 on working days, a little on weekends and holidays. */
export function paceOf(day: DayNumber): number {
  const known = paces.get(day);
  if (known !== undefined) return known;
  const pace = isHoliday(toDay(day)) ? 0.03 : isWeekend(day) ? 0.07 : 1;
  paces.set(day, pace);
  return pace;
}

function isWeekend(day: DayNumber): boolean {
  // 1970-01-01 was a Thursday.
  return (day + 3) % 7 >= 5;
}

function isHoliday(day: Day): boolean {
  const date = day.slice(5);
  if (date === '01-01') return true;
  if (date >= '05-01' && date <= '05-05') return true;
  if (date >= '10-01' && date <= '10-07') return true;
  return SPRING_FESTIVALS.some(([first, last]) => day >= first && day <= last);
}
