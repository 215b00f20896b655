import { fromKysely, PgBoss } from 'pg-boss';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { startWorker, type Handle, type Job, type Worker } from './worker.ts';

/** The database as the queue needs it: `run` is the store's `Database.run`. */
type JobsDatabase = {
  readonly engine: 'pglite' | 'postgres';
  run(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** The store's `Database.inTurn`. */
  readonly inTurn: <Done>(name: string, work: () => Promise<Done>) => Promise<Done>;
};

/** A transaction of Kysely. */
type Transaction = Parameters<typeof fromKysely>[0];

/** Work that waits in the database until a worker takes it. */
export type Queue = {
  /** Makes its tables where they lack. Throws AppError. */
  start(): Promise<void>;
  /** Writes work down in somebody's transaction: it is there exactly if that commits. Work that waits already is not doubled. */
  readonly enqueue: Enqueue<Transaction>;
  /** Begins to work, on so many at once. */
  work(handle: Handle, concurrency: number): void;
  /** Takes nothing new and waits for what is under way, at most `ms`; gives how much is left. What is left is not lost. */
  stop(ms: number): Promise<number>;
};

const QUEUE = 'deliver';
const DAY_SECONDS = 86_400;

/** Of longer delays the rest is waited out when they are over: a clock that was set back must not silence anything. */
const LONGEST_DELAY_MS = 6 * 3_600_000;

/** A job whose worker died is forgotten after this; its work has long been asked for again by then. */
const EXPIRE_SECONDS = 1800;

/**
 * How often to look for work that nobody told of: on a server another replica may have written it down, in an embedded
 * database only a process that has ended.
 */
const IDLE_MS = { postgres: 2000, pglite: 30_000 } as const;

/** Jobs of pg-boss, in the bot's own database: see docs/decisions/0010-jobs.md. */
export function createQueue(
  database: JobsDatabase,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Queue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.run(text, values) },
    backend: database.engine,
    // The bot has its own clock, and deletes jobs when they are done: nothing here needs to be woken for.
    schedule: false,
    supervise: false,
    bamIntervalSeconds: DAY_SECONDS,
    queueCacheIntervalSeconds: DAY_SECONDS,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ error }, 'the queue met an error'));
  let worker: Worker | undefined;
  let tidying: NodeJS.Timeout | undefined;

  const inDelays = (deliveries: Parameters<Queue['enqueue']>[1]) => {
    const now = clock().getTime();
    return deliveries.map(({ id, notBefore }) => ({ id, inMs: notBefore.getTime() - now }));
  };

  async function insert(jobs: readonly { id: string; inMs: number }[], transaction?: Transaction) {
    const rows = jobs.map(({ id, inMs }) => ({
      data: { id },
      singletonKey: id,
      startAfter: Math.min(Math.max(inMs, 0), LONGEST_DELAY_MS) / 1000,
    }));
    await boss.insert(QUEUE, rows, transaction ? { db: fromKysely(transaction) } : {});
    for (const { inMs } of jobs) worker?.wake(Math.max(inMs, 0));
  }

  async function take(limit: number): Promise<Job[]> {
    const jobs = await boss.fetch<{ id: string }>(QUEUE, { batchSize: limit });
    return jobs.map(({ id, data }) => ({ jobId: id, id: data.id }));
  }

  async function settle({ jobId, id }: Job, againInMs: number | null): Promise<void> {
    if (againInMs !== null) await insert([{ id, inMs: againInMs }]);
    await boss.deleteJob(QUEUE, jobId);
  }

  async function makeTables(): Promise<void> {
    await boss.start();
    await boss.createQueue(QUEUE, {
      policy: 'short',
      retryLimit: 0,
      expireInSeconds: EXPIRE_SECONDS,
      deleteAfterSeconds: 1,
    });
  }

  const tidy = () =>
    boss.supervise(QUEUE).catch((error: unknown) => {
      log.warn({ error }, 'the queue could not be tidied');
    });

  return {
    async start() {
      try {
        // Of several that make the tables at once, all but one would fail.
        await database.inTurn('queue', makeTables);
        // So that pg-boss knows the queue from now on. If it had to look it up while a transaction enqueues, both would
        // wait for each other for ever: the embedded database has one connection.
        await boss.insert(QUEUE, []);
      } catch (error) {
        throw notStarted(error);
      }
      tidying = setInterval(() => void tidy(), DAY_SECONDS * 1000).unref();
    },
    enqueue: (transaction, deliveries) => insert(inDelays(deliveries), transaction),
    work(handle, concurrency) {
      const idleMs = IDLE_MS[database.engine];
      worker = startWorker({ take, settle, handle, concurrency, idleMs, log });
    },
    async stop(ms) {
      clearInterval(tidying);
      const left = (await worker?.stop(ms)) ?? 0;
      await boss.stop({ graceful: false, close: false });
      return left;
    },
  };
}

function notStarted(error: unknown): unknown {
  const denied = error instanceof Error && 'code' in error && error.code === '42501';
  if (!denied) return error;
  return new AppError(
    'invalid',
    'The user in DATABASE_URL may not create the schema pgboss. Grant it CREATE on the database, or create that schema for it.',
    { cause: error },
  );
}
