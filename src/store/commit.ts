import { sql, type Kysely } from 'kysely';
import type { Feed } from '../domain/feeds.ts';
import type { SyncResult, SyncRun, SyncStore } from '../domain/ports.ts';
import { cover } from './coverage.ts';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { swapInDepartmentDays } from './department-days.ts';
import { swapInGroups } from './groups.ts';
import { tidyAfterCommit } from './housekeeping.ts';
import { swapInPeople } from './people.ts';
import { swapInSeats, wouldEmpty } from './seats.ts';
import { dropStaged } from './staging.ts';
import { succeed, takeRunning, type Told } from './sync-runs.ts';
import type { Tables } from './tables.ts';
import { swapInUsageDays } from './usage-days.ts';
import { writeAlone } from './write-alone.ts';

type SwapIn = (trx: Kysely<Tables>, run: SyncRun) => Promise<void>;

const SWAP_IN: Readonly<Record<Feed, SwapIn>> = {
  groups: swapInGroups,
  people: swapInPeople,
  seats: swapInSeats,
  'person-days': swapInUsageDays,
  'department-days': swapInDepartmentDays,
};

/** Swaps in all that a run has staged, in one transaction, and ends the run. */
export function commitRun(database: Database): SyncStore['commit'] {
  return async (runId, result) => {
    await writeAlone(database.kysely, (trx) => swapIn(trx, runId, result));
    await tidyAfterCommit(database);
  };
}

async function swapIn(trx: Kysely<Tables>, runId: number, result: SyncResult): Promise<void> {
  const run = await takeRunning(trx, runId);
  if (result.doubt && run.feed === 'seats' && (await wouldEmpty(trx, run))) {
    throw new AppError('contract', result.doubt);
  }
  await SWAP_IN[run.feed](trx, run);
  if (run.feed === 'person-days' || run.feed === 'department-days')
    await cover(trx, run, result.at);
  await succeed(trx, runId, result, await told(trx, run));
  await dropStaged(trx, runId);
}

async function told(trx: Kysely<Tables>, { id, feed }: SyncRun): Promise<Told> {
  const table = sql.table(feed === 'person-days' ? 'staged_usage_day' : 'staged_row');
  const day = feed === 'person-days' ? sql`day` : sql`(row->>'day')::date`;
  const { rows } = await sql<Told>`
    select count(*)::integer as rows, max(${day}) as "newestDay" from ${table} where run_id = ${id}
  `.execute(trx);
  return rows[0] ?? { rows: 0, newestDay: null };
}
