import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { describeServer } from './server.ts';
import { testStore } from './store-contract.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

testStore('PostgreSQL', async () =>
  openDatabase({ url: await server.createDatabase(), dataDir: '' }),
);

describe('a PostgreSQL server', () => {
  describeServer(() => server);
});
