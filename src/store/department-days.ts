import { sql, type Kysely } from 'kysely';
import type { SyncRun, UsageReader } from '../domain/ports.ts';
import { COUNTERS, toTotals } from './counters.ts';
import { readSplits } from './splits-text.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

const COUNTS = Object.values(COUNTERS);

/** Puts the days that a run has staged in the place of all those of its departments and period. */
export async function swapInDepartmentDays(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  const { id, provider, period, scope } = run;
  const group = scope.kind === 'group' ? scope.id : null;
  if (period) {
    await sql`
      delete from department_day
      where provider = ${provider} and day between ${period.from}::date and ${period.to}::date
        and (${group}::text is null or group_id = ${group}::text)
        and day || ' ' || group_id not in (select key from staged_row where run_id = ${id})
    `.execute(trx);
  }
  await upsert(
    'department_day',
    ['provider', 'group_id', 'day'],
    ['active_people', 'active_chat', 'active_completion', ...COUNTS, 'splits'],
    sql`
      select ${provider}::text, row->>'groupId', (row->>'day')::date,
             ${sql.join(['activePeople', 'activeChat', 'activeCompletion', ...COUNTS].map(number))},
             row->>'splits'
      from staged_row where run_id = ${id}
    `,
  ).execute(trx);
}

function number(field: string) {
  return sql`(row->>${sql.lit(field)})::double precision`;
}

export function departmentDaysOf(db: Kysely<Tables>): UsageReader['departmentDays'] {
  return async ({ provider, groupIds, period }) => {
    if (groupIds.length === 0) return [];
    const rows = await db
      .selectFrom('department_day')
      .selectAll()
      .where('provider', '=', provider)
      .where('group_id', '=', sql<string>`any(${groupIds}::text[])`)
      .where('day', '>=', period.from)
      .where('day', '<=', period.to)
      .orderBy('day')
      .orderBy('group_id')
      .execute();
    return rows.map((row) => ({
      groupId: row.group_id,
      day: row.day,
      activePeople: row.active_people,
      activeChat: row.active_chat,
      activeCompletion: row.active_completion,
      totals: toTotals(row),
      splits: readSplits(row.splits),
    }));
  };
}
