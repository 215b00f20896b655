import type { Scope } from '../../domain/feeds.ts';
import type { DirectoryEntry } from '../../domain/people.ts';
import type { Seat } from '../../domain/seats.ts';
import type { DepartmentDay, PersonDay } from '../../domain/usage.ts';
import type { Omission } from './batches.ts';
import { hasSoundCounters, hasSoundHeads } from './counters.ts';
import { firstSightings, readDate, readInstant, type FindDay } from './days.ts';
import { toDepartmentDay, toDirectoryEntry, toPersonDay, toSeat } from './map.ts';
import { departmentUsage, developerUsage, licensedDeveloper, platformMember } from './schema.ts';

/** Each of these gives a reader of raw rows for one fetch: it checks a row, lets each person or day through once, and maps it. */

export function personDayReader(
  findDay: FindDay,
  scope: Scope,
): (raw: unknown) => PersonDay | Omission {
  const isFirst = firstSightings();
  return (raw) => {
    const { data: row } = developerUsage.safeParse(raw);
    if (!row || !hasSoundCounters(row)) return 'rejected';
    const date = readDate(row.date);
    const lastActiveAt = readInstant(row.statusActiveLastedTime);
    if (Number.isNaN(date) || Number.isNaN(lastActiveAt)) return 'rejected';
    if (scope.kind === 'person' && row.userId !== scope.id) return 'foreign';
    const found = findDay(date);
    if (!found) return 'out-of-range';
    if (!isFirst(row.userId, found.index)) return 'again';
    return toPersonDay(row, found.day, lastActiveAt);
  };
}

export function departmentDayReader(
  findDay: FindDay,
  departmentId: string,
): (raw: unknown) => DepartmentDay | Omission {
  const isFirst = firstSightings();
  return (raw) => {
    const { data: row } = departmentUsage.safeParse(raw);
    if (!row || !hasSoundCounters(row) || !hasSoundHeads(row)) return 'rejected';
    const date = readDate(row.date);
    if (Number.isNaN(date)) return 'rejected';
    // A department's children may stand beside it; they are no part of what was asked, and never added to it.
    if (row.departmentId && row.departmentId !== departmentId) return 'foreign';
    const found = findDay(date);
    if (!found) return 'out-of-range';
    if (!isFirst(departmentId, found.index)) return 'again';
    return toDepartmentDay(row, departmentId, found.day);
  };
}

export function seatReader(scope: Scope): (raw: unknown) => Seat | Omission {
  const seen = new Set<string>();
  return (raw) => {
    const { data: row } = licensedDeveloper.safeParse(raw);
    if (!row) return 'rejected';
    if (scope.kind === 'person' && row.userId !== scope.id) return 'foreign';
    if (seen.has(row.userId)) return 'again';
    seen.add(row.userId);
    return toSeat(row);
  };
}

export function directoryReader(): (raw: unknown) => DirectoryEntry | Omission {
  const seen = new Set<string>();
  return (raw) => {
    const { data: row } = platformMember.safeParse(raw);
    if (!row) return 'rejected';
    const joinedAt = readInstant(row.joined);
    if (Number.isNaN(joinedAt)) return 'rejected';
    if (seen.has(row.userId)) return 'again';
    seen.add(row.userId);
    return toDirectoryEntry(row, joinedAt);
  };
}
