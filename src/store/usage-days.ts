import { sql, type Kysely } from 'kysely';
import type { SyncRun } from '../domain/ports.ts';
import { columnList } from './counters.ts';
import { noteActivity } from './last-activity.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';
import { STAGED_COLUMNS, USAGE_DAY_VALUES } from './usage-day-columns.ts';

/**
 * Puts the days that a run has staged in the place of those that were there: for everyone all the days of the period, else
 * row by row. Whoever has days that were fetched for a group belongs to it.
 */
export async function swapInUsageDays(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  if (run.scope.kind === 'everyone') await dropUnreported(trx, run);
  // Sorted by person: a report reads a person's days, which then lie together.
  await upsert(
    'usage_day',
    ['provider', 'person_id', 'day'],
    USAGE_DAY_VALUES,
    sql`
      select distinct on (person_id, day) ${run.provider}::text, ${STAGED_COLUMNS}
      from staged_usage_day where run_id = ${run.id}
      order by person_id, day, seq desc
    `,
  ).execute(trx);
  await noteActivity(trx, run);
  if (run.scope.kind === 'group') await noteMembers(trx, run, run.scope.id);
}

async function dropUnreported(
  trx: Kysely<Tables>,
  { id, provider, period }: SyncRun,
): Promise<void> {
  if (!period) return;
  await sql`
    delete from usage_day as held
    where provider = ${provider} and day between ${period.from}::date and ${period.to}::date
      and not exists (
        select from staged_usage_day as staged
        where staged.run_id = ${id} and staged.person_id = held.person_id and staged.day = held.day
      )
  `.execute(trx);
}

async function noteMembers(
  trx: Kysely<Tables>,
  { id, provider }: SyncRun,
  groupId: string,
): Promise<void> {
  const key = ['provider', 'group_id', 'source', 'person_id'];
  await sql`
    insert into group_member (${columnList([...key, 'newest_day'])})
    select ${provider}::text, ${groupId}::text, 'usage', person_id, max(day)
    from staged_usage_day where run_id = ${id} group by person_id
    on conflict (${columnList(key)}) do update
    set newest_day = greatest(group_member.newest_day, excluded.newest_day)
  `.execute(trx);
}
