import { sql, type Kysely } from 'kysely';
import type { Feed, FeedRows } from '../domain/feeds.ts';
import type { SyncStore } from '../domain/ports.ts';
import type { PersonDay } from '../domain/usage.ts';
import { toColumns } from './counters.ts';
import { writeSplits } from './splits-text.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';
import { STAGED_COLUMNS, STAGED_FIELDS } from './usage-day-columns.ts';

type Stagers = {
  readonly [F in Feed]: (
    db: Kysely<Tables>,
    runId: number,
    rows: readonly FeedRows[F][],
  ) => Promise<void>;
};

const STAGERS: Stagers = {
  groups: (db, runId, rows) => stageKeyed(db, runId, rows, ({ groupId }) => groupId),
  people: (db, runId, rows) => stageKeyed(db, runId, rows, ({ personId }) => personId),
  seats: (db, runId, rows) => stageKeyed(db, runId, rows, ({ personId }) => personId),
  'department-days': (db, runId, days) =>
    stageKeyed(
      db,
      runId,
      days.map((day) => ({ ...day, ...toColumns(day.totals), splits: writeSplits(day.splits) })),
      ({ day, groupId }) => `${day} ${groupId}`,
    ),
  'person-days': stageUsageDays,
};

/** Keeps rows aside for a run, in one statement a call. Where a run stages a row twice, the last one counts. */
export function stageRows(db: Kysely<Tables>): SyncStore['stage'] {
  return async (runId, feed, rows) => {
    if (rows.length > 0) await STAGERS[feed](db, runId, rows);
  };
}

const STAGING = ['staged_run', 'staged_row', 'staged_usage_day'] as const;

/** Forgets what a run has staged. */
export async function dropStaged(db: Kysely<Tables>, runId: number): Promise<void> {
  for (const table of STAGING) {
    await db.deleteFrom(table).where('run_id', '=', runId).execute();
  }
}

/** Forgets what was staged by runs that are not under way. */
export async function dropOrphans(db: Kysely<Tables>): Promise<void> {
  for (const table of STAGING) {
    await sql`
      delete from ${sql.table(table)}
      where run_id not in (select id from sync_run where outcome = 'running')
    `.execute(db);
  }
}

// Usage days are nearly all that is ever staged: they get their columns here, while other pages are still on their way,
// and are only moved by the commit.
async function stageUsageDays(
  db: Kysely<Tables>,
  runId: number,
  days: readonly PersonDay[],
): Promise<void> {
  const json = storableJson(
    days.map((day) => ({
      person_id: day.personId,
      day: day.day,
      active: day.active,
      active_chat: day.activeChat,
      active_completion: day.activeCompletion,
      last_active_at: day.lastActiveAt,
      ...toColumns(day.totals),
      splits: writeSplits(day.splits),
    })),
  );
  await sql`
    insert into staged_usage_day (run_id, ${STAGED_COLUMNS})
    select ${runId}::integer, ${STAGED_COLUMNS}
    from json_to_recordset(${json}::json) as day (${STAGED_FIELDS})
  `.execute(db);
}

async function stageKeyed<Row>(
  db: Kysely<Tables>,
  runId: number,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Promise<void> {
  const lastOfEach = new Map(rows.map((row) => [keyOf(row), { key: keyOf(row), row }]));
  await sql`
    insert into staged_row (run_id, key, row)
    select ${runId}::integer, key, row
    from json_to_recordset(${storableJson([...lastOfEach.values()])}::json) as staged (key text, row jsonb)
    on conflict (run_id, key) do update set row = excluded.row
  `.execute(db);
}

const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  );
}
