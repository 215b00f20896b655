import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql, type Dialect } from 'kysely';
import { openEmbedded } from './embedded.ts';
import { lockDataDir } from './lock.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { describeUrl, forOperator, openPool } from './postgres.ts';
import { refuseUnfit } from './database.ts';

/** What a database is like. Nothing in it is changed. */
export type DatabaseSeen = {
  readonly engine: 'pglite' | 'postgres';
  /** The server's, such as 17.5; null where there is no database yet. */
  readonly version: string | null;
  /** Migrations that the next start makes. */
  readonly pending: number;
  /** Migrations that a newer version of the bot has made. */
  readonly newer: readonly string[];
  /** Why it cannot be written to; null where it can. */
  readonly notWritable: string | null;
  /** Whether the tables of the queue are there or can be made. */
  readonly hasQueue: boolean;
};

/** Looks at the database of the settings. Throws AppError where it cannot be opened; `context.heldBy` where another process has it. */
export async function inspectDatabase(settings: {
  readonly url: string | null;
  readonly dataDir: string;
}): Promise<DatabaseSeen> {
  const { url, dataDir } = settings;
  if (url !== null) {
    const dialect = new PostgresDialect({ pool: openPool(url) });
    return inspect(dialect, 'postgres', `The database at ${describeUrl(url)} (DATABASE_URL)`);
  }
  const lock = lockDataDir(dataDir);
  try {
    const directory = join(dataDir, 'postgres');
    if (!existsSync(directory)) return NOT_THERE_YET;
    const dialect = new PGliteDialect({ pglite: await openEmbedded(directory) });
    return await inspect(dialect, 'pglite', `DATA_DIR ${dataDir}`);
  } finally {
    lock.release();
  }
}

const NOT_THERE_YET: DatabaseSeen = {
  engine: 'pglite',
  version: null,
  pending: Object.keys(MIGRATIONS).length,
  newer: [],
  notWritable: null,
  hasQueue: true,
};

type Facts = {
  readonly version: string;
  readonly number: number;
  readonly encoding: string;
  readonly migrated: boolean;
  readonly has_queue: boolean;
};

async function inspect(
  dialect: Dialect,
  engine: DatabaseSeen['engine'],
  place: string,
): Promise<DatabaseSeen> {
  const kysely = new Kysely<unknown>({ dialect });
  try {
    const { rows } = await sql<Facts>`
      select current_setting('server_version') as version,
             current_setting('server_version_num')::int as number,
             current_setting('server_encoding') as encoding,
             to_regclass('kysely_migration') is not null as migrated,
             to_regnamespace('pgboss') is not null
               or has_database_privilege(current_database(), 'create') as has_queue
    `.execute(kysely);
    const [facts] = rows;
    if (!facts) throw new Error('The database gave no row.');
    refuseUnfit(facts.number, facts.encoding, place);
    const made = facts.migrated ? await migrationsMade(kysely) : [];
    const known = Object.keys(MIGRATIONS);
    return {
      engine,
      version: facts.version,
      pending: known.filter((name) => !made.includes(name)).length,
      newer: made.filter((name) => !known.includes(name)),
      notWritable: await whyNotWritable(kysely, facts.migrated),
      hasQueue: facts.has_queue,
    };
  } catch (error) {
    throw forOperator(error);
  } finally {
    await kysely.destroy();
  }
}

async function migrationsMade(kysely: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely);
  return rows.map(({ name }) => name);
}

const UNDONE = new Error('undone');

/** Writes a row, or where there is no table yet makes one, and takes it back. */
async function whyNotWritable(kysely: Kysely<unknown>, migrated: boolean): Promise<string | null> {
  try {
    await kysely.transaction().execute(async (trx) => {
      await (migrated
        ? sql`insert into kysely_migration (name, timestamp) values ('doctor', 'doctor')`.execute(
            trx,
          )
        : sql`create table doctor (name text)`.execute(trx));
      throw UNDONE;
    });
    return null;
  } catch (error) {
    if (error === UNDONE) return null;
    return error instanceof Error ? error.message : String(error);
  }
}
