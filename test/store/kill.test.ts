import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
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
    let next = 1;
    for (let round = 0; round < ROUNDS; round++) {
      const acknowledged = await commitAndKill(dataDir, next);
      next = 1 + (await expectWhole(dataDir, acknowledged));
    }
    expect(next).toBeGreaterThan(ROUNDS);
    await rm(dataDir, { recursive: true });
  });

  it('while it makes its database leaves a directory that the next one can start in', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ai-usage-bot-kill-'));
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
    await rm(dataDir, { recursive: true });
  });
});

/** Lets a process commit some rounds, kills it at a moment of its own within the next, and gives the last one it told of. */
async function commitAndKill(dataDir: string, from: number): Promise<number> {
  const child = start(dataDir, from);
  const enough = from + Math.floor(Math.random() * 3);
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    // A random fault, not a wait: a round takes some 20 ms.
    if (last === enough) void after(Math.random() * 25).then(() => child.kill('SIGKILL'));
  }
  expect(last).toBeGreaterThanOrEqual(enough);
  return last;
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
  return spawn(process.execPath, [CHILD, dataDir, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function kill(child: Child): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
