import type { Feed, FeedRows, Scope } from '../../domain/feeds.ts';
import type { Seat } from '../../domain/seats.ts';
import { AppError } from '../../errors.ts';
import { throwIfStopped, type HttpOptions } from '../http.ts';
import type { Ask, Batch, Capabilities, Provider } from '../provider.ts';
import {
  PERMISSION,
  windowOf,
  windsurfClient,
  type WindsurfClient,
  type WindsurfSettings,
} from './client.ts';
import { readRoster } from './roster.ts';

export type { WindsurfSettings } from './client.ts';

const capabilities: Capabilities = {
  feeds: ['seats'],
  dayZone: null,
  seatWindow: true,
  groupWord: 'group',
  permissions: { seats: PERMISSION },
};

/** The roster comes whole; it is passed on in parts that one statement of a database can take. */
const ROWS_PER_BATCH = 500;

/** Any day does: what matters is that the vendor need not count a year. */
const SHORT_WINDOW = { start: '2024-01-01T00:00:00Z', end: '2024-01-01T23:59:59Z' };

const MISSING_NOW =
  'Windsurf sent no roster where it has named people before: either nobody is left there, or the service key may not see them any more.';

type Readers = {
  readonly [F in Feed]?: (ask: Ask, signal?: AbortSignal) => AsyncIterable<Batch<FeedRows[F]>>;
};

/** Windsurf, enterprise plan: who holds a seat, and how many days of a window they used it. */
export function windsurf(settings: WindsurfSettings, options: HttpOptions = {}): Provider {
  const client = windsurfClient(settings, options);
  const readers: Readers = { seats: (ask, signal) => readSeats(client, ask, signal) };
  return {
    id: 'windsurf',
    title: client.title,
    capabilities,
    probe: async (signal) => {
      await client.getRoster(SHORT_WINDOW, null, signal);
    },
    async *read<F extends Feed>(feed: F, ask: Ask, signal?: AbortSignal) {
      const reader: Readers[F] = readers[feed];
      if (!reader) throw new AppError('invalid', `Windsurf does not provide ${feed}.`);
      for await (const batch of reader(ask, signal)) {
        throwIfStopped(client.title, signal);
        yield batch;
      }
      throwIfStopped(client.title, signal);
    },
  };
}

async function* readSeats(
  client: WindsurfClient,
  { scope, period, zone }: Ask,
  signal?: AbortSignal,
): AsyncGenerator<Batch<Seat>> {
  if (!period) {
    throw new AppError(
      'invalid',
      'Windsurf gives seats for a period only, and none was asked for.',
    );
  }
  const answer = await client.getRoster(windowOf(period, zone), groupOf(scope), signal);
  const { userTableStats, billingCycleStart: start, billingCycleEnd: end } = answer;
  const { seats, rejected, warnings } = readRoster(userTableStats ?? [], { start, end });
  const missing = userTableStats
    ? []
    : [
        'Windsurf sent no roster: the team or group may be empty, or the service key may not see it.',
      ];
  yield {
    rows: seats.slice(0, ROWS_PER_BATCH),
    rejected,
    outOfRange: 0,
    warnings: [...missing, ...warnings],
    ...(userTableStats ? {} : { doubt: MISSING_NOW }),
  };
  for (let from = ROWS_PER_BATCH; from < seats.length; from += ROWS_PER_BATCH) {
    const rows = seats.slice(from, from + ROWS_PER_BATCH);
    yield { rows, rejected: 0, outOfRange: 0, warnings: [] };
  }
}

/** Null for everyone: an empty group name is never sent. */
function groupOf(scope: Scope): string | null {
  if (scope.kind === 'everyone') return null;
  if (scope.kind === 'group' && scope.id !== '') return scope.id;
  throw new AppError('invalid', 'Windsurf gives seats of everyone or of one group only.');
}
