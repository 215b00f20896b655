import { addDays, daysOf, lengthOf, type Day, type Period } from '../domain/calendar.ts';
import type { Scope } from '../domain/feeds.ts';
import type { SyncStore } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Outsider } from './outside-groups.ts';
import { dayScopes, groupScopes, holding, type TeamPart } from './team-needs.ts';

/** Whose days are meant. */
type TeamPeople = { readonly part: TeamPart; readonly outside: readonly Outsider[] };

/** The days that departments have told of themselves, each of them. */
export function heldDepartmentDays(
  store: SyncStore,
  provider: ProviderId,
  groupIds: readonly string[],
  period: Period,
): Promise<ReadonlySet<Day>> {
  const each = groupScopes(groupIds).map((scope) => [scope]);
  return heldForAll(store, provider, 'department-days', each, period);
}

/** The days that are held of everybody in a team. */
export function heldPersonDays(
  store: SyncStore,
  { part, outside }: TeamPeople,
  period: Period,
): Promise<ReadonlySet<Day>> {
  const each = dayScopes(part.groupIds, outside).map(holding);
  return heldForAll(store, part.provider.id, 'person-days', each, period);
}

/** The days that are held in each of the lists, there for any one of its scopes. */
async function heldForAll(
  store: SyncStore,
  provider: ProviderId,
  feed: 'person-days' | 'department-days',
  lists: readonly (readonly Scope[])[],
  period: Period,
): Promise<ReadonlySet<Day>> {
  const sets = await Promise.all(
    lists.map(async (scopes) => {
      const covered = await store.coverage({ provider, feed, scopes, period });
      return new Set(covered.map(({ day }) => day));
    }),
  );
  const [first = new Set<Day>(), ...others] = sets;
  return others.reduce((common, set) => common.intersection(set), first);
}

/** The first of the days that are held without a gap up to `to`; null where that one is not. */
export function heldSince(held: ReadonlySet<Day>, to: Day): Day | null {
  if (!held.has(to)) return null;
  let since = to;
  for (let day = to; held.has(day); day = addDays(day, -1)) since = day;
  return since;
}

/** Those of the days that lie in a period. */
export function within(held: ReadonlySet<Day>, { from, to }: Period): ReadonlySet<Day> {
  return new Set([...held].filter((day) => day >= from && day <= to));
}

/** Whether every day of the period is held. */
export function whole(held: ReadonlySet<Day>, period: Period): boolean {
  return held.size === lengthOf(period);
}

/** Whether any day of a period is held. */
export function hasHeld(held: ReadonlySet<Day>, period: Period): boolean {
  return daysOf(period).some((day) => held.has(day));
}
