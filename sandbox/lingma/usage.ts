import type { Answer } from '../answer.ts';
import { toDayNumber } from '../world/days.ts';
import type { Days } from '../world/lingma.ts';
import { lingmaError } from './errors.ts';

/** Reads `startTime` and `endTime`, both required days and both included, or gives the refusal. */
export function readDays(query: URLSearchParams): Days | Answer {
  const from = query.get('startTime') ?? '';
  const to = query.get('endTime') ?? '';
  for (const [name, day] of [['startTime', from] as const, ['endTime', to] as const]) {
    if (day === '') return lingmaError(400, undefined, `${name} is required.`);
    if (Number.isNaN(toDayNumber(day))) {
      return lingmaError(400, undefined, `${name} must be a date in the format YYYY-MM-DD.`);
    }
  }
  if (from > to) return lingmaError(400, undefined, 'startTime must not be after endTime.');
  return { from, to };
}

/** Reads an optional id, or gives the refusal of an empty one. */
export function readId(query: URLSearchParams, name: string): { id?: string } | Answer {
  const id = query.get(name);
  if (id === null) return {};
  return id === '' ? lingmaError(400, undefined, `${name} must not be empty.`) : { id };
}

const DAY_MS = 86_400_000;

/** Adds a row of the day before the days that were asked for. */
export function withStrayRow<Row extends { readonly date: number }>(
  rows: Row[],
  days: Days,
): Row[] {
  const [first] = rows;
  const before = (toDayNumber(days.from) - 1) * DAY_MS - 8 * 3_600_000;
  return first ? [...rows, { ...first, date: before }] : rows;
}

/** Spoils every tenth row: a known field of the wrong type, a date of 0 or none, an id that is missing. */
export function withBrokenRows(rows: readonly object[]): object[] {
  return rows.map((row, index) => {
    if (index % 10 !== 9) return row;
    const spoilt = [
      { totalLinesAccepted: 'many' },
      { date: 0 },
      { date: undefined },
      { breakdown: 'none' },
      { userId: undefined, departmentId: undefined },
    ];
    return { ...row, ...spoilt[Math.floor(index / 10) % spoilt.length] };
  });
}
