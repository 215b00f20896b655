import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenersOf } from '../support/listeners.ts';
import { type RunningDemo, startDemo } from '../support/running-demo.ts';

let demo: RunningDemo;

beforeEach(async () => {
  demo = await startDemo();
});

afterEach(async () => {
  await demo.close();
});

test('the demo answers, shows its page, stays without a terminal, and leaves nothing behind', async () => {
  const address = await demo.address();
  const page = await (await fetch(address)).text();
  expect(page).toContain('<div id="root">');
  const [script = ''] = /assets\/[\w-]+\.js/.exec(page) ?? [];
  expect((await fetch(`${address}${script}`)).status).toBe(200);
  await demo.heard(/▏ Backend\n[\s\S]*Lines accepted[\s\S]*Windsurf/);
  // Slack, Lingma, Windsurf, the page and the bot: nobody else in the network reaches any of them.
  const all = process.platform === 'linux' ? 5 : 0;
  expect(await listenersOf(demo.pid)).toEqual({ loopback: all, elsewhere: 0 });
  expect(await readdir(demo.folder)).toEqual([expect.stringMatching(/^ai-usage-demo-/)]);

  expect(await demo.stop('SIGINT')).toBe(0);
  expect(await readdir(demo.folder)).toEqual([]);
  await expect(fetch(address)).rejects.toThrow('fetch failed');
}, 150_000);
