import { TZDate } from '@date-fns/tz';
// Each from its own file: all of date-fns takes longer to load than all the rest of the bot.
import { endOfISOWeek } from 'date-fns/endOfISOWeek';
import { endOfMonth } from 'date-fns/endOfMonth';
import { format } from 'date-fns/format';

/** A calendar day `YYYY-MM-DD` in the zone that its context names; days compare as strings. */
export type Day = string;

/** Days from `from` to `to`, both included. */
export type Period = { readonly from: Day; readonly to: Day };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as a date for arithmetic: noon in UTC, where no zone has a gap. */
export function noonOf(day: Day): TZDate {
  return new TZDate(`${day}T12:00:00Z`, 'UTC');
}

/** The day of a date made by `noonOf`, or moved from one. */
export function toDay(date: Date): Day {
  return format(date, 'yyyy-MM-dd');
}

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const DAY_MS = 86_400_000;

// An answer counts through hundreds of days several times over, where dates of a library cost tens of milliseconds. Days
// themselves know no zone and so no summer time: they are as many days after 1970 as UTC says.
function placeOf(day: Day): number {
  return Date.parse(day) / DAY_MS;
}

function dayAt(place: number): Day {
  return new Date(place * DAY_MS).toISOString().slice(0, 10);
}

/** The day that an instant (epoch milliseconds or Date) falls on in an IANA zone. */
export function dayOf(instant: Date | number, zone: string): Day {
  return toDay(new TZDate(Number(instant), zone));
}

/** The first instant of a day in an IANA zone; where summer time skips midnight, the first minute that exists. */
export function startOfDay(day: Day, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, zone).getTime());
}

export function addDays(day: Day, count: number): Day {
  return dayAt(placeOf(day) + count);
}

/** An instant as people read it, in an IANA zone: `21 Nov 2026, 09:50`. */
export function sayInstant(instant: Date | number, zone: string): string {
  return format(new TZDate(Number(instant), zone), 'd MMM yyyy, HH:mm');
}

export function sayDay(day: Day): string {
  return format(noonOf(day), 'd MMM yyyy');
}

/** A period as people read it, the year once where it is one: `25 Oct – 21 Nov 2026`. */
export function sayPeriod({ from, to }: Period): string {
  if (from === to) return sayDay(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${format(noonOf(from), sameYear ? 'd MMM' : 'd MMM yyyy')} – ${sayDay(to)}`;
}

/** How many days a period has. */
export function lengthOf({ from, to }: Period): number {
  return placeOf(to) - placeOf(from) + 1;
}

export function daysOf(period: Period): Day[] {
  const first = placeOf(period.from);
  return Array.from({ length: Math.max(lengthOf(period), 0) }, (_, index) => dayAt(first + index));
}

/** All days of several periods, each once. */
export function allDays(...periods: readonly Period[]): Day[] {
  return [...new Set(periods.flatMap(daysOf))];
}

/** The period of the same length that ends the day before this one starts. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -lengthOf(period)), to: addDays(period.from, -1) };
}

/** Days joined into as few periods as possible, newest first. */
export function periodsOf(days: readonly Day[]): Period[] {
  const periods: Period[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const last = periods.at(-1);
    if (last && addDays(last.to, 1) === day) periods[periods.length - 1] = { ...last, to: day };
    else periods.push({ from: day, to: day });
  }
  return periods.toReversed();
}

/** The newest day that is over in every one of the zones: the last one for which data can be due. */
export function lastDueDay(now: Date, zones: readonly string[]): Day {
  const days = zones.map((zone) => addDays(dayOf(now, zone), -1)).toSorted();
  return days[0] ?? addDays(dayOf(now, 'UTC'), -1);
}

export type Grain = 'day' | 'week' | 'month';

/** A period cut for a chart of at most 20 points: by day, else by week from Monday, else by month; the ends may be part weeks. */
export function bucketsOf(period: Period): { grain: Grain; buckets: Period[] } {
  const byDay = lengthOf(period);
  if (byDay <= 20) {
    return { grain: 'day', buckets: daysOf(period).map((day) => ({ from: day, to: day })) };
  }
  const weeks = cut(period, endOfISOWeek);
  if (weeks.length <= 20) return { grain: 'week', buckets: weeks };
  return { grain: 'month', buckets: cut(period, endOfMonth) };
}

function cut(period: Period, endOf: (date: TZDate) => Date): Period[] {
  const parts: Period[] = [];
  for (let from = period.from; from <= period.to;) {
    const end = toDay(endOf(noonOf(from)));
    const to = end < period.to ? end : period.to;
    parts.push({ from, to });
    from = addDays(to, 1);
  }
  return parts;
}
