import { TZDate } from '@date-fns/tz';
import {
  addDays as addDaysUtc,
  differenceInCalendarDays,
  endOfISOWeek,
  endOfMonth,
  format,
  getISOWeeksInYear,
  setISOWeek,
  startOfISOWeek,
  startOfMonth,
  subMonths,
} from 'date-fns';

/** A calendar day `YYYY-MM-DD` in the zone that its context names; days compare as strings. */
export type Day = string;

/** Days from `from` to `to`, both included. */
export type Period = { readonly from: Day; readonly to: Day };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

// Day arithmetic runs on UTC dates at noon, where no zone has a gap.
function utc(day: Day): TZDate {
  return new TZDate(`${day}T12:00:00Z`, 'UTC');
}

function toDay(date: Date): Day {
  return format(date, 'yyyy-MM-dd');
}

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
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
  return toDay(addDaysUtc(utc(day), count));
}

/** An instant as people read it, in an IANA zone: `21 Nov 2026, 09:50`. */
export function sayInstant(instant: Date | number, zone: string): string {
  return format(new TZDate(Number(instant), zone), 'd MMM yyyy, HH:mm');
}

export function sayDay(day: Day): string {
  return format(utc(day), 'd MMM yyyy');
}

/** A period as people read it, the year once where it is one: `25 Oct – 21 Nov 2026`. */
export function sayPeriod({ from, to }: Period): string {
  if (from === to) return sayDay(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${format(utc(from), sameYear ? 'd MMM' : 'd MMM yyyy')} – ${sayDay(to)}`;
}

/** How many days a period has. */
export function lengthOf({ from, to }: Period): number {
  return differenceInCalendarDays(utc(to), utc(from)) + 1;
}

export function daysOf(period: Period): Day[] {
  return Array.from({ length: Math.max(lengthOf(period), 0) }, (_, index) =>
    addDays(period.from, index),
  );
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
    const end = toDay(endOf(utc(from)));
    const to = end < period.to ? end : period.to;
    parts.push({ from, to });
    from = addDays(to, 1);
  }
  return parts;
}

export type PeriodProblem = { readonly problem: string; readonly suggestion: string };

/** The forms that `period=` takes, by example. */
export const PERIOD_FORMS =
  '7d, 28d, 90d, yesterday, this-week, last-week, this-month, last-month, 2026-10, 2026-W45, 2026-10-01..2026-10-31';

const MAX_DAYS = 366;

/**
 * Reads `period=`. `last` is the newest day for which data is due: `Nd` ends with it, and no period reaches past it.
 * `keptDays` is how long usage is kept, counted back from `last`.
 * Gives the period, or what is wrong with a form that would work.
 */
export function parsePeriod(text: string, last: Day, keptDays: number): Period | PeriodProblem {
  const word = text.trim().toLowerCase();
  const period = named(word, last) ?? counted(word, last) ?? dated(word);
  if (!period) {
    return {
      problem: `“${text}” is not a period. These are: ${PERIOD_FORMS}.`,
      suggestion: nearestForm(word, last),
    };
  }
  if ('problem' in period) return period;
  if (period.from > period.to) {
    return {
      problem: `The period ${text} ends before it starts.`,
      suggestion: `${period.to}..${period.from}`,
    };
  }
  if (period.from > last) {
    return {
      problem: `The period ${text} has no finished day yet: data is due up to ${last}.`,
      suggestion: nothingYet(word),
    };
  }
  const oldest = addDays(last, 1 - keptDays);
  if (period.from < oldest) {
    return {
      problem: `The period ${text} begins before ${sayDay(oldest)}: usage is kept for ${keptDays} days.`,
      suggestion: period.to < oldest ? '28d' : `${oldest}..${period.to < last ? period.to : last}`,
    };
  }
  const clipped = { from: period.from, to: period.to < last ? period.to : last };
  if (lengthOf(clipped) > MAX_DAYS) {
    return {
      problem: `The period ${text} is ${lengthOf(clipped)} days long: ${MAX_DAYS} are the most.`,
      suggestion: `${addDays(clipped.to, 1 - MAX_DAYS)}..${clipped.to}`,
    };
  }
  return clipped;
}

function named(word: string, last: Day): Period | undefined {
  const today = utc(addDays(last, 1));
  const lastWeek = startOfISOWeek(addDaysUtc(today, -7));
  const lastMonth = startOfMonth(subMonths(today, 1));
  switch (word) {
    case 'yesterday':
      return { from: last, to: last };
    case 'this-week':
      return { from: toDay(startOfISOWeek(today)), to: toDay(endOfISOWeek(today)) };
    case 'last-week':
      return { from: toDay(lastWeek), to: toDay(endOfISOWeek(lastWeek)) };
    case 'this-month':
      return { from: toDay(startOfMonth(today)), to: toDay(endOfMonth(today)) };
    case 'last-month':
      return { from: toDay(lastMonth), to: toDay(endOfMonth(lastMonth)) };
    default:
      return undefined;
  }
}

function counted(word: string, last: Day): Period | PeriodProblem | undefined {
  const match = /^(\d{1,6})\s?d(?:ays?)?$/.exec(word);
  if (!match) return undefined;
  const count = Number(match[1]);
  if (count < 1 || count > MAX_DAYS) {
    return {
      problem: `A period is 1 to ${MAX_DAYS} days long, not ${count}.`,
      suggestion: count < 1 ? '7d' : '90d',
    };
  }
  return { from: addDays(last, 1 - count), to: last };
}

function dated(word: string): Period | undefined {
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(word);
  if (range?.[1] && range[2]) {
    return isDay(range[1]) && isDay(range[2]) ? { from: range[1], to: range[2] } : undefined;
  }
  if (isDay(word)) return { from: word, to: word };
  const month = /^(\d{4})-(\d{2})$/.exec(word);
  if (month) {
    const first = `${word}-01`;
    return isDay(first) ? { from: first, to: toDay(endOfMonth(utc(first))) } : undefined;
  }
  const week = /^(\d{4})-w(\d{1,2})$/.exec(word);
  return week ? isoWeek(Number(week[1]), Number(week[2])) : undefined;
}

function isoWeek(year: number, week: number): Period | undefined {
  // 4 January is always in a year's first ISO week.
  const anchor = utc(`${String(year).padStart(4, '0')}-01-04`);
  if (week < 1 || week > getISOWeeksInYear(anchor)) return undefined;
  const monday = startOfISOWeek(setISOWeek(anchor, week));
  return { from: toDay(monday), to: toDay(endOfISOWeek(monday)) };
}

function nothingYet(word: string): string {
  if (word === 'this-week') return 'last-week';
  return word === 'this-month' ? 'last-month' : '28d';
}

function nearestForm(word: string, last: Day): string {
  const loose = word.replace(/[\s_]/g, '-');
  if (named(loose, last)) return loose;
  const range = word.replace(/\s*(?:\.{1,3}|…|–|—|\bto\b|:)\s*/u, '..');
  if (dated(range)) return range;
  if (/^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= MAX_DAYS) return `${word}d`;
  if (/^\d+\s?w(?:eeks?)?$/.test(word)) return `${Math.min(parseInt(word, 10) * 7, 364)}d`;
  if (/^\d+\s?m(?:onths?)?$/.test(word)) return '90d';
  if (word.includes('week')) return 'last-week';
  return word.includes('month') ? 'last-month' : '28d';
}
