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
import { seatsOf, type Need } from './needs.ts';
import { rosterNeeds } from './team-needs.ts';
import { allTogether, partOf, readParts } from './team-parts.ts';

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

type TeamRosters = { readonly team: Team; readonly parts: readonly Belonging[] };

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
  const read = (team: Team) => rostersOf(team, ports);
  const rosters = await withSeatsKnown(await pMap(teams, read, { concurrency: 4 }), ports.store);
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

/** The ids of the teams that are hidden by their people at one provider, or at all of them; that of all teams as one is empty. */
function hiddenAmong(
  rosters: readonly TeamRosters[],
  { minGroupSize }: Ports,
  only?: ProviderId,
): ReadonlySet<string> {
  const holders = rosters.map(({ team, parts }): Holders => {
    const counted = parts.filter(({ provider }) => only === undefined || provider.id === only);
    return { id: team.id, holders: holdersOf(counted) };
  });
  const everybody = new Set(holders.flatMap((team) => [...team.holders]));
  const hidden = hiddenTeams(holders, minGroupSize);
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

async function rostersOf(
  team: Team,
  { store, providers }: Pick<Ports, 'store' | 'providers'>,
): Promise<{ readonly team: Team; readonly parts: readonly Omit<Belonging, 'seatsKnown'>[] }> {
  const { read } = await readParts(team, providers, async ({ provider, groupIds, emails }) => ({
    provider,
    roster: await store.roster({ provider: provider.id, groupIds, emails }),
  }));
  return { team, parts: read };
}

/** A provider's seats are known once anybody has one, or once they were listed and nobody had. */
async function withSeatsKnown(
  rosters: Awaited<ReturnType<typeof rostersOf>>[],
  store: UsageStore,
): Promise<TeamRosters[]> {
  const parts = rosters.flatMap((team) => team.parts);
  const ids = [...new Set(parts.map(({ provider }) => provider.id))];
  const knownAt = new Map<ProviderId, boolean>();
  for (const id of ids) {
    const own = parts.filter(({ provider }) => provider.id === id);
    const someSeat = own.some(({ roster }) => roster.some(({ seat }) => seat !== null));
    knownAt.set(id, someSeat || (await wereListed(id, store)));
  }
  return rosters.map((one) => ({
    team: one.team,
    parts: one.parts.map((part) => ({
      ...part,
      seatsKnown: knownAt.get(part.provider.id) ?? false,
    })),
  }));
}

async function wereListed(provider: ProviderId, store: UsageStore): Promise<boolean> {
  const runs = await store.newestRuns(provider);
  return runs.some(({ feed, outcome }) => feed === 'seats' && outcome === 'succeeded');
}
