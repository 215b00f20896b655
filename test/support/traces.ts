import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';

type Column = { readonly table: string; readonly column: string };

/** The names of all tables, also of those that libraries have made. */
export async function allTables({ kysely }: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(kysely);
  return rows.map(({ name }) => name).toSorted();
}

/** Every column of every table, of whatever type, in which any of some marks stands, in any case. */
export async function columnsWith(
  marks: readonly string[],
  { kysely }: Database,
): Promise<Column[]> {
  const { rows: columns } = await sql<Column & { schema: string }>`
    select table_schema as schema, table_name as table, column_name as column
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2, 3
  `.execute(kysely);
  const either = marks.map((mark) =>
    mark.toLowerCase().replace(/[^\p{L}\p{N}]/gu, String.raw`\$&`),
  );
  // What ends in a mark may be another one: an address in which the same name is the end of a longer one.
  const pattern = String.raw`(?<![\w-])(${either.join('|')})`;
  const found: Column[] = [];
  for (const { schema, table, column } of columns) {
    const { rows } = await sql<{ held: boolean }>`
      select exists(
        select from ${sql.id(schema, table)} where lower(${sql.id(column)}::text) ~ ${pattern}
      ) as held
    `.execute(kysely);
    if (rows[0]?.held) found.push({ table, column });
  }
  return found;
}
