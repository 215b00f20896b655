import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { startCompany } from '../support/company.ts';
import { startPostgres } from '../support/postgres.ts';
import { runProgram } from '../support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

/** How many processes have asked whether it is their turn, besides the one that asks this. */
async function waiting({ kysely }: Database): Promise<number> {
  const { rows } = await sql`
    select pid from pg_stat_activity
    where datname = current_database() and query like 'select pg_try_advisory_lock%'
      and pid not in (select pid from pg_locks where locktype = 'advisory' and granted)
  `.execute(kysely);
  return rows.length;
}

it('a sync at the terminal waits for one that a bot is at', async () => {
  const [company, postgres] = await Promise.all([startCompany(), startPostgres()]);
  const DATABASE_URL = await postgres.createDatabase();
  const database = await openDatabase({ url: DATABASE_URL, dataDir: '' });
  const { promise: bot, resolve: endBot } = Promise.withResolvers<void>();
  const syncing = database.inTurn('sync', () => bot);
  const settings = { ...company.settings('http'), DATABASE_URL, SYNC_BACKFILL_DAYS: '1' };
  const ran = runProgram('cli', ['sync'], settings);
  await vi.waitUntil(async () => (await waiting(database)) > 0, { timeout: 60_000 });
  expect(company.lingma.requests).toEqual([]);
  endBot();
  expect(await ran).toMatchObject({ code: 0 });
  expect(company.lingma.requests.length).toBeGreaterThan(0);
  await syncing;
  await database.close();
  await Promise.all([company.close(), postgres.stop()]);
});
