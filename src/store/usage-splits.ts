import { sql, type Kysely } from 'kysely';
import { lengthOf } from '../domain/calendar.ts';
import type { UsageReader } from '../domain/ports.ts';
import { daysOfPeople } from './people-days.ts';
import { createSplitsSum } from './splits-sum.ts';
import type { Tables } from './tables.ts';

// About 2 MB of text, which is added up in some 10 ms. In between, others have their turn.
const MOST_ROWS = 5000;

/** Sums the breakdown here and not in the database, which takes three times as long: docs/decisions/0009-splits-added-up-outside-sql.md. */
export function personSplitsOf(db: Kysely<Tables>): UsageReader['personSplits'] {
  return async (query) => {
    const sum = createSplitsSum();
    const people = Math.max(Math.floor(MOST_ROWS / lengthOf(query.period)), 1);
    for (let first = 0; first < query.personIds.length; first += people) {
      const personIds = query.personIds.slice(first, first + people);
      const { rows } = await sql<{ text: string | null }>`
        select string_agg(splits, e'\n') as text ${daysOfPeople({ ...query, personIds })} and splits <> ''
      `.execute(db);
      sum.add(rows[0]?.text ?? '');
    }
    return sum.splits();
  };
}
