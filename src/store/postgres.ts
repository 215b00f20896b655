import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { AppError, type ErrorCode } from '../errors.ts';

const { DATE, INT8 } = pg.types.builtins;

const CONNECT_TIMEOUT_MS = 10_000;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host’s name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENOENT: 'there is no such socket',
  '28P01': 'it refuses the password',
  '28000': 'it refuses this user',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};

/**
 * A pool on a PostgreSQL server. Failing to connect, or being cut off, gives an AppError: its sentence is for whoever asked
 * the bot something, its context tells the log the place and the `reason`, without the password.
 */
export function openPool(url: string): PostgresPool {
  const place = describeUrl(url);
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'ai-usage-bot',
    types: valueTypes(),
  });
  // A connection that breaks is dropped from the pool, and the next query opens another. Whoever was using it is told by
  // that query; without these listeners the same error would end the process besides.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its client
    client.query = new Proxy(client.query, { apply: (...call) => askServer(place, ...call) });
  });
  return {
    options: pool.options,
    connect: () =>
      pool.connect().catch((error: unknown) => {
        throw notConnected(place, error);
      }),
    end: () => pool.end(),
  };
}

/** See `Database.run`. */
export async function runOnPool(
  pool: PostgresPool,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    // Of several statements pg gives a list of results, whatever its types say.
    const result: unknown = await client.query(text, [...values]);
    return { rows: [result].flat().flatMap(rowsOf) };
  } catch (error) {
    await client.query('rollback', []).catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function rowsOf(result: unknown): unknown[] {
  const known = typeof result === 'object' && result !== null && 'rows' in result;
  return known && Array.isArray(result.rows) ? result.rows : [];
}

function askServer(
  place: string,
  query: pg.ClientBase['query'],
  client: unknown,
  parameters: unknown[],
): unknown {
  const answer: unknown = Reflect.apply(query, client, parameters);
  if (!(answer instanceof Promise)) return answer;
  return answer.catch((error: unknown) => {
    throw isCutOff(error) ? cutOff(place, error) : error;
  });
}

// What the server has to say of a statement is a DatabaseError; its own end is one too, of class 57P.
function isCutOff(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || (error.code?.startsWith('57P') ?? false);
}

function cutOff(place: string, cause: unknown): AppError {
  return gone('unavailable', place, 'it stopped answering', cause);
}

function gone(code: ErrorCode, database: string, reason: string, cause: unknown): AppError {
  return new AppError(
    code,
    'The bot’s own database does not answer, so nothing can be looked up just now. Nothing is lost: ask again in a minute. If it stays like this, tell the people who run the bot.',
    { cause, context: { database, reason } },
  );
}

/** Says of the same failure to whoever starts the bot where the database should be and what is wrong; anything else is given as it is. */
export function forOperator(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { database, reason } = error.context;
  if (database === undefined || reason === undefined) return error;
  return new AppError(
    error.code,
    `The database at ${database} (DATABASE_URL) cannot be used: ${reason}.`,
    { cause: error.cause },
  );
}

/** Where a connection string points, without its password. Throws `invalid` where it is none. */
export function describeUrl(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^postgres(?:ql)?:$/.test(parsed.protocol)) {
    throw new AppError(
      'invalid',
      'DATABASE_URL is not of the form postgres://user:password@host:5432/database.',
    );
  }
  const host = parsed.host || (parsed.searchParams.get('host') ?? 'localhost');
  return `${host}${parsed.pathname}`;
}

// For this pool alone: pg's own table of parsers is shared by everything in the process.
function valueTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(DATE, (text) => text);
  types.setTypeParser(INT8, Number);
  return types;
}

function notConnected(place: string, cause: unknown): AppError {
  const code = codeOf(cause);
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : 'unknown');
  const wrong = code === '28P01' || code === '28000' || code === '3D000';
  return gone(wrong ? 'invalid' : 'unavailable', place, reason, cause);
}

// Node tries every address of a host and gives what went wrong at each of them.
function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
