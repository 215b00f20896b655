import { join } from 'node:path';
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect, sql, type Dialect } from 'kysely';
import { AppError } from '../errors.ts';
import { openEmbedded } from './embedded.ts';
import { createInTurn } from './in-turn.ts';
import { lockDataDir } from './lock.ts';
import { migrate } from './migrate.ts';
import { describeUrl, forOperator, openPool, runOnPool } from './postgres.ts';
import type { Tables } from './tables.ts';

/** An open database whose tables are up to date. */
export type Database = {
  readonly kysely: Kysely<Tables>;
  readonly engine: 'pglite' | 'postgres';
  /**
   * Runs SQL that a library wrote, on one connection of its own: a statement, or several that have no parameters. Gives the
   * rows of all of them. Where it fails, no transaction is left open.
   */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /**
   * Does work of a name that one process on this database is to do at a time, waiting for its turn; rejects once the signal is
   * aborted while it waits.
   */
  readonly inTurn: <Done>(
    name: string,
    work: () => Promise<Done>,
    signal?: AbortSignal,
  ) => Promise<Done>;
  /** Throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const OLDEST_POSTGRES = 14;
const ENCODINGS = ['UTF8', 'SQL_ASCII'];

/**
 * Opens the PostgreSQL database at `url`, or the embedded one in `dataDir` where that is null, and brings its tables up to
 * date. Throws AppError with what to do: not reachable, too old, in use, not writable, made by a newer version of the bot.
 */
export function openDatabase(settings: { url: string | null; dataDir: string }): Promise<Database> {
  return settings.url === null ? openInDirectory(settings.dataDir) : openOnServer(settings.url);
}

async function openInDirectory(dataDir: string): Promise<Database> {
  const lock = lockDataDir(dataDir);
  try {
    const pglite = await openEmbedded(join(dataDir, 'postgres')).catch((cause: unknown) => {
      throw new AppError(
        'internal',
        `The embedded database in DATA_DIR ${dataDir} cannot be opened. Restore it from a backup, or move it away: usage is then fetched again.`,
        { cause },
      );
    });
    const dialect = new PGliteDialect({ pglite });
    const database = await prepare(dialect, 'pglite', `DATA_DIR ${dataDir}`);
    const run: Database['run'] = (...query) => runEmbedded(database.kysely, ...query);
    return { ...database, run, close: () => database.close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openOnServer(url: string): Promise<Database> {
  const place = `The database at ${describeUrl(url)} (DATABASE_URL)`;
  const pool = openPool(url);
  const database = await prepare(new PostgresDialect({ pool }), 'postgres', place);
  return { ...database, run: (...query) => runOnPool(pool, ...query) };
}

// Kysely keeps everybody else waiting until the connection is given back, as in a transaction.
function runEmbedded(
  kysely: Kysely<Tables>,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ rows: unknown[] }> {
  return kysely.connection().execute(async (connection) => {
    try {
      return await connection.executeQuery(CompiledQuery.raw(text, [...values]));
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      throw error;
    }
  });
}

async function prepare(
  dialect: Dialect,
  engine: Database['engine'],
  place: string,
): Promise<Omit<Database, 'run'>> {
  const kysely = new Kysely<Tables>({ dialect });
  try {
    const server = await sql<{ version: number; encoding: string }>`
      select current_setting('server_version_num')::int as version,
             current_setting('server_encoding') as encoding
    `.execute(kysely);
    for (const { version, encoding } of server.rows) refuseUnfit(version, encoding, place);
    await migrate(kysely, place);
  } catch (error) {
    await kysely.destroy();
    throw forOperator(error);
  }
  return {
    kysely,
    engine,
    inTurn: createInTurn(kysely, engine),
    ping: async () => void (await sql`select 1`.execute(kysely)),
    close: () => kysely.destroy(),
  };
}

/** Throws `invalid` where a server is too old or cannot hold every name. `version` is as in `server_version_num`. */
export function refuseUnfit(version: number, encoding: string, place: string): void {
  const major = Math.floor(version / 10_000);
  if (major < OLDEST_POSTGRES) {
    throw new AppError(
      'invalid',
      `${place} is PostgreSQL ${major}. The bot needs ${OLDEST_POSTGRES} or newer.`,
    );
  }
  if (!ENCODINGS.includes(encoding)) {
    throw new AppError(
      'invalid',
      `${place} keeps text as ${encoding}, which cannot hold every name. Create it with ENCODING 'UTF8'.`,
    );
  }
}
