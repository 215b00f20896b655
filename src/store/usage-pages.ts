import { sql, type Kysely } from 'kysely';
import type { UsageReader } from '../domain/ports.ts';
import type { PersonDay } from '../domain/usage.ts';
import { daysOfPeople, type AnybodyQuery } from './people-days.ts';
import type { Tables } from './tables.ts';
import { toPersonDay, type UsageDayRow } from './usage-day-row.ts';

const PAGE_ROWS = 2000;

/** Usage days, however many, a page at a time. */
export function usagePages(
  db: Kysely<Tables>,
): Pick<UsageReader, 'personDayPages' | 'countPersonDays'> {
  return {
    personDayPages: (query) => pages(db, query),
    countPersonDays: (query) => countDays(db, query),
  };
}

// Each page is a statement of its own that goes on after the last row of the one before: nothing is open in between, so
// that others can use the embedded database's only connection, and a reader who stops leaves nothing behind.
async function* pages(
  db: Kysely<Tables>,
  query: AnybodyQuery,
): AsyncGenerator<readonly PersonDay[], void> {
  let after = sql``;
  for (;;) {
    const { rows } = await sql<UsageDayRow>`
      select * ${daysOfPeople(query)} ${after} order by person_id, day limit ${sql.lit(PAGE_ROWS)}
    `.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toPersonDay);
    if (rows.length < PAGE_ROWS) return;
    after = sql`and (person_id, day) > (${last.person_id}::text, ${last.day}::date)`;
  }
}

async function countDays(db: Kysely<Tables>, query: AnybodyQuery): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select count(*)::integer as days ${daysOfPeople(query)}
  `.execute(db);
  return rows[0]?.days ?? 0;
}
