import { addDays, daysOf, lastDueDay } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { Clock, SyncStore } from '../domain/ports.ts';
import type { Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import type { FetchMissing, Unmet } from './fetch-missing.ts';
import type { ListTeams } from './list-teams.ts';
import { daysNeeded, directoryOf, groupsOf, seatsOf, type Need } from './needs.ts';
import { groupScopes } from './team-needs.ts';

/** Brings the store up to date, newest days first, and forgets what is past its time. Gives what could not be fetched. */
export type SyncUsage = (signal: AbortSignal) => Promise<readonly Unmet[]>;

type Ports = {
  readonly store: SyncStore;
  readonly providers: readonly Provider[];
  readonly listTeams: ListTeams;
  readonly fetchMissing: FetchMissing;
  readonly clock: Clock;
  readonly zone: string;
  readonly backfillDays: number;
  readonly retentionDays: number;
};

/** Shorter than the time between two syncs, so that each one refreshes what an answer would find too old. */
const MAX_AGE_MS = 30 * 60_000;

/** The period that a question has by default: seats that are counted in windows are kept ready for it. */
const WINDOW_DAYS = 28;

export function createSyncUsage(ports: Ports): SyncUsage {
  return async (signal) => {
    const { teams } = await ports.listTeams();
    const needs = ports.providers.flatMap((provider) => needsOf(provider, teams, ports));
    const unmet = await ports.fetchMissing(needs, undefined, signal);
    await ports.store.prune(
      addDays(lastDueDay(ports.clock(), [ports.zone]), 1 - ports.retentionDays),
    );
    return unmet;
  };
}

function needsOf(provider: Provider, teams: readonly Team[], ports: Ports): Need[] {
  const { feeds, dayZone, seatWindow } = provider.capabilities;
  const last = lastDueDay(ports.clock(), [ports.zone, dayZone ?? ports.zone]);
  const groups = groupScopes([...new Set(teams.flatMap((team) => team.groups[provider.id] ?? []))]);
  const window = seatWindow ? { from: addDays(last, 1 - WINDOW_DAYS), to: last } : null;
  const backfill = Math.min(ports.backfillDays, ports.retentionDays);
  const days = daysOf({ from: addDays(last, 1 - backfill), to: last });
  const id = provider.id;
  const daysIn = (feed: 'person-days' | 'department-days') => (scope: Scope) =>
    daysNeeded(id, feed, scope, days, MAX_AGE_MS);
  return [
    ...(feeds.includes('groups') ? [groupsOf(id)] : []),
    ...(feeds.includes('people') ? [directoryOf(id)] : []),
    ...(feeds.includes('seats')
      ? [EVERYONE, ...groups].map((scope) => seatsOf(id, scope, window, MAX_AGE_MS))
      : []),
    ...(feeds.includes('department-days') ? groups.map(daysIn('department-days')) : []),
    ...(feeds.includes('person-days') ? [EVERYONE].map(daysIn('person-days')) : []),
  ];
}
