import { sql, type RawBuilder } from 'kysely';
import type { UsageReader } from '../domain/ports.ts';

export type PeopleQuery = Parameters<UsageReader['personTotals']>[0];

/** The usage days of some people in a period, as `from … where …`. */
export function daysOfPeople({ provider, personIds, period }: PeopleQuery): RawBuilder<unknown> {
  return sql`
    from usage_day
    where provider = ${provider} and person_id = any(${personIds}::text[])
      and day between ${period.from}::date and ${period.to}::date
  `;
}
