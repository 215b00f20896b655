import {
  addDays,
  daysOf,
  lengthOf,
  periodsOf,
  sayDay,
  type Day,
  type Period,
} from '../domain/calendar.ts';
import type { Note } from '../domain/summary.ts';
import { partlyKnown, remark } from './explain-trouble.ts';
import { whole } from './held-days.ts';

/** Says which days of a period are lacking, and for which of those held nobody tells anything yet. */
export function gapsIn(held: ReadonlySet<Day>, period: Period, dataTo: Day | null): Note[] {
  return [...lacking(held, period), ...notYet(dataTo, period)];
}

function lacking(held: ReadonlySet<Day>, period: Period): Note[] {
  if (held.size === 0 || whole(held, period)) return [];
  const days = daysOf(period).filter((day) => !held.has(day));
  return [partlyKnown(periodsOf(days), held.size, lengthOf(period))];
}

/** Days that were fetched and of which nobody tells anything yet: vendors are late. */
function notYet(dataTo: Day | null, period: Period): Note[] {
  if (dataTo === null || dataTo >= period.to) return [];
  const after = addDays(dataTo, 1);
  const days = lengthOf({ from: after > period.from ? after : period.from, to: period.to });
  const last = days === 1 ? 'the last day' : `the last ${days} days`;
  return [
    remark(`There is no data after ${sayDay(dataTo)} yet: figures for ${last} may still come.`),
  ];
}
