import { addDays, lengthOf, type Day, type Period } from '../domain/calendar.ts';
import type { Scope } from '../domain/feeds.ts';
import type { SyncStore } from '../domain/ports.ts';
import { scopesHolding } from './fetch-missing.ts';

/** The days that are held for every one of the scopes. */
export function heldDays(
  store: SyncStore,
  provider: string,
  feed: 'person-days' | 'department-days',
  scopes: readonly Scope[],
  period: Period,
): Promise<ReadonlySet<Day>> {
  const each = scopes.map((scope) => scopesHolding(feed, scope));
  return heldForAny(store, provider, feed, each, period);
}

/** The days that are held, in each of the lists, for any of its scopes. */
export async function heldForAny(
  store: SyncStore,
  provider: string,
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

/** Whether every day of the period is held. */
export function whole(held: ReadonlySet<Day>, period: Period): boolean {
  return held.size === lengthOf(period);
}
