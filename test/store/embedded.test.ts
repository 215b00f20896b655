import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { openChannel } from '../../src/store/embedded-channel.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { days, takeIn, usageDay } from './rows.ts';

let dataDir = '';
let database: Database;

beforeAll(async () => {
  dataDir = await makeDataDir();
  database = await openDatabase({ url: null, dataDir });
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('leaves the process free while it works', async () => {
    let turns = 0;
    let working = true;
    const turn = () => {
      turns++;
      if (working) setImmediate(turn);
    };
    setImmediate(turn);
    await sql`select count(*) from generate_series(1, 2000000)`.execute(database.kysely);
    working = false;
    expect(turns).toBeGreaterThan(100);
  });

  it('goes on after a transaction that failed', async () => {
    const failing = database.kysely.transaction().execute(async (trx) => {
      await sql`create table half_done (id integer)`.execute(trx);
      await sql`select 1 / 0`.execute(trx);
    });
    await expect(failing).rejects.toThrow('division by zero');
    const { rows } = await sql`select to_regclass('half_done') as name`.execute(database.kysely);
    expect(rows).toEqual([{ name: null }]);
  });

  it('does not take a failed transaction for a commit', async () => {
    const swallowing = database.kysely.transaction().execute(async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('rolled back instead');
    await database.ping();
  });

  it('tells PostgreSQL’s error codes', async () => {
    await expect(sql`select * from nowhere`.execute(database.kysely)).rejects.toMatchObject({
      code: '42P01',
    });
  });

  it('gives the room of staged rows back', async () => {
    const store = createUsageStore(database);
    const rows = Array.from({ length: 500 }, (_, index) => usageDay(`p-${index}`, '2026-11-01'));
    await takeIn(store, 'person-days', { period: days('2026-11-01') }, rows, rows);
    const { rows: sizes } =
      await sql`select pg_relation_size('staged_usage_day')::integer as bytes`.execute(
        database.kysely,
      );
    expect(sizes).toEqual([{ bytes: 0 }]);
  });

  it('is one process’s at a time', async () => {
    await expect(openDatabase({ url: null, dataDir })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
    await database.ping();
  });

  it('says so where a newer version of the bot has been', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2027-01-01T00:00:00.000Z')`.execute(
      database.kysely,
    );
    await database.close();
    await expect(openDatabase({ url: null, dataDir })).rejects.toMatchObject({
      code: 'invalid',
      message: `DATA_DIR ${dataDir} was made by a newer version of the bot. Start that version, or point this one at another database.`,
    });
    // The refusal holds neither the lock nor the database.
    await expect(openDatabase({ url: null, dataDir })).rejects.toThrow('newer version');
    const channel = await openChannel(join(dataDir, 'postgres'));
    await channel.ask(`delete from kysely_migration where name = '9999-future'`);
    await channel.ask(null);
    await channel.gone;
    await expect(channel.ask('select 1')).rejects.toMatchObject({ code: 'unavailable' });
    database = await openDatabase({ url: null, dataDir });
  });

  it('says what to do where its files are broken', async () => {
    const broken = join(dataDir, 'broken');
    await mkdir(join(broken, 'postgres'), { recursive: true });
    await writeFile(join(broken, 'postgres', 'PG_VERSION'), 'nonsense');
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(openDatabase({ url: null, dataDir: broken })).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringMatching(/cannot be opened\. Restore it from a backup/),
      });
    }
  });
});
