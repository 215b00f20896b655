import { sql, type Kysely } from 'kysely';
import { scopeKey } from '../domain/feeds.ts';
import type { SyncRun, UsageReader } from '../domain/ports.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

/** Puts the seats that a run has staged, with their windows, in the place of those of its scope. */
export async function swapInSeats(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  const { kind } = run.scope;
  await writeSeats(trx, run);
  if (kind === 'everyone') await dropUnlisted(trx, run);
  if (kind === 'group') await replaceGroup(trx, run, run.scope.id);
  await replaceWindows(trx, run);
}

/** Whether a run has staged nobody where its scope holds somebody. */
export async function wouldEmpty(
  trx: Kysely<Tables>,
  { id, provider, scope }: SyncRun,
): Promise<boolean> {
  if (scope.kind === 'person') return false;
  const held =
    scope.kind === 'group'
      ? sql`select from group_member
            where provider = ${provider} and group_id = ${scope.id} and source = 'seats'`
      : sql`select from seat where provider = ${provider}`;
  const { rows } = await sql<{ empties: boolean }>`
    select exists (${held}) and not exists (select from staged_row where run_id = ${id}) as empties
  `.execute(trx);
  return rows[0]?.empties ?? false;
}

async function writeSeats(trx: Kysely<Tables>, { id, provider, scope }: SyncRun): Promise<void> {
  const listed = scope.kind === 'everyone';
  const values = ['email', 'name', 'state', 'given_at', 'last_active_at', 'last_active_from'];
  await upsert(
    'seat',
    ['provider', 'person_id'],
    [...values, 'listed_for_everyone'],
    sql`
      select ${provider}::text, staged.key, row->>'email', row->>'name', row->>'state',
             (row->>'givenAt')::double precision, (row->>'lastActiveAt')::double precision, row->>'lastActiveFrom',
             ${listed} or coalesce(seat.listed_for_everyone, false)
      from staged_row as staged
      left join seat on seat.provider = ${provider} and seat.person_id = staged.key
      where run_id = ${id}
    `,
  ).execute(trx);
}

async function dropUnlisted(trx: Kysely<Tables>, { id, provider }: SyncRun): Promise<void> {
  const unlisted = sql`
    provider = ${provider} and person_id not in (select key from staged_row where run_id = ${id})
  `;
  await sql`delete from seat where ${unlisted}`.execute(trx);
  await sql`delete from group_member where source = 'seats' and ${unlisted}`.execute(trx);
}

// A seat that a listing of everyone has told of stays until another such listing lacks it: its holder may only have
// changed groups. One that only ever stood in groups' listings goes with the last of them.
async function replaceGroup(
  trx: Kysely<Tables>,
  { id, provider }: SyncRun,
  groupId: string,
): Promise<void> {
  await sql`
    delete from group_member where provider = ${provider} and group_id = ${groupId} and source = 'seats'
  `.execute(trx);
  await sql`
    insert into group_member (provider, group_id, source, person_id)
    select ${provider}::text, ${groupId}::text, 'seats', key from staged_row where run_id = ${id}
  `.execute(trx);
  await sql`
    delete from seat
    where provider = ${provider} and not listed_for_everyone and person_id not in (
      select person_id from group_member where provider = ${provider} and source = 'seats'
    )
  `.execute(trx);
}

async function replaceWindows(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  if (!run.period) return;
  const { from, to } = run.period;
  await sql`
    delete from seat_window using sync_run
    where sync_run.id = seat_window.run_id and provider = ${run.provider} and feed = 'seats'
      and scope = ${scopeKey(run.scope)} and period_from = ${from}::date and period_to = ${to}::date
  `.execute(trx);
  await sql`
    insert into seat_window (run_id, person_id, active_days, credits, cycle_start, cycle_end)
    select run_id, key, (seen->>'activeDays')::double precision, seen->>'credits',
           (seen->>'cycleStart')::date, (seen->>'cycleEnd')::date
    from staged_row cross join lateral (select row->'window' as seen) as reported
    where run_id = ${run.id} and jsonb_typeof(seen) = 'object'
  `.execute(trx);
}

export function seatWindowsOf(db: Kysely<Tables>): UsageReader['seatWindows'] {
  return async ({ provider, scopes, period }) => {
    const rows = await db
      .selectFrom('seat_window')
      .innerJoin('sync_run', 'sync_run.id', 'seat_window.run_id')
      .select(['person_id', 'active_days', 'credits', 'cycle_start', 'cycle_end'])
      .distinctOn('person_id')
      .where('provider', '=', provider)
      .where('feed', '=', 'seats')
      .where('scope', '=', sql<string>`any(${scopes.map(scopeKey)}::text[])`)
      .where('period_from', '=', period.from)
      .where('period_to', '=', period.to)
      .where('outcome', '=', 'succeeded')
      .orderBy('person_id')
      .orderBy('finished_at', 'desc')
      .execute();
    return rows.map((row) => ({
      personId: row.person_id,
      window: {
        activeDays: row.active_days,
        credits: row.credits,
        cycleStart: row.cycle_start,
        cycleEnd: row.cycle_end,
      },
    }));
  };
}
