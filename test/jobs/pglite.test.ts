import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { testQueue } from './queue-contract.ts';

let dataDir = '';

beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

testQueue('the embedded database', () => openDatabase({ url: null, dataDir }));
