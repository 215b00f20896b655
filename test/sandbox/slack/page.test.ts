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
