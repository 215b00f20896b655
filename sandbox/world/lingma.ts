import { dayNumberAt, toDayNumber, type Day, type DayNumber } from './days.ts';
import { withDescendants } from './departments.ts';
import { departmentUsageRow, type DepartmentUsageRow } from './department-usage.ts';
import { developerUsageRow, type DeveloperUsageRow } from './developer-usage.ts';
import type { Person } from './people.ts';
import { activeDay, idleDay, lastActiveOn, presenceOn, type PersonDay } from './person-day.ts';
import type { Span } from './person-day.ts';

/** Rows that are made when they are asked for. `slice` takes an offset and a count, and gives fewer at the end. */
export type Rows<Row> = { readonly total: number; slice(offset: number, count: number): Row[] };

/** Whose days are asked for: everyone's, a department's or one person's. */
type Whose = {
  readonly departmentId?: string | undefined;
  readonly userId?: string | undefined;
  /** Whether a department holds the ones below it, which the vendor does not say. */
  readonly deep?: boolean | undefined;
};

export type Days = { readonly from: Day; readonly to: Day };

/** The company's Lingma usage. Days are in UTC+8, both ends included, and come oldest first. */
export type LingmaUsage = {
  /** Everyone who belongs to it, seat or not; nobody where it is not known. */
  people(whose: Whose): readonly Person[];
  developerRows(whose: Whose, days: Days): Rows<DeveloperUsageRow>;
  /** One row a day on which anybody of the department has one. */
  departmentRows(
    whose: Whose & { readonly departmentId: string },
    days: Days,
    newerTotals?: boolean,
  ): Rows<DepartmentUsageRow>;
};

export function createLingmaUsage(
  span: Span,
  everyone: readonly Person[],
  now: () => Date,
): LingmaUsage {
  const groups = new Map<string, readonly Person[]>();
  const present = new Map<string, Uint32Array>();
  const departmentDays = new Map<string, DepartmentUsageRow>();

  function people(whose: Whose): readonly Person[] {
    const key = keyOf(whose);
    const known = groups.get(key);
    if (known) return known;
    const found = everyone.filter((person) => belongs(person, whose));
    groups.set(key, found);
    return found;
  }

  /** Indexes of the people with a row on a day. Finished days never change; today fills up as it goes. */
  function presentOn(whose: Whose, day: DayNumber): Uint32Array {
    const time = now().getTime();
    const today = dayNumberAt(time);
    const key = `${keyOf(whose)} ${day}`;
    const known = present.get(key);
    if (known) return known;
    const indexes = people(whose)
      .filter((person) => {
        const presence = presenceOn(span, person, day);
        if (presence === 'none' || day < today) return presence !== 'none';
        return presence === 'active' && lastActiveOn(span, person, day) <= time;
      })
      .map(({ index }) => index);
    const result = Uint32Array.from(indexes);
    if (day < today) present.set(key, result);
    return result;
  }

  function dayOf(index: number, day: DayNumber): PersonDay[] {
    const person = everyone[index];
    if (!person) return [];
    const active = presenceOn(span, person, day) === 'active';
    return [active ? activeDay(span, person, day) : idleDay(person, day)];
  }

  function departmentDay(
    whose: Whose & { readonly departmentId: string },
    day: DayNumber,
    newerTotals: boolean,
  ): DepartmentUsageRow {
    const key = `${keyOf(whose)} ${day} ${newerTotals}`;
    const known = departmentDays.get(key);
    if (known) return known;
    const days = [...presentOn(whose, day)].flatMap((index) => dayOf(index, day));
    const row = departmentUsageRow(whose.departmentId, day, days, newerTotals);
    if (day < dayNumberAt(now().getTime())) departmentDays.set(key, row);
    return row;
  }

  return {
    people,
    developerRows(whose, days) {
      const parts = numbersOf(days).map((day) => ({ day, indexes: presentOn(whose, day) }));
      const total = parts.reduce((sum, { indexes }) => sum + indexes.length, 0);
      return {
        total,
        slice: (offset, count) =>
          sliceOf(parts, offset, count).flatMap(({ index, day }) =>
            dayOf(index, day).map((one) => developerUsageRow(span.seed, one)),
          ),
      };
    },
    departmentRows(whose, days, newerTotals = false) {
      const used = numbersOf(days).filter((day) => presentOn(whose, day).length > 0);
      return {
        total: used.length,
        slice: (offset, count) =>
          used.slice(offset, offset + count).map((day) => departmentDay(whose, day, newerTotals)),
      };
    },
  };
}

function keyOf({ userId, departmentId, deep }: Whose): string {
  if (userId !== undefined) return `u ${userId}`;
  return departmentId === undefined ? 'everyone' : `d ${deep === true} ${departmentId}`;
}

function belongs({ userId, departmentIds }: Person, whose: Whose): boolean {
  if (whose.userId !== undefined) return userId === whose.userId;
  if (whose.departmentId === undefined) return true;
  const ids = whose.deep ? withDescendants(whose.departmentId) : [whose.departmentId];
  return departmentIds.some((id) => ids.includes(id));
}

function numbersOf({ from, to }: Days): DayNumber[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(toDayNumber(to) - first + 1, 0) }, (_, at) => first + at);
}

function sliceOf(
  parts: readonly { readonly day: DayNumber; readonly indexes: Uint32Array }[],
  offset: number,
  count: number,
): { index: number; day: DayNumber }[] {
  const slice: { index: number; day: DayNumber }[] = [];
  let skip = offset;
  for (const { day, indexes } of parts) {
    if (slice.length === count) break;
    const taken = indexes.subarray(skip, skip + count - slice.length);
    skip = Math.max(skip - indexes.length, 0);
    for (const index of taken) slice.push({ index, day });
  }
  return slice;
}
