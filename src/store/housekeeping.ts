import { sql } from 'kysely';
import type { Database } from './database.ts';

// A PostgreSQL server vacuums and counts its tables by itself; the embedded database has nobody to do it. What comes
// before has succeeded by then, so that failing here fails nothing: the next time finds the same tables.

const PAGE_BYTES = 8192;
const SMALLEST_PAGES = 64;

/** After a commit: gives staging's room back, and counts the tables that are twice as large as when last counted. */
export async function tidyAfterCommit({ engine, kysely }: Database): Promise<void> {
  if (engine === 'postgres') return;
  try {
    await sql`vacuum staged_run, staged_row, staged_usage_day`.execute(kysely);
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and pg_relation_size(oid) / ${PAGE_BYTES} > ${SMALLEST_PAGES} + relpages * 2
    `.execute(kysely);
    for (const { name } of rows) await sql`analyze ${sql.table(name)}`.execute(kysely);
  } catch {
    // See above.
  }
}

/** From time to time: gives the room of all rows back that were replaced or forgotten, and counts what is left. */
export async function tidyAll({ engine, kysely }: Database): Promise<void> {
  if (engine === 'postgres') return;
  try {
    await sql`vacuum (analyze)`.execute(kysely);
  } catch {
    // See above.
  }
}
