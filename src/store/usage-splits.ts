import { sql, type Kysely } from 'kysely';
import type { UsageReader } from '../domain/ports.ts';
import { daysOfPeople } from './people-days.ts';
import { toSplits, type SplitKind } from './splits-text.ts';
import type { Tables } from './tables.ts';

type SummedLine = {
  readonly kind: SplitKind;
  readonly name: string;
  readonly ide: string;
  readonly numbers: readonly (number | null)[];
};

/** Sums the breakdown in the database: one row comes back for each combination of names, however many days there are. */
export function personSplitsOf(db: Kysely<Tables>): UsageReader['personSplits'] {
  return async (query) => {
    const { rows } = await sql<SummedLine>`
      select split_part(line, e'\t', 1) as kind, split_part(line, e'\t', 2) as name, split_part(line, e'\t', 3) as ide,
             array[${sum(4)}, ${sum(5)}, ${sum(6)}, ${sum(7)}] as numbers
      from (select splits ${daysOfPeople(query)} ) as days, string_to_table(splits, e'\n') as line
      group by 1, 2, 3
    `.execute(db);
    return toSplits(rows);
  };
}

function sum(place: number) {
  return sql`sum(nullif(split_part(line, e'\t', ${sql.lit(place)}), '')::double precision)`;
}
