import { existsSync, renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { Failure, Reply, Request, Result } from './embedded-channel.ts';

// The embedded database's own thread: see docs/decisions/0007-embedded-database-in-a-thread.md.

// Whatever page is asked for, the operating system has it: without the last one whole tables are read for a few rows.
const SETTINGS = ['shared_buffers=16MB', 'max_wal_size=128MB', 'random_page_cost=1.1'];

function open(directory: string): Promise<PGlite> {
  return PGlite.create(directory, {
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((it) => ['-c', it])],
    parsers: { [types.DATE]: (text) => text },
  });
}

// Made beside its place and renamed when whole: a process killed while it makes one leaves nothing half made behind.
async function create(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const database = await open(unfinished);
  await database.close();
  renameSync(unfinished, directory);
}

async function serve(directory: string): Promise<void> {
  if (!existsSync(directory)) await create(directory);
  const database = await open(directory);
  parentPort?.on('message', (request: Request) => void answer(database, request));
  reply({ id: 0, rows: [], affectedRows: 0, command: 'OPEN' });
}

async function answer(database: PGlite, { id, sql, parameters }: Request): Promise<void> {
  try {
    if (sql === null) {
      await database.close();
      reply({ id, rows: [], affectedRows: 0, command: 'CLOSE' });
      parentPort?.close();
      return;
    }
    reply({ id, ...(await run(database, sql, parameters)) });
  } catch (error) {
    reply({ id, failure: describe(error) });
  }
}

// As on a server: what has no parameters may be several statements, and gives the rows of all of them.
async function run(database: PGlite, sql: string, parameters: readonly unknown[]): Promise<Result> {
  const results =
    parameters.length > 0 ? [await database.query(sql, [...parameters])] : await database.exec(sql);
  const { affectedRows = 0, command = '' } = results.at(-1) ?? {};
  return { rows: results.flatMap(({ rows }) => rows), affectedRows, command };
}

function reply(message: Reply): void {
  parentPort?.postMessage(message, []);
}

// An error's own fields do not survive the way between threads.
function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { message: error.message, code };
}

serve(String(workerData)).catch((error: unknown) => reply({ id: 0, failure: describe(error) }));
