import { addDays, periodsOf, startOfDay, type Period } from '../domain/calendar.ts';
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
        const own = needs.filter((need) => providerOf(need) === id);
        const before = failed.find(
          ({ need, error }) => providerOf(need) === id && isHopeless(error.code),
        );
        return meetInTurn(own, ports, () => onAsk?.(id), signal, before?.error ?? null);
      }),
    );
    return unmet.flat();
  };
}

/** One after another, so that a provider is never asked for more pages at once than its client allows. */
async function meetInTurn(
  needs: readonly Need[],
  ports: Ports,
  onAsk: () => void,
  signal: AbortSignal | undefined,
  failedBefore: AppError | null,
) {
  const unmet: Unmet[] = [];
  let asked = false;
  let hopeless = failedBefore;
  for (const need of needs) {
    const { fetches, heldAt } = await lackingOf(need, ports);
    if (fetches.length === 0) continue;
    if (!asked && !hopeless) onAsk();
    asked = true;
    const error: AppError | null =
      hopeless ?? (await fetchInTurn(fetches, ports.fetchFeed, signal));
    if (!error) continue;
    unmet.push({ need, error, heldAt });
    if (isHopeless(error.code)) hopeless = error;
  }
  return unmet;
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
  const scopes = scopesHolding(need.feed, need.scope);
  const { provider, feed } = need;
  const held = await ports.store.coverage({ provider, feed, scopes, period: { from, to } });
  const zone = dayZoneOf(ports.providers, provider) ?? ports.zone;
  const now = ports.clock();
  const isFresh = (covered: CoveredDay) => isGood(covered, need.maxAgeMs, now, zone);
  const good = new Set(held.filter(isFresh).map(({ day }) => day));
  const days = need.days.filter((day) => !good.has(day));
  const stale = held.filter(({ day }) => days.includes(day));
  return { days, heldAt: oldest(stale.map(({ fetchedAt }) => fetchedAt)) };
}

function oldest(instants: readonly Date[]): Date | null {
  return instants.length > 0 ? new Date(Math.min(...instants.map(Number))) : null;
}

function isGood(
  { day, fetchedAt }: CoveredDay,
  maxAgeMs: number,
  now: Date,
  zone: string,
): boolean {
  const final = startOfDay(addDays(day, FINAL_AFTER_DAYS), zone);
  return fetchedAt >= final || now.getTime() - fetchedAt.getTime() < maxAgeMs;
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
