import { rm } from 'node:fs/promises';
import { test } from 'vitest';
import { runChaos } from '../../bench/chaos/run.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

// The short form of `npm run chaos`, which kills 200 times either way. Before each kill a process has to start and get to
// work, and what was killed often waits half a minute for its next attempt: so few, and both tests at once, keep it under a
// minute.

const SHORT = { kills: 6, slots: 24, people: 24, overMs: 7000 };
const WHOLE = { timeout: 300_000 };

test.concurrent(
  'a process that is killed again and again sends each digest and each nudge once',
  WHOLE,
  async ({ expect, onTestFinished }) => {
    const dataDir = await makeDataDir();
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const database = { url: null, dataDir };
    const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 1 });
    expect(wrong).toEqual([]);
    expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
    expect(ends['nudge sent']).toBeGreaterThan(SHORT.people / 2);
  },
);

test.concurrent('so do three on one database', WHOLE, async ({ expect, onTestFinished }) => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const database = { url: await server.createDatabase(), dataDir: '' };
  const { ends, wrong } = await runChaos({ ...SHORT, database, processes: 3 });
  expect(wrong).toEqual([]);
  expect(ends['sent']).toBeGreaterThan(SHORT.slots / 2);
  expect(ends['nudge sent']).toBeGreaterThan(SHORT.people / 2);
});
