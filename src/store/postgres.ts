import pg from 'pg';
import { AppError } from '../errors.ts';

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

/** A pool on a PostgreSQL server. Failing to connect gives an AppError without the password. */
export function openPool(url: string): pg.Pool {
  const place = describeUrl(url);
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: valueTypes(),
  });
  // An idle connection that breaks is dropped from the pool; the next query opens another.
  pool.on('error', () => undefined);
  const connect = pool.connect.bind(pool);
  return Object.assign(pool, {
    connect: () =>
      connect().catch((error: unknown) => {
        throw notConnected(place, error);
      }),
  });
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
  return new AppError(
    wrong ? 'invalid' : 'unavailable',
    `The database at ${place} (DATABASE_URL) cannot be used: ${reason}.`,
    { cause },
  );
}

// Node tries every address of a host and gives what went wrong at each of them.
function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
