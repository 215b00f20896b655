import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Between two looks whether it is one's turn: at first soon, then less and less often. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;

/**
 * On a server, the lock is its connection's, so it goes with a process that is killed. Nobody else is at an embedded
 * database, whose only connection must not be kept.
 */
export function createInTurn(
  kysely: Kysely<Tables>,
  engine: Database['engine'],
): Database['inTurn'] {
  return async (name, work, signal) => {
    if (engine === 'pglite') return work();
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const turn = await takeTurn(kysely, name, work);
      if (turn) return turn.done;
      await pause(waitMs, undefined, signal ? { signal } : {});
    }
  };
}

function takeTurn<Done>(
  kysely: Kysely<Tables>,
  name: string,
  work: () => Promise<Done>,
): Promise<{ readonly done: Done } | null> {
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
}
