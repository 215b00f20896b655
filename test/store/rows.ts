import type { Period } from '../../src/domain/calendar.ts';
import {
  EVERYONE,
  type Feed,
  type FeedRows,
  type Fetch,
  type Scope,
} from '../../src/domain/feeds.ts';
import type { DirectoryEntry, Group } from '../../src/domain/people.ts';
import type { SyncResult, UsageStore } from '../../src/domain/ports.ts';
import type { Seat } from '../../src/domain/seats.ts';
import {
  NO_TOTALS,
  type DepartmentDay,
  type PersonDay,
  type Splits,
} from '../../src/domain/usage.ts';

export const NOON = new Date('2026-11-20T12:00:00Z');

export const NO_SPLITS: Splits = { chats: [], lines: [], completions: [] };

/** Minutes after noon: moments of a test in their order. */
export function minute(count: number): Date {
  return new Date(NOON.getTime() + count * 60_000);
}

export function group(id: string): Scope {
  return { kind: 'group', id };
}

export function person(id: string): Scope {
  return { kind: 'person', id };
}

export function days(from: string, to: string = from): Period {
  return { from, to };
}

export function fetchOf<F extends Feed>(
  feed: F,
  rest: Partial<Omit<Fetch, 'feed'>> = {},
): Fetch & { readonly feed: F } {
  return { provider: 'lingma', feed, scope: EVERYONE, period: null, ...rest };
}

export function result(at: Date = NOON, rest: Partial<SyncResult> = {}): SyncResult {
  return { at, rejected: 0, outOfRange: 0, warnings: [], ...rest };
}

/** Takes a whole fetch in: each batch is staged by itself. */
export async function takeIn<F extends Feed>(
  store: UsageStore,
  feed: F,
  rest: Partial<Omit<Fetch, 'feed'>> & { at?: Date },
  ...batches: readonly (readonly FeedRows[F][])[]
): Promise<number> {
  const { at = NOON, ...fetch } = rest;
  const run = await store.begin(fetchOf(feed, fetch), at);
  for (const batch of batches) await store.stage(run, feed, batch);
  await store.commit(run, result(at));
  return run;
}

export function usageDay(
  personId: string,
  day: string,
  linesAccepted: number | null = 1,
  rest: Partial<PersonDay> = {},
): PersonDay {
  return {
    personId,
    day,
    active: true,
    activeChat: false,
    activeCompletion: true,
    lastActiveAt: null,
    totals: { ...NO_TOTALS, linesAccepted },
    splits: NO_SPLITS,
    ...rest,
  };
}

export function departmentDay(
  groupId: string,
  day: string,
  linesAccepted: number | null = 1,
  rest: Partial<DepartmentDay> = {},
): DepartmentDay {
  return {
    groupId,
    day,
    activePeople: 3,
    activeChat: 2,
    activeCompletion: null,
    totals: { ...NO_TOTALS, linesAccepted },
    splits: NO_SPLITS,
    ...rest,
  };
}

export function seat(personId: string, rest: Partial<Seat> = {}): Seat {
  return {
    personId,
    email: `${personId}@example.com`,
    name: personId,
    state: 'held',
    givenAt: null,
    lastActiveAt: null,
    lastActiveFrom: null,
    window: null,
    ...rest,
  };
}

export function entry(personId: string, rest: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    personId,
    email: `${personId}@example.com`,
    name: personId,
    groupIds: [],
    joinedAt: null,
    enabled: true,
    ...rest,
  };
}

export function department(groupId: string, name: string = groupId): Group {
  return { groupId, name, parentId: null };
}
