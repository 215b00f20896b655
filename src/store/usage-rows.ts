import { sql, type Kysely } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { UsageReader } from '../domain/ports.ts';
import type { PersonDay, ProviderId } from '../domain/usage.ts';
import { daysOfPeople, type PeopleQuery } from './people-days.ts';
import type { Tables } from './tables.ts';
import { toPersonDay, type UsageDayRow } from './usage-day-row.ts';

/** Usage days as they were reported. */
export function usageRows(db: Kysely<Tables>): Pick<UsageReader, 'personDays' | 'newestDay'> {
  return {
    personDays: (query) => personDays(db, query),
    newestDay: (provider) => newestDay(db, provider),
  };
}

async function personDays(db: Kysely<Tables>, query: PeopleQuery): Promise<PersonDay[]> {
  const { rows } = await sql<UsageDayRow>`
    select * ${daysOfPeople(query)} order by day, person_id
  `.execute(db);
  return rows.map(toPersonDay);
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
