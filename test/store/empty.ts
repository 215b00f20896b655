import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';

/** Empties all tables of the bot. */
export async function empty({ kysely }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
  `.execute(kysely);
  const tables = sql.join(rows.map(({ name }) => sql.table(name)));
  await sql`truncate ${tables}`.execute(kysely);
}
