import type { Kysely } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import { scopeKey, type Fetch } from '../domain/feeds.ts';
import type { SyncError, SyncResult, SyncRun, SyncStore } from '../domain/ports.ts';
import { AppError } from '../errors.ts';
import { dropOrphans, dropStaged } from './staging.ts';
import { toSyncRun } from './sync-run-row.ts';
import type { Tables } from './tables.ts';

/** What the rows of a commit told. */
export type Told = { readonly rows: number; readonly newestDay: Day | null };

/** How a run begins, and how it ends where no commit ends it. */
export function syncRuns(db: Kysely<Tables>): Pick<SyncStore, 'begin' | 'fail' | 'abandon'> {
  return {
    begin: (fetch, at) => begin(db, fetch, at),
    fail: (runId, at, error) => fail(db, runId, at, error),
    abandon: (at) => abandon(db, at),
  };
}

/** Locks a run that is under way, so that only one commit can end it; throws where it is not. */
export async function takeRunning(trx: Kysely<Tables>, runId: number): Promise<SyncRun> {
  const run = await trx
    .selectFrom('sync_run')
    .selectAll()
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  if (run?.outcome !== 'running') {
    throw new AppError('unavailable', 'The fetch was given up before all of its rows were in.');
  }
  const staged = await trx
    .selectFrom('staged_run')
    .select('run_id')
    .where('run_id', '=', runId)
    .executeTakeFirst();
  if (!staged) {
    throw new AppError('unavailable', 'The database restarted in the middle of the fetch.');
  }
  return toSyncRun(run);
}

export async function succeed(
  trx: Kysely<Tables>,
  runId: number,
  result: SyncResult,
  told: Told,
): Promise<void> {
  await trx
    .updateTable('sync_run')
    .set({
      outcome: 'succeeded',
      finished_at: result.at,
      rows: told.rows,
      rejected: result.rejected,
      out_of_range: result.outOfRange,
      warnings: JSON.stringify(result.warnings),
      newest_day: told.newestDay,
    })
    .where('id', '=', runId)
    .execute();
}

async function begin(db: Kysely<Tables>, fetch: Fetch, at: Date): Promise<number> {
  const { id } = await db
    .with('run', (query) =>
      query
        .insertInto('sync_run')
        .values({
          provider: fetch.provider,
          feed: fetch.feed,
          scope: scopeKey(fetch.scope),
          period_from: fetch.period?.from ?? null,
          period_to: fetch.period?.to ?? null,
          started_at: at,
        })
        .returning('id'),
    )
    .insertInto('staged_run')
    .columns(['run_id'])
    .expression((query) => query.selectFrom('run').select('run.id'))
    .returning('run_id as id')
    .executeTakeFirstOrThrow();
  return id;
}

async function fail(db: Kysely<Tables>, runId: number, at: Date, error: SyncError): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('sync_run')
      .set({
        outcome: 'failed',
        finished_at: at,
        error_code: error.code,
        error_message: error.message,
        error_permission: error.permission,
      })
      .where('id', '=', runId)
      .where('outcome', '=', 'running')
      .execute();
    await dropStaged(trx, runId);
  });
}

async function abandon(db: Kysely<Tables>, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const left = await trx
      .updateTable('sync_run')
      .set({
        outcome: 'failed',
        finished_at: at,
        error_code: 'unavailable',
        error_message: 'The bot was stopped before the fetch was done.',
      })
      .where('outcome', '=', 'running')
      .where('started_at', '<', at)
      .returning('id')
      .execute();
    await dropOrphans(trx);
    return left.length;
  });
}
