import {
  endOfISOWeek,
  endOfMonth,
  getISOWeeksInYear,
  setISOWeek,
  startOfISOWeek,
  startOfMonth,
  subDays,
  subMonths,
} from 'date-fns';
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
