import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { KILLED_FETCH, KILLED_PEOPLE, killedRows } from './killed-rows.ts';
import { days } from './rows.ts';

type Child = ChildProcessByStdio<null, Readable, null>;

const CHILD = fileURLToPath(new URL('./commit-until-killed.ts', import.meta.url));
const ROUNDS = 5;

describe('a process that is killed', { timeout: 120_000 }, () => {
  it('loses nothing that it acknowledged and leaves nothing half done', async () => {
    const dataDir = await makeDataDir();
    onTestFinished(() => rm(dataDir, { recursive: true }));
    let next = 1;
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await commitAndKill(dataDir, next);
      next = 1 + (await expectWhole(dataDir, acknowledged));
    }
    expect(next).toBeGreaterThan(ROUNDS);
  });

  it('while it makes its database leaves a directory that the next one can start in', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ai-usage-bot-kill-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const child = start(dataDir, 1);
    await vi.waitFor(
      () => expect(existsSync(join(dataDir, 'postgres.unfinished', 'PG_VERSION'))).toBe(true),
      {
        timeout: 20_000,
        interval: 5,
      },
    );
    await kill(child);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const database = await openDatabase({ url: null, dataDir });
    await database.ping();
    await database.close();
  });
});

/** Lets a process commit a few times, kills it somewhere within the next commit, and gives the last one it was done with. */
async function commitAndKill(dataDir: string, from: number): Promise<number> {
  const child = start(dataDir, from);
  let done = 0;
  let began = 0;
  let took = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, round] = line.split(' ');
    if (word === 'commit') {
      began = performance.now();
      // A random fault, not a wait.
      if (Number(round) === from + 3)
        void after(Math.random() * took).then(() => child.kill('SIGKILL'));
    } else {
      done = Number(round);
      took = performance.now() - began;
    }
  }
  expect(done).toBeGreaterThanOrEqual(from + 2);
  return done;
}

async function expectWhole(dataDir: string, acknowledged: number): Promise<number> {
  const database = await openDatabase({ url: null, dataDir });
  const store = createUsageStore(database);
  const period = days('2026-11-01', '2026-11-03');
  const held = await store.personDays({ provider: 'lingma', personIds: KILLED_PEOPLE, period });
  const round = held[0]?.totals.linesAccepted ?? 0;
  expect(round).toBeGreaterThanOrEqual(acknowledged);
  expect(round).toBeLessThanOrEqual(acknowledged + 1);
  const written = killedRows(round).flat();
  expect(new Set(held.map((it) => JSON.stringify(it)))).toEqual(
    new Set(written.map((it) => JSON.stringify(it))),
  );
  expect(await store.lastSuccess(KILLED_FETCH)).toMatchObject({ finishedAt: new Date(round) });
  expect(await store.abandon(new Date())).toBeLessThanOrEqual(1);
  await database.close();
  return round;
}

function start(dataDir: string, from: number): Child {
  const child = spawn(process.execPath, [CHILD, dataDir, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function kill(child: Child): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
