import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueue } from '../../src/jobs/queue.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { testQueue } from './queue-contract.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

testQueue('PostgreSQL', async () =>
  openDatabase({ url: await server.createDatabase(), dataDir: '' }),
);

it('starts in several processes at once on an empty database', async () => {
  const url = await server.createDatabase();
  const databases = await Promise.all(
    Array.from({ length: 4 }, () => openDatabase({ url, dataDir: '' })),
  );
  const parts = { clock: () => new Date(), log: pino({ level: 'silent' }) };
  const queues = databases.map((database) => createQueue(database, parts));
  await expect(Promise.all(queues.map((queue) => queue.start()))).resolves.toBeDefined();
  await Promise.all(queues.map((queue) => queue.stop(1000)));
  await Promise.all(databases.map((database) => database.close()));
});
