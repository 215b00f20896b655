import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type BotProcess, startBot } from '../../../sandbox/bot.ts';
import { type Clock, createClock } from '../../../sandbox/clock/clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let folder: string;
let clock: Clock;
let bot: BotProcess | undefined;
let lines: string[];

beforeEach(async () => {
  // Inside the project, so that programs find its packages.
  folder = await mkdtemp(fileURLToPath(new URL('../../../node_modules/.clock-', import.meta.url)));
  clock = createClock();
  lines = [];
});

afterEach(async () => {
  await bot?.stop('SIGKILL');
  bot = undefined;
  await rm(folder, { recursive: true });
});

async function start(source: string, settings: Record<string, string> = {}) {
  const entry = join(folder, 'main.mjs');
  await writeFile(entry, source);
  bot = startBot(settings, { entry, clock, onLine: (line) => lines.push(line) });
  return bot;
}

const said = (count: number) =>
  vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(count), { timeout: 15_000 });

/** How far a told moment is ahead of the machine's clock. */
const ahead = (iso: unknown) => Date.parse(String(iso)) - Date.now();

test('a clock moves to and fro, and its followers with it, one after the other', async () => {
  const told: string[] = [];
  clock.follow(async (ms) => {
    await Promise.resolve();
    told.push(`first ${ms}`);
  });
  const stop = clock.follow((ms) => void told.push(`second ${ms}`));
  await clock.jump(HOUR_MS);
  expect(Math.abs(clock.now().getTime() - Date.now() - HOUR_MS)).toBeLessThan(1000);
  stop();
  await clock.jump(-2 * HOUR_MS);
  expect(clock.offsetMs()).toBe(-HOUR_MS);
  expect(told).toEqual([`first ${HOUR_MS}`, `second ${HOUR_MS}`, `first ${-HOUR_MS}`]);
});

test('a program tells moved time in every way, from its start and after each jump', async () => {
  await clock.jump(DAY_MS);
  await start(`
    import { TZDate } from '@date-fns/tz';
    const tell = () => console.log(JSON.stringify({
      now: new Date(Date.now()), made: new Date(), called: new Date(Date()),
      copy: new (new Date(0).constructor)(), zoned: TZDate.tz('Asia/Shanghai').toISOString(),
      real: performance.timeOrigin + performance.now(),
      kinds: [new Date() instanceof Date, structuredClone(new Date(0)) instanceof Date,
        new Date(2026, 10, 22).getDate(), new Date('2026-11-22').toISOString(), typeof Date()],
    }));
    process.on('message', () => setImmediate(tell));
    tell();
    setInterval(() => {}, 1000);
  `);
  await said(1);
  await clock.jump(-3 * DAY_MS);
  await said(2);
  const told = lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
  for (const [at, offset] of [DAY_MS, -2 * DAY_MS].entries()) {
    const { real, kinds, ...moments } = told[at] ?? {};
    for (const [, moment] of Object.entries(moments)) {
      expect(Math.abs(ahead(moment) - offset)).toBeLessThan(10_000);
    }
    expect(Object.keys(moments)).toHaveLength(5);
    expect(Math.abs(Number(real) - Date.now())).toBeLessThan(10_000);
    expect(kinds).toEqual([true, true, 22, '2026-11-22T00:00:00.000Z', 'string']);
  }
});

test('a jump over a moment that node-schedule waits for brings it at once', async () => {
  await start(`
    import { scheduleJob } from 'node-schedule';
    const inHalfADay = new Date(Date.now() + ${DAY_MS / 2});
    scheduleJob(inHalfADay, () => console.log('once', new Date().toISOString()));
    const later = scheduleJob(new Date(Date.now() + ${3 * DAY_MS}), () => console.log('too early'));
    const never = scheduleJob(inHalfADay, () => console.log('cancelled'));
    never.cancel();
    console.log('ready');
  `);
  await said(1);
  const started = performance.now();
  await clock.jump(DAY_MS);
  await said(2);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(lines[1]).toMatch(/^once /);
  expect(Math.abs(ahead(lines[1]?.slice(5)) - DAY_MS)).toBeLessThan(10_000);
  expect(lines).toHaveLength(2);
});

test('a job of every minute runs after a jump of a day and is on time again', async () => {
  await start(`
    import { scheduleJob } from 'node-schedule';
    let runs = 0;
    let next;
    const job = scheduleJob({ rule: '* * * * *', tz: 'UTC' }, () => {
      runs += 1;
      next = job.nextInvocation();
      if (next.getTime() > Date.now()) console.log(next.toDate().getTime() - Date.now(), runs);
    });
    console.log('ready');
  `);
  await said(1);
  await clock.jump(DAY_MS);
  await said(2);
  const [waits, runs] = (lines[1] ?? '').split(' ').map(Number);
  expect(waits).toBeLessThanOrEqual(60_000);
  expect(runs).toBeGreaterThan(0);
});

test('a clock that moves ends no program’s life and does not keep one alive', async () => {
  const ended = (await start('console.log("done");')).ended;
  expect(await ended).toEqual({ code: 0, signal: null });
  await clock.jump(DAY_MS);
});

test('time-outs and timers measure real time across a jump', async () => {
  const server = await hanging();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await start(`
    const started = performance.now();
    const after = () => Math.round(performance.now() - started);
    const said = (what) => console.log(what, after());
    console.log('ready');
    setTimeout(() => said('timer'), 1500);
    fetch('http://127.0.0.1:${port}/', { signal: AbortSignal.timeout(1500) })
      .then(() => said('answered'), (error) => said(error.name));
  `);
  await said(1);
  await clock.jump(DAY_MS);
  await said(3);
  server.closeAllConnections();
  server.close();
  const told = Object.fromEntries(lines.slice(1).map((line) => line.split(' ')));
  expect(Object.keys(told).toSorted()).toEqual(['TimeoutError', 'timer']);
  for (const ms of Object.values(told).map(Number)) {
    expect(ms).toBeGreaterThanOrEqual(1490);
    expect(ms).toBeLessThan(10_000);
  }
});

async function hanging(): Promise<Server> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
