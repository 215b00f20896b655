import { afterAll, beforeAll } from 'vitest';
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
