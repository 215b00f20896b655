import type { Period } from '../../domain/calendar.ts';
import type { Feed, FeedRows, Scope } from '../../domain/feeds.ts';
import { AppError } from '../../errors.ts';
import { throwIfStopped, type HttpOptions } from '../http.ts';
import type { Ask, Batch, Capabilities, Provider } from '../provider.ts';
import { readBatches } from './batches.ts';
import { lingmaClient, SCOPES, type LingmaSettings } from './client.ts';
import { dayFinder } from './days.ts';
import { readDepartments } from './departments.ts';
import type { PageOptions, Reading } from './pages.ts';
import { departmentDayReader, directoryReader, personDayReader, seatReader } from './rows.ts';

export type { LingmaSettings } from './client.ts';

export type LingmaOptions = HttpOptions & Partial<PageOptions>;

const capabilities: Capabilities = {
  feeds: ['groups', 'people', 'seats', 'person-days', 'department-days'],
  dayZone: 'Asia/Shanghai',
  seatWindow: false,
  groupWord: 'department',
  permissions: SCOPES,
};

type Readers = {
  readonly [F in Feed]: (ask: Ask, signal: AbortSignal) => AsyncIterable<Batch<FeedRows[F]>>;
};

/** Lingma, standard or dedicated edition. Pages are read `concurrency` at once (4 unless said). */
export function lingma(settings: LingmaSettings, options: LingmaOptions = {}): Provider {
  const { concurrency = 4, maxPages = 50_000, ...httpOptions } = options;
  const client = lingmaClient(settings, httpOptions);
  const readers = readersOf(client, { concurrency, maxPages });
  return {
    id: 'lingma',
    title: client.title,
    capabilities,
    probe: client.probe,
    async *read<F extends Feed>(feed: F, ask: Ask, signal?: AbortSignal) {
      const own = new AbortController();
      const either = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
      try {
        for await (const batch of readers[feed](ask, either)) {
          throwIfStopped(client.title, signal);
          yield batch;
        }
        throwIfStopped(client.title, signal);
      } finally {
        // Whoever stops reading needs none of the pages that are under way.
        own.abort();
      }
    },
  };
}

function readersOf(client: ReturnType<typeof lingmaClient>, options: PageOptions): Readers {
  function reading(
    feed: Feed,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Reading {
    return { ...options, client, list: { ...client.lists[feed], query }, signal };
  }
  return {
    groups: (_ask, signal) => readDepartments(reading('groups', {}, signal)),
    people: (_ask, signal) => readBatches(reading('people', {}, signal), directoryReader()),
    seats: ({ scope }, signal) =>
      readBatches(reading('seats', about(scope), signal), seatReader(scope)),
    'person-days': ({ scope, period }, signal) => {
      const days = periodOf(period);
      const query = { ...about(scope), ...within(days) };
      return readBatches(
        reading('person-days', query, signal),
        personDayReader(dayFinder(days), scope),
      );
    },
    'department-days': ({ scope, period }, signal) => {
      const days = periodOf(period);
      const departmentId = departmentOf(scope);
      const query = { departmentId, ...within(days) };
      return readBatches(
        reading('department-days', query, signal),
        departmentDayReader(dayFinder(days), departmentId),
      );
    },
  };
}

/** Never both ids at once: the vendor would silently heed one of them. */
function about(scope: Scope): Record<string, string> {
  if (scope.kind === 'everyone') return {};
  if (scope.id === '')
    throw new AppError('invalid', `Lingma was asked for a ${scope.kind} without an id.`);
  return scope.kind === 'group' ? { departmentId: scope.id } : { userId: scope.id };
}

function within({ from, to }: Period): Record<string, string> {
  return { startTime: from, endTime: to };
}

function periodOf(period: Period | null): Period {
  if (period) return period;
  throw new AppError('invalid', 'Lingma gives days for a period only, and none was asked for.');
}

function departmentOf(scope: Scope): string {
  if (scope.kind === 'group' && scope.id !== '') return scope.id;
  throw new AppError('invalid', 'Lingma gives a department’s days for one department at a time.');
}
