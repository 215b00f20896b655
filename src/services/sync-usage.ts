import { addDays, daysOf, periodBefore, type Day } from '../domain/calendar.ts';
import { EVERYONE } from '../domain/feeds.ts';
import type { Clock, UsageStore } from '../domain/ports.ts';
import type { Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import { latestWindow } from './demands.ts';
import type { FetchMissing, Unmet } from './fetch-missing.ts';
import type { ListTeams } from './list-teams.ts';
import { daysNeeded, directoryOf, groupsOf, seatsOf, type Need } from './needs.ts';
import { outsideGroups } from './outside-groups.ts';
import { dayScopes, groupScopes } from './team-needs.ts';
import { lastDueOf } from './last-due.ts';

/** Brings the store up to date, newest days first, and forgets what is past its time, with fetches that died. Gives what could not be fetched. */
export type SyncUsage = (signal: AbortSignal) => Promise<readonly Unmet[]>;

type Ports = {
  readonly store: UsageStore;
  readonly providers: readonly Provider[];
  readonly listTeams: ListTeams;
  readonly fetchMissing: FetchMissing;
  readonly clock: Clock;
  readonly zone: string;
  readonly backfillDays: number;
  readonly retentionDays: number;
};

/** All that any team is made of at one provider. */
type Whole = {
  readonly provider: Provider;
  readonly groupIds: readonly string[];
  readonly emails: readonly string[];
  /** The newest day for which data is due. */
  readonly last: Day;
};

/** Shorter than the time between two syncs, so that each one refreshes what an answer would find too old. */
const MAX_AGE_MS = 4 * 60_000;

/** A fetch that began longer ago than this is nobody's any more, however often a vendor has put it off. */
const LONGEST_FETCH_MS = 6 * 3_600_000;

export function createSyncUsage(ports: Ports): SyncUsage {
  return async (signal) => {
    const { store, fetchMissing, clock, zone, retentionDays } = ports;
    const { teams } = await ports.listTeams();
    const wholes = ports.providers.map((provider) => wholeOf(provider, teams, ports));
    const unmet = await fetchMissing(wholes.flatMap(rosterNeeds), undefined, signal);
    const days = await Promise.all(wholes.map((whole) => dayNeeds(whole, ports)));
    unmet.push(...(await fetchMissing(days.flat(), undefined, signal, unmet)));
    await store.abandon(new Date(clock().getTime() - LONGEST_FETCH_MS));
    await store.prune(addDays(lastDueOf([], clock(), zone), 1 - retentionDays));
    return unmet;
  };
}

function wholeOf(provider: Provider, teams: readonly Team[], { clock, zone }: Ports): Whole {
  return {
    provider,
    groupIds: [...new Set(teams.flatMap((team) => team.groups[provider.id] ?? []))],
    emails: [...new Set(teams.flatMap((team) => team.members))],
    last: lastDueOf([provider], clock(), zone),
  };
}

function rosterNeeds({ provider, groupIds, last }: Whole): Need[] {
  const { feeds, seatWindow } = provider.capabilities;
  const window = latestWindow(last);
  const windows = seatWindow ? [window, periodBefore(window)] : [null];
  const scopes = feeds.includes('seats') ? [EVERYONE, ...groupScopes(groupIds)] : [];
  return [
    ...(feeds.includes('groups') ? [groupsOf(provider.id)] : []),
    ...(feeds.includes('people') ? [directoryOf(provider.id)] : []),
    ...windows.flatMap((asked) =>
      scopes.map((scope) => seatsOf(provider.id, scope, asked, MAX_AGE_MS)),
    ),
  ];
}

/** The same scopes in which a question asks, so that its answer is the same before and after a sync. */
async function dayNeeds(whole: Whole, { store, backfillDays, retentionDays }: Ports) {
  const { provider, groupIds, emails, last } = whole;
  const { feeds } = provider.capabilities;
  const days = daysOf({ from: addDays(last, 1 - Math.min(backfillDays, retentionDays)), to: last });
  const people = feeds.includes('person-days')
    ? dayScopes(groupIds, await outsideGroups(store, provider.id, groupIds, emails))
    : [];
  const departments = feeds.includes('department-days') ? groupScopes(groupIds) : [];
  return [
    ...departments.map((scope) =>
      daysNeeded(provider.id, 'department-days', scope, days, MAX_AGE_MS),
    ),
    ...people.map(({ ask, heldBy }) =>
      daysNeeded(provider.id, 'person-days', ask, days, MAX_AGE_MS, heldBy),
    ),
  ];
}
