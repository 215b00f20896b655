import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startBot } from '../../sandbox/bot.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bot-test-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function program(source: string): Promise<string> {
  const entry = join(folder, 'main.ts');
  await writeFile(entry, source);
  return entry;
}

function linesOf(run: (onLine: (line: string) => void) => void): () => Promise<string> {
  const heard: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  run((line) => {
    const next = waiting.shift();
    if (next === undefined) heard.push(line);
    else next(line);
  });
  return () => {
    const line = heard.shift();
    if (line !== undefined) return Promise.resolve(line);
    return new Promise((resolve) => waiting.push(resolve));
  };
}

test("the bot gets its settings and none of the caller's", async () => {
  vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-real');
  vi.stubEnv('LINGMA_TOKEN', 'real');
  vi.stubEnv('DATABASE_URL', 'postgres://real');
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  const entry = await program('console.log(JSON.stringify(process.env));');
  const bot = startBot({ SLACK_BOT_TOKEN: 'xoxb-sandbox' }, { entry });
  expect(await bot.ended).toEqual({ code: 0, signal: null });
  const seen: unknown = JSON.parse(bot.lastLines().join(''));
  expect(seen).toMatchObject({ SLACK_BOT_TOKEN: 'xoxb-sandbox', PATH: process.env['PATH'] });
  for (const name of ['LINGMA_TOKEN', 'DATABASE_URL', 'NODE_OPTIONS']) {
    expect(seen).not.toHaveProperty(name);
  }
});

test('a bot that dies leaves its code and its last words', async () => {
  const entry = await program('console.log("one"); console.error("two"); process.exit(3);');
  const bot = startBot({}, { entry });
  expect(await bot.ended).toEqual({ code: 3, signal: null });
  expect(bot.lastLines().toSorted()).toEqual(['one', 'two']);
});

test('a bot is asked to stop and may take its leave', async () => {
  const entry = await program(`
    process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
    setInterval(() => {}, 1000);
    console.log('ready');
  `);
  let stop: () => Promise<unknown> = async () => {};
  const nextLine = linesOf((onLine) => {
    const bot = startBot({}, { entry, onLine });
    stop = () => bot.stop();
  });
  expect(await nextLine()).toBe('ready');
  expect(await stop()).toEqual({ code: 0, signal: null });
  expect(await nextLine()).toBe('bye');
});
