import { sql } from 'kysely';
import type { SyncStore } from '../domain/ports.ts';
import type { Database } from './database.ts';
import { tidyAll } from './housekeeping.ts';
import { writeAlone } from './write-alone.ts';

/** Forgets what is older than a day. When each person was last active is kept. */
export function pruneBefore(database: Database): SyncStore['prune'] {
  return async (day) => {
    await writeAlone(database.kysely, async (trx) => {
      const { rows } = await sql<{ provider: string }>`
        select distinct provider from coverage
      `.execute(trx);
      // By provider, because that is what the indexes on days start with.
      for (const { provider } of rows) {
        for (const table of ['usage_day', 'department_day', 'coverage'] as const) {
          await trx
            .deleteFrom(table)
            .where('provider', '=', provider)
            .where('day', '<', day)
            .execute();
        }
      }
      await sql`delete from group_member where source = 'usage' and newest_day < ${day}::date`.execute(
        trx,
      );
      await sql`delete from sync_run where finished_at < ${day}::date at time zone 'UTC'`.execute(
        trx,
      );
    });
    await tidyAll(database);
  };
}
