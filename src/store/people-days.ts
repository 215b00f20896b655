import { sql, type RawBuilder } from 'kysely';
import type { UsageReader } from '../domain/ports.ts';

export type PeopleQuery = Parameters<UsageReader['personTotals']>[0];

/** The same, with null for everybody. */
export type AnybodyQuery = Parameters<UsageReader['countPersonDays']>[0];

/** The usage days of some people in a period, as `from … where …`. */
export function daysOfPeople({ provider, personIds, period }: AnybodyQuery): RawBuilder<unknown> {
  const who = personIds ? sql`and person_id = any(${personIds}::text[])` : sql``;
  return sql`
    from usage_day
    where provider = ${provider} and day between ${period.from}::date and ${period.to}::date ${who}
  `;
}
