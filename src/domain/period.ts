import { endOfISOWeek } from 'date-fns/endOfISOWeek';
import { endOfMonth } from 'date-fns/endOfMonth';
import { getISOWeeksInYear } from 'date-fns/getISOWeeksInYear';
import { setISOWeek } from 'date-fns/setISOWeek';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subDays } from 'date-fns/subDays';
import { subMonths } from 'date-fns/subMonths';
import {
  addDays,
  isDay,
  lengthOf,
  noonOf,
  sayDay,
  toDay,
  type Day,
  type Period,
} from './calendar.ts';

export type PeriodProblem = { readonly problem: string; readonly suggestion: string };

/** The forms that `period=` takes, by example. */
export const PERIOD_FORMS =
  '7d, 28d, 90d, yesterday, this-week, last-week, this-month, last-month, 2026-10, 2026-W45, 2026-10-01..2026-10-31';

/** The period of a question that names none. */
export const DEFAULT_PERIOD = '28d';

const MAX_DAYS = 366;

type Refusal = { readonly problem: string; readonly instead: readonly string[] };

/**
 * Reads `period=`. `last` is the newest day for which data is due: `Nd` ends with it, and no period reaches past it.
 * `keptDays` is how long usage is kept, counted back from `last`; at least 31.
 * Gives the period, or what is wrong with a form that would work.
 */
export function parsePeriod(text: string, last: Day, keptDays: number): Period | PeriodProblem {
  const read = readPeriod(text, last, keptDays);
  if (!('problem' in read)) return read;
  const works = (form: string) => !('problem' in readPeriod(form, last, keptDays));
  return { problem: read.problem, suggestion: read.instead.find(works) ?? DEFAULT_PERIOD };
}

function readPeriod(text: string, last: Day, keptDays: number): Period | Refusal {
  const word = text.trim().toLowerCase();
  const period = named(word, last) ?? counted(word, last) ?? dated(word);
  if (!period) {
    return {
      problem: `“${text}” is not a period. These are: ${PERIOD_FORMS}.`,
      instead: nearForms(word),
    };
  }
  if (period.from > period.to) {
    return {
      problem: `The period ${text} ends before it starts.`,
      instead: [`${period.to}..${period.from}`],
    };
  }
  if (period.from > last) {
    return {
      problem: `The period ${text} has no finished day yet: data is due up to ${sayDay(last)}.`,
      instead: word.startsWith('this-') ? [word.replace('this-', 'last-')] : [],
    };
  }
  const to = period.to < last ? period.to : last;
  const oldest = addDays(last, 1 - keptDays);
  if (period.from < oldest) {
    return {
      problem: `The period ${text} begins before ${sayDay(oldest)}: usage is kept for ${keptDays} days.`,
      instead: [`${oldest}..${to}`, `${addDays(to, 1 - MAX_DAYS)}..${to}`],
    };
  }
  if (lengthOf({ from: period.from, to }) > MAX_DAYS) {
    return {
      problem: `The period ${text} is longer than ${MAX_DAYS} days.`,
      instead: [`${addDays(to, 1 - MAX_DAYS)}..${to}`],
    };
  }
  return { from: period.from, to };
}

function named(word: string, last: Day): Period | undefined {
  const today = noonOf(addDays(last, 1));
  const lastWeek = startOfISOWeek(subDays(today, 7));
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

function counted(word: string, last: Day): Period | undefined {
  const count = Number(/^(\d{1,4})\s?d(?:ays?)?$/.exec(word)?.[1]);
  return count >= 1 ? { from: addDays(last, 1 - count), to: last } : undefined;
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
    return isDay(first) ? { from: first, to: toDay(endOfMonth(noonOf(first))) } : undefined;
  }
  const week = /^(\d{4})-w(\d{1,2})$/.exec(word);
  return week ? isoWeek(Number(week[1]), Number(week[2])) : undefined;
}

function isoWeek(year: number, week: number): Period | undefined {
  // 4 January is always in a year's first ISO week.
  const anchor = noonOf(`${String(year).padStart(4, '0')}-01-04`);
  if (week < 1 || week > getISOWeeksInYear(anchor)) return undefined;
  const monday = startOfISOWeek(setISOWeek(anchor, week));
  return { from: toDay(monday), to: toDay(endOfISOWeek(monday)) };
}

function nearForms(word: string): string[] {
  const count = Number.parseInt(word, 10);
  const unit = /^\d+\s?([a-z]?)/.exec(word)?.[1] ?? '';
  const days = { w: 7, m: 30, y: 365 }[unit] ?? 1;
  return [
    word.replace(/[\s_]+/g, '-'),
    word.replace(/\s*(?:\.{1,3}|…|–|—|\bto\b|:)\s*/u, '..'),
    ...(unit === '' || unit in { w: 7, m: 30, y: 365 } ? [`${count * days}d`] : []),
    ...['week', 'month'].flatMap((span) => (word.includes(span) ? [`last-${span}`] : [])),
  ];
}
