import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { runChaos } from '../../bench/chaos/run.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

// The short form of `npm run chaos`, which kills 200 times either way. A kill takes some seconds, as a process has to start
// and get to work before it: so few keep both tests under a minute together.

const SHORT = { kills: 8, slots: 32, overMs: 10_000 };
const WHOLE = { timeout: 300_000 };

test('a process that is killed again and again sends each digest once', WHOLE, async () => {
  const dataDir = await makeDataDir();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const database = { url: null, dataDir };
  const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 1 });
  expect(wrong).toEqual([]);
  expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
});

test('so do three on one database', WHOLE, async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const database = { url: await server.createDatabase(), dataDir: '' };
  const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 3 });
  expect(wrong).toEqual([]);
  expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
});
