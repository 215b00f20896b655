import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/**
 * On a server, work of a name is done by one process at a time: the lock is its connection's, so it goes with a process that
 * is killed. Nobody else is at an embedded database, whose only connection must not be kept.
 */
export function createAlone(kysely: Kysely<Tables>, engine: Database['engine']): Database['alone'] {
  return async (name, work) => {
    if (engine === 'pglite') return { done: await work() };
    return kysely.connection().execute(async (connection) => {
      const lock = sql`hashtextextended(${`ai-usage-bot/${name}`}, 0)`;
      const asked = sql<{ got: boolean }>`select pg_try_advisory_lock(${lock}) as got`;
      const { rows } = await asked.execute(connection);
      if (rows[0]?.got !== true) return null;
      try {
        return { done: await work() };
      } finally {
        // A connection that was cut has given the lock up by itself.
        await sql`select pg_advisory_unlock(${lock})`.execute(connection).catch(() => undefined);
      }
    });
  };
}
