import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, runOverHttp } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown> = async () => {};

beforeEach(async () => {
  slack = await startSlack({ ...company });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await slack.close();
});

async function read(): Promise<string> {
  const response = await fetch(`${slack.url}/`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  return response.text();
}

test('an empty workspace says so', async () => {
  expect(await read()).toContain('Nothing has been said yet.');
});

test('a command stands with its answer, everything escaped', async () => {
  const text = '&lt;img src=x onerror="alert(1)"&gt; for <@U1>';
  stop = await runOverHttp(slack, async ({ ack }) => ack(text));
  await slack.command('/ai-usage team=<script>alert(1)</script>', { user: 'U1', channel: 'C1' });
  const page = await read();
  expect(page).toContain('@ann in #backend: /ai-usage team=&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('<pre>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; for @ann</pre>');
  expect(page).toContain('only for @ann');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('<img');
});

test('a command that failed says so', async () => {
  await slack.command('/ai-usage help');
  expect(await read()).toContain('The command failed: dispatch_failed.');
});

const plain = (text: string) => ({ type: 'plain_text', text });
const menu = {
  type: 'static_select',
  action_id: 'provider',
  placeholder: plain('Provider'),
  options: [{ text: plain('Windsurf'), value: 'windsurf' }],
};
const button = { type: 'button', action_id: 'p28', text: plain('28 days') };

test('buttons and menus are shown, and what a press replaced stands with the press', async () => {
  const blocks = [{ type: 'actions', elements: [button, menu] }];
  stop = await runOverHttp(slack, {
    command: async ({ ack }) => ack({ text: 'x', blocks }),
    press: async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'the last 28 days', replace_original: true });
    },
  });
  const exchange = await slack.command('/ai-usage', { user: 'U1', channel: 'C1' });
  expect(await read()).toContain('[1] 28 days   [2] Provider ▾ Windsurf');
  await (await slack.press(await exchange.answer(), { label: '28 days' })).answer();
  const page = await read();
  expect(page).toContain('@ann in #backend presses “28 days”');
  expect(page).toContain('replaced later');
  expect(page).toContain('the last 28 days');
  expect(page).not.toContain('[1] 28 days');
});

test('a file can be opened from the page', async () => {
  stop = await runOverHttp(slack, async ({ ack, client }) => {
    await ack();
    const file = { filename: '<b>.csv', file: Buffer.from('person,lines\r\nann,3\r\n') };
    await client.filesUploadV2({ channel_id: 'C1', ...file });
  });
  await slack.command('/ai-usage export');
  await slack.waitFor(({ kind }) => kind === 'posted');
  const page = await read();
  expect(page).toContain('&lt;b&gt;.csv, 21 bytes');
  expect(page).toContain('ann,3');
  const link = /<a href="([^"]+)">Open &lt;b&gt;\.csv<\/a>/.exec(page)?.[1];
  expect(await (await fetch(link ?? '')).text()).toBe('person,lines\r\nann,3\r\n');
});
