import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { columnList, columnsOf } from './counters.ts';
import type { Tables } from './tables.ts';

/**
 * Inserts what `rows` selects (the key's columns, then the values). Of rows that are there already only those that differ
 * are written again: fetching the same days every hour must not rewrite the table every hour.
 */
export function upsert(
  table: keyof Tables,
  key: readonly string[],
  values: readonly string[],
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    insert into ${sql.table(table)} (${columnList([...key, ...values])}) ${rows}
    on conflict (${columnList(key)}) do update
    set (${columnList(values)}) = row(${columnsOf('excluded', values)})
    where ${differs(table, values)}
  `;
}

function differs(table: string, values: readonly string[]): RawBuilder<SqlBool> {
  return sql`row(${columnsOf(table, values)}) is distinct from row(${columnsOf('excluded', values)})`;
}
