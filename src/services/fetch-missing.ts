import { addDays, dayOf, periodsOf, type Day, type Period } from '../domain/calendar.ts';
import { EVERYONE, scopeKey, type Feed, type Fetch, type Scope } from '../domain/feeds.ts';
import type { Clock, CoveredDay, SyncStore } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import { AppError, toAppError, type ErrorCode } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { FetchFeed } from './fetch-feed.ts';
import { providerOf, type Need } from './needs.ts';

/**
 * A need that could not be met now. What the store held before, it still holds: `heldAt` is when the oldest part of it
 * was fetched, null where it holds nothing of what is lacking.
 */
export type Unmet = { readonly need: Need; readonly error: AppError; readonly heldAt: Date | null };

/**
 * Meets needs from the store, and fetches only what it lacks. `onAsk` is called before the first request to each
 * provider. Once the signal is aborted no further fetch is begun. A provider that did not answer is not asked again,
 * neither here nor where its failure comes in as one of the `failed` needs of the same question.
 */
export type FetchMissing = (
  needs: readonly Need[],
  onAsk?: (provider: ProviderId) => void,
  signal?: AbortSignal,
  failed?: readonly Unmet[],
) => Promise<Unmet[]>;

type Ports = {
  readonly store: SyncStore;
  readonly providers: readonly Provider[];
  readonly fetchFeed: FetchFeed;
  readonly clock: Clock;
  readonly zone: string;
  /**
   * Aborted when whoever asks can wait no longer: what is lacking by then is given as unmet, and the fetching goes on
   * without them, so that the next question finds it. Nobody's patience ends where it is left out.
   */
  readonly patience?: AbortSignal;
};

/** The needs that one provider is to meet, and how far that has come. */
type Turn = {
  readonly provider: ProviderId;
  readonly needs: readonly Need[];
  readonly done: Set<Need>;
  readonly unmet: Unmet[];
  /** Why it is of no use to ask the provider for anything. */
  hopeless: AppError | null;
};

/** A day's figures are final once they were fetched this many days after it. */
const FINAL_AFTER_DAYS = 3;

/** About how many rows one fetch takes in: a commit of that size holds the database for a moment only. */
const ROWS_PER_FETCH = 20_000;
const PEOPLE_IF_UNKNOWN = 300;
const MAX_DAYS_PER_FETCH = 31;

export function createFetchMissing(ports: Ports): FetchMissing {
  return async (needs, onAsk, signal, failed = []) => {
    const ids = [...new Set(needs.map(providerOf))];
    const unmet = await Promise.all(
      ids.map((id) => {
        const before = failed.find(
          ({ need, error }) => providerOf(need) === id && isHopeless(error.code),
        );
        const turn: Turn = {
          provider: id,
          needs: needs.filter((need) => providerOf(need) === id),
          done: new Set(),
          unmet: [],
          hopeless: before?.error ?? null,
        };
        const met = meetInTurn(turn, ports, () => onAsk?.(id), signal);
        return ports.patience ? whilePatient(met, ports.patience, turn, ports) : met;
      }),
    );
    return unmet.flat();
  };
}

/** One after another, so that a provider is never asked for more pages at once than its client allows. */
async function meetInTurn(
  turn: Turn,
  ports: Ports,
  onAsk: () => void,
  signal: AbortSignal | undefined,
): Promise<readonly Unmet[]> {
  let asked = false;
  for (const need of turn.needs) {
    const { fetches, heldAt } = await lackingOf(need, ports);
    if (fetches.length > 0) {
      if (!asked && !turn.hopeless) onAsk();
      asked = true;
      const error = turn.hopeless ?? (await fetchInTurn(fetches, ports.fetchFeed, signal));
      if (error) turn.unmet.push({ need, error, heldAt });
      if (error && isHopeless(error.code)) turn.hopeless = error;
    }
    turn.done.add(need);
  }
  return turn.unmet;
}

async function whilePatient(
  met: Promise<readonly Unmet[]>,
  patience: AbortSignal,
  turn: Turn,
  ports: Ports,
): Promise<readonly Unmet[]> {
  const over = Promise.withResolvers<null>();
  const end = () => over.resolve(null);
  patience.addEventListener('abort', end, { once: true });
  if (patience.aborted) end();
  try {
    return (await Promise.race([met, over.promise])) ?? (await unmetSoFar(turn, ports));
  } finally {
    patience.removeEventListener('abort', end);
  }
}

async function unmetSoFar(
  { provider, needs, done, unmet, hopeless }: Turn,
  ports: Ports,
): Promise<readonly Unmet[]> {
  const title = ports.providers.find(({ id }) => id === provider)?.title ?? provider;
  const error = hopeless ?? slow(title);
  const lacking = needs
    .filter((need) => !done.has(need))
    .map(async (need) => ({ need, error, ...(await lackingOf(need, ports)) }));
  const known = [...unmet];
  const late = (await Promise.all(lacking)).filter(({ fetches }) => fetches.length > 0);
  return [...known, ...late.map(({ need, heldAt }) => ({ need, error, heldAt }))];
}

function slow(title: string): AppError {
  return new AppError(
    'unavailable',
    `${title} is slow, or lets the bot ask only so often. What is missing is still being fetched: ask again in a minute.`,
    { context: { still: 'fetching' } },
  );
}

/** Whether the provider is not there for anybody, so that asking it for something else is of no use. */
export function isHopeless(code: ErrorCode): boolean {
  return code === 'unavailable' || code === 'rate_limited' || code === 'unauthorized';
}

async function fetchInTurn(
  fetches: readonly Fetch[],
  fetchFeed: FetchFeed,
  signal: AbortSignal | undefined,
) {
  try {
    for (const fetch of fetches) {
      if (signal?.aborted) return new AppError('unavailable', 'The bot is stopping.');
      await fetchFeed(fetch);
    }
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

type Lacking = { readonly fetches: readonly Fetch[]; readonly heldAt: Date | null };

async function lackingOf(need: Need, ports: Ports): Promise<Lacking> {
  const { store, clock } = ports;
  if (need.kind === 'whole') {
    const heldAt = (await store.lastSuccess(need.fetch))?.finishedAt ?? null;
    const age = heldAt ? clock().getTime() - heldAt.getTime() : Infinity;
    return { fetches: age < need.maxAgeMs ? [] : [need.fetch], heldAt };
  }
  const { provider, feed, scope } = need;
  const { days, heldAt } = await lackingDays(need, ports);
  if (days.length === 0) return { fetches: [], heldAt };
  const size = await daysPerFetch(provider, feed, scope, store);
  const fetches = periodsOf(days)
    .flatMap((period) => newestFirst(period, size))
    .map((period) => ({ provider, feed, scope, period }));
  return { fetches, heldAt };
}

async function lackingDays(need: Need & { kind: 'days' }, ports: Ports) {
  const sorted = need.days.toSorted();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return { days: [], heldAt: null };
  const scopes = [...scopesHolding(need.feed, need.scope), ...need.heldBy];
  const { provider, feed } = need;
  const held = await ports.store.coverage({ provider, feed, scopes, period: { from, to } });
  const zone = dayZoneOf(ports.providers, provider) ?? ports.zone;
  const now = ports.clock();
  const dayFetched = rememberDays(zone);
  const isGood = ({ day, fetchedAt }: CoveredDay) =>
    dayFetched(fetchedAt) >= addDays(day, FINAL_AFTER_DAYS) ||
    now.getTime() - fetchedAt.getTime() < need.maxAgeMs;
  const good = new Set(held.filter(isGood).map(({ day }) => day));
  const days = need.days.filter((day) => !good.has(day));
  const stale = held.filter(({ day }) => days.includes(day));
  return { days, heldAt: oldest(stale.map(({ fetchedAt }) => fetchedAt)) };
}

function oldest(instants: readonly Date[]): Date | null {
  return instants.length > 0 ? new Date(Math.min(...instants.map(Number))) : null;
}

/** Gives the day of an instant. Zones are slow to ask, and hundreds of days were fetched at a few instants. */
function rememberDays(zone: string): (instant: Date) => Day {
  const days = new Map<number, Day>();
  return (instant) => {
    const known = days.get(instant.getTime());
    if (known !== undefined) return known;
    const day = dayOf(instant, zone);
    days.set(instant.getTime(), day);
    return day;
  };
}

/** Person days fetched for everyone hold those of any group and person too; department days only their own. */
export function scopesHolding(feed: Feed, scope: Scope): Scope[] {
  return feed === 'person-days' && scope.kind !== 'everyone' ? [scope, EVERYONE] : [scope];
}

function dayZoneOf(providers: readonly Provider[], id: ProviderId): string | null {
  return providers.find((provider) => provider.id === id)?.capabilities.dayZone ?? null;
}

async function daysPerFetch(provider: ProviderId, feed: Feed, scope: Scope, store: SyncStore) {
  if (feed === 'department-days' || scope.kind === 'person') return MAX_DAYS_PER_FETCH;
  const runs = await store.newestRuns(provider);
  const seats = runs.filter((run) => run.feed === 'seats' && run.outcome === 'succeeded');
  const own = seats.find((run) => scopeKey(run.scope) === scopeKey(scope));
  const people = own?.rows ?? PEOPLE_IF_UNKNOWN;
  return Math.min(
    Math.max(Math.floor(ROWS_PER_FETCH / Math.max(people, 1)), 1),
    MAX_DAYS_PER_FETCH,
  );
}

function newestFirst(period: Period, size: number): Period[] {
  const parts: Period[] = [];
  for (let to = period.to; to >= period.from;) {
    const from = addDays(to, 1 - size);
    parts.push({ from: from < period.from ? period.from : from, to });
    to = addDays(from, -1);
  }
  return parts;
}
