import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../../sandbox/demo.ts', import.meta.url));

let folder: string;
let demo: ChildProcess;
let said: string;
let hear: () => void;
let ended: Promise<number | null>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
  said = '';
  hear = () => {};
  demo = spawn(process.execPath, [DEMO], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: folder,
      SLACK_BOT_TOKEN: 'xoxb-real',
      LINGMA_BASE_URL: 'https://real.example',
      DATABASE_URL: 'postgres://real.example/nothing',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ended = new Promise((resolve) => demo.once('close', resolve));
  for (const stream of [demo.stdout, demo.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      hear();
    });
  }
});

afterEach(async () => {
  demo.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
});

function heard(pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`the demo has ended:\n${said}`)));
    hear = () => {
      const found = pattern.exec(said);
      if (found !== null) resolve(found);
    };
    hear();
  });
}

test('the demo answers, shows its page, stays without a terminal, and leaves nothing behind', async () => {
  const [, address = ''] = await heard(/(http:\/\/127\.0\.0\.1:\d+\/)/);
  await heard(/▏ Backend\n[\s\S]*Lines accepted[\s\S]*Windsurf/);
  const page = await (await fetch(address)).text();
  expect(page).toContain('@ann in #team-backend: /ai-usage team=backend');
  expect(page).toContain('<pre>Backend\n');
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^ai-usage-demo-/)]);

  demo.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(await readdir(folder)).toEqual([]);
  await expect(fetch(address)).rejects.toThrow('fetch failed');
}, 150_000);
