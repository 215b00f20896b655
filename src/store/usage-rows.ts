import { sql, type Kysely, type Selectable } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { UsageReader } from '../domain/ports.ts';
import type { PersonDay, ProviderId } from '../domain/usage.ts';
import { toTotals } from './counters.ts';
import { daysOfPeople, type PeopleQuery } from './people-days.ts';
import { readSplits } from './splits-text.ts';
import type { Tables } from './tables.ts';

/** Usage days as they were reported. */
export function usageRows(db: Kysely<Tables>): Pick<UsageReader, 'personDays' | 'newestDay'> {
  return {
    personDays: (query) => personDays(db, query),
    newestDay: (provider) => newestDay(db, provider),
  };
}

async function personDays(db: Kysely<Tables>, query: PeopleQuery): Promise<PersonDay[]> {
  const { rows } = await sql<Selectable<Tables['usage_day']>>`
    select * ${daysOfPeople(query)} order by day, person_id
  `.execute(db);
  return rows.map((row) => ({
    personId: row.person_id,
    day: row.day,
    active: row.active,
    activeChat: row.active_chat,
    activeCompletion: row.active_completion,
    lastActiveAt: row.last_active_at,
    totals: toTotals(row),
    splits: readSplits(row.splits),
  }));
}

async function newestDay(db: Kysely<Tables>, provider: ProviderId): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`
    select greatest(
      (select max(day) from usage_day where provider = ${provider}),
      (select max(day) from department_day where provider = ${provider})
    ) as day
  `.execute(db);
  return rows[0]?.day ?? null;
}
