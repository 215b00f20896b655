import { fetchKey, type Feed, type Fetch } from '../domain/feeds.ts';
import type { Clock, SyncStore } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import { AppError, toAppError, type ErrorCode } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';

/** Fetches one thing whole and takes it in, or leaves the store as it was and throws the AppError. */
export type FetchFeed = (fetch: Fetch) => Promise<void>;

/** A fetch that has ended. For metrics. */
export type Fetched = {
  readonly provider: ProviderId;
  readonly feed: Feed;
  readonly outcome: 'succeeded' | ErrorCode;
  /** Taken in: none where it failed. */
  readonly rows: number;
  readonly rejected: number;
  readonly ms: number;
};

type Ports = {
  readonly store: SyncStore;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
  /** Aborted when the process stops: fetches under way end and are recorded as failed. */
  readonly signal: AbortSignal;
  readonly onFetched?: (fetched: Fetched) => void;
};

/** The same fetch wanted again while it is under way is the same fetch: both wait for the one. */
export function createFetchFeed(ports: Ports): FetchFeed {
  const underWay = new Map<string, Promise<void>>();
  return (fetch) => {
    const key = fetchKey(fetch);
    const running = underWay.get(key) ?? start(fetch, ports).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
}

async function start(fetch: Fetch, ports: Ports): Promise<void> {
  const { store, clock } = ports;
  const { provider, feed } = fetch;
  const run = await store.begin(fetch, clock());
  const began = performance.now();
  const ended = (outcome: Fetched['outcome'], { rows, rejected } = NO_ROWS) =>
    ports.onFetched?.({ provider, feed, outcome, rows, rejected, ms: performance.now() - began });
  try {
    const { rows, ...tally } = await stageAll(run, fetch, ports);
    await store.commit(run, { at: clock(), ...tally });
    ended('succeeded', { rows, rejected: tally.rejected });
  } catch (thrown) {
    const error = ports.signal.aborted ? stopped() : toAppError(thrown);
    const { code, message, permission = null } = error;
    ended(code);
    await store.fail(run, clock(), { code, message, permission });
    throw error;
  }
}

const NO_ROWS = { rows: 0, rejected: 0 };

function stopped(): AppError {
  return new AppError(
    'unavailable',
    'The bot is being restarted and could not wait for the answer: ask again in a minute.',
  );
}

async function stageAll(run: number, fetch: Fetch, ports: Ports) {
  const { store, providers, zone, signal } = ports;
  const provider = providers.find(({ id }) => id === fetch.provider);
  if (!provider) throw new AppError('invalid', `There is no provider ${fetch.provider}.`);
  const tally = { rows: 0, rejected: 0, outOfRange: 0, warnings: new Set<string>() };
  let doubt: string | null = null;
  const ask = { scope: fetch.scope, period: fetch.period, zone };
  for await (const batch of provider.read(fetch.feed, ask, signal)) {
    tally.rows += batch.rows.length;
    tally.rejected += batch.rejected;
    tally.outOfRange += batch.outOfRange;
    if (batch.rejected > 0) doubt ??= unreadable(provider.title);
    doubt = batch.doubt ?? doubt;
    for (const warning of batch.warnings) tally.warnings.add(warning);
    if (batch.rows.length > 0) await store.stage(run, fetch.feed, batch.rows);
  }
  return { ...tally, warnings: [...tally.warnings], doubt };
}

function unreadable(title: string): string {
  return `${title} sent rows of which none could be read: it may have changed how it answers.`;
}
