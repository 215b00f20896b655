import { sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';

/** Makes what a database holds look as if all of it had been fetched so many minutes earlier. No bot may be running on it. */
export async function letPass(
  minutes: number,
  settings: { readonly url: string | null; readonly dataDir: string },
): Promise<void> {
  const database = await openDatabase(settings);
  const by = sql`make_interval(mins => ${minutes}::integer)`;
  await sql`update coverage set fetched_at = fetched_at - ${by}`.execute(database.kysely);
  await sql`
    update sync_run set started_at = started_at - ${by}, finished_at = finished_at - ${by}
  `.execute(database.kysely);
  await database.close();
}
