import pMap from 'p-map';
import { EVERYONE } from '../domain/feeds.ts';
import type { Clock, UsageStore } from '../domain/ports.ts';
import { hiddenTeams, type Holders } from '../domain/small-groups.ts';
import type { Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import { latestWindowAt } from './demands.ts';
import type { FetchMissing } from './fetch-missing.ts';
import { holdersOf, type Belonging } from './holders.ts';
import { groupsBelow } from './nested-groups.ts';
import { seatsOf, type Need } from './needs.ts';
import { rosterNeeds } from './team-needs.ts';
import { allTogether, partOf, readParts } from './team-parts.ts';
import { listsSeats } from './lists-seats.ts';

/** Which teams show no figures, because they are too small or would give away others that are. */
export type Hidden = {
  /** How many people with seats there must be; 1 where any number will do. */
  readonly minimum: number;
  /** Whether a team is hidden, at one provider or (where none is named) altogether; null for all teams together. */
  hides(team: Team | null, provider?: ProviderId): boolean;
};

/**
 * Says what is hidden, the same for every answer within a minute: by all teams and their seats as the store has them.
 * Seats that were never listed are fetched first.
 */
export type HideSmall = (
  teams: readonly Team[],
  fetchMissing: FetchMissing,
  onAsk?: (id: ProviderId) => void,
) => Promise<Hidden>;

type Ports = {
  readonly store: UsageStore;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly zone: string;
  readonly minGroupSize: number;
};

/** `withBelow` are the team's parts with the groups below its own; null where there are none. */
type TeamRosters = {
  readonly team: Team;
  readonly parts: readonly Belonging[];
  readonly withBelow: readonly Belonging[] | null;
};

/** Before it is clear whether a provider's seats are known. */
type Uncounted = Omit<Belonging, 'seatsKnown'>;
type UncountedTeam = {
  readonly team: Team;
  readonly parts: readonly Uncounted[];
  readonly withBelow: readonly Uncounted[] | null;
};

const GOOD_FOR_MS = 60_000;
const NOTHING: Hidden = { minimum: 1, hides: () => false };

export function createHideSmall(ports: Ports): HideSmall {
  let known: { readonly at: number; readonly hidden: Promise<Hidden> } | null = null;
  return (teams, fetchMissing, onAsk) => {
    if (ports.minGroupSize <= 1) return Promise.resolve(NOTHING);
    const now = ports.clock().getTime();
    if (known && now - known.at < GOOD_FOR_MS) return known.hidden;
    const hidden = judge(teams, ports, fetchMissing, onAsk);
    known = { at: now, hidden };
    hidden.catch(() => {
      known = null;
    });
    return hidden;
  };
}

async function judge(
  teams: readonly Team[],
  ports: Ports,
  fetchMissing: FetchMissing,
  onAsk?: (id: ProviderId) => void,
): Promise<Hidden> {
  await fetchMissing(neverListed(teams, ports), onAsk);
  const everybody = allTogether(teams);
  const below = await belowOf(ports);
  const read = await pMap(teams, (team) => rostersOf(team, below(team), ports), { concurrency: 4 });
  const rosters = await withSeatsKnown(read, ports.store);
  const altogether = hiddenAmong(rosters, ports);
  const byProvider = new Map(
    ports.providers.map(({ id }) => [id, hiddenAmong(rosters, ports, id)]),
  );
  return {
    minimum: ports.minGroupSize,
    hides: (team, provider) =>
      (provider === undefined ? altogether : byProvider.get(provider))?.has(
        (team ?? everybody).id,
      ) ?? false,
  };
}

/**
 * The ids of the teams that are hidden by their people at one provider, or at all of them; that of all teams as one is empty.
 * A vendor may count a department with those below it in one list and without them in another: a team is hidden by either.
 */
function hiddenAmong(
  rosters: readonly TeamRosters[],
  { minGroupSize }: Ports,
  only?: ProviderId,
): ReadonlySet<string> {
  const holdersIn = (parts: readonly Belonging[]) =>
    holdersOf(parts.filter(({ provider }) => only === undefined || provider.id === only));
  const own = rosters.map(({ team, parts }) => ({ id: team.id, holders: holdersIn(parts) }));
  const deep = rosters.map(({ team, parts, withBelow }): Holders => {
    return { id: team.id, holders: holdersIn([...parts, ...(withBelow ?? [])]) };
  });
  const everybody = new Set(own.flatMap((team) => [...team.holders]));
  const hidden = hiddenTeams(deep, minGroupSize, hiddenTeams(own, minGroupSize));
  return everybody.size < minGroupSize ? hidden.add('') : hidden;
}

function neverListed(teams: readonly Team[], { providers, clock, zone }: Ports): Need[] {
  const everybody = allTogether(teams);
  return providers.flatMap((provider) => {
    const { feeds, seatWindow } = provider.capabilities;
    const window = latestWindowAt(provider, clock(), zone);
    const part = partOf(everybody, provider);
    if (part) return rosterNeeds(part, [window], Infinity);
    return everybody.matchByEmail && feeds.includes('seats')
      ? [seatsOf(provider.id, EVERYONE, seatWindow ? window : null, Infinity)]
      : [];
  });
}

/** Gives a team as it is with all groups below its own; null where there are none. */
async function belowOf({ store, providers }: Ports): Promise<(team: Team) => Team | null> {
  const listing = providers.filter(({ capabilities }) => capabilities.feeds.includes('groups'));
  const groups = new Map(
    await Promise.all(listing.map(async ({ id }) => [id, await store.groups(id)] as const)),
  );
  return (team) => {
    const deep = Object.entries(team.groups).map(
      ([id, own]) => [id, [...own, ...groupsBelow(own, groups.get(id) ?? [])]] as const,
    );
    const isDeeper = deep.some(([id, ids]) => ids.length > (team.groups[id]?.length ?? 0));
    return isDeeper ? { ...team, groups: Object.fromEntries(deep) } : null;
  };
}

async function rostersOf(team: Team, withBelow: Team | null, ports: Ports): Promise<UncountedTeam> {
  return {
    team,
    parts: await partsOf(team, ports),
    withBelow: withBelow && (await partsOf(withBelow, ports)),
  };
}

async function partsOf(team: Team, { store, providers }: Ports): Promise<readonly Uncounted[]> {
  const { read } = await readParts(team, providers, async ({ provider, groupIds, emails }) => ({
    provider,
    roster: await store.roster({ provider: provider.id, groupIds, emails }),
  }));
  return read;
}

/** A provider's seats are known once anybody has one, or once they were listed and nobody had. */
async function withSeatsKnown(
  rosters: readonly UncountedTeam[],
  store: UsageStore,
): Promise<TeamRosters[]> {
  const parts = rosters.flatMap((team) => [...team.parts, ...(team.withBelow ?? [])]);
  const ids = [...new Set(parts.map(({ provider }) => provider.id))];
  const knownAt = new Map<ProviderId, boolean>();
  for (const id of ids) {
    const own = parts.filter(({ provider }) => provider.id === id);
    const someSeat = own.some(({ roster }) => roster.some(({ seat }) => seat !== null));
    knownAt.set(id, someSeat || (await wereListed(id, store)));
  }
  const counted = (part: Uncounted): Belonging => ({
    ...part,
    seatsKnown: knownAt.get(part.provider.id) ?? false,
  });
  return rosters.map(({ team, parts: own, withBelow }) => ({
    team,
    parts: own.map(counted),
    withBelow: withBelow?.map(counted) ?? null,
  }));
}

async function wereListed(provider: ProviderId, store: UsageStore): Promise<boolean> {
  return listsSeats(await store.newestRuns(provider));
}

/** Why figures of so few people are not shown, as the end of a sentence. */
export function whyLeftOut(minimum: number): string {
  return `figures are shown of at least ${minimum} people with seats, and of nobody who could be worked out from them.`;
}
