import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { runChaos } from '../../bench/chaos/run.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

// The short form of `npm run chaos`.

const SHORT = { kills: 12, slots: 40, people: 40, overMs: 15_000 };
const WHOLE = { timeout: 300_000 };

test(
  'a process that is killed again and again sends each digest and each nudge once',
  WHOLE,
  async () => {
    const dataDir = await makeDataDir();
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const database = { url: null, dataDir };
    const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 1 });
    expect(wrong).toEqual([]);
    expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
    expect(ends['nudge sent']).toBeGreaterThan(SHORT.people / 2);
  },
);

test('so do three on one database', WHOLE, async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const database = { url: await server.createDatabase(), dataDir: '' };
  const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 3 });
  expect(wrong).toEqual([]);
  expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
  expect(ends['nudge sent']).toBeGreaterThan(SHORT.people / 2);
});
