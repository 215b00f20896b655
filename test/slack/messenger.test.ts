import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OutgoingFile } from '../../src/domain/ports.ts';
import { createWebApi } from '../../src/slack/web-api.ts';
import { startSlack as startSandbox } from '../../sandbox/slack/server.ts';
import { startSlack, type Slack } from './slack-stand-in.ts';

let slack: Slack;
let folder: string;
let file: OutgoingFile;

beforeEach(async () => {
  slack = await startSlack();
  folder = await mkdtemp(join(tmpdir(), 'ai-usage-bot-messenger-'));
  const path = join(folder, 'a.csv');
  await writeFile(path, 'a,b');
  file = { path, bytes: 3, name: 'a.csv', title: 'A', comment: 'Here.' };
  slack.state.api.set('conversations.open', () => ({ ok: true, channel: { id: 'D1' } }));
  slack.state.api.set('files.getUploadURLExternal', () => ({
    ok: true,
    upload_url: `${slack.apiUrl}upload`,
    file_id: 'F1',
  }));
  slack.state.api.set('upload', () => 200);
  slack.state.api.set('files.completeUploadExternal', () => ({ ok: true }));
});

afterEach(async () => {
  await slack.stop();
  await rm(folder, { recursive: true });
});

function send() {
  const { messenger } = createWebApi({ token: 'xoxb-test', slackApiUrl: slack.apiUrl });
  return messenger.sendFile('U1', file);
}

it('gives the conversation that a file is in', async () => {
  expect(await send()).toBe('D1');
});

it.each(['conversations.open', 'files.getUploadURLExternal', 'upload'])(
  'has certainly not sent what fails at %s',
  async (method) => {
    slack.state.api.set(method, () => 500);
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect(failure).not.toHaveProperty('context.arrived');
  },
);

it('does not know whether a file arrived of which Slack said nothing at the end', async () => {
  slack.state.api.set('files.completeUploadExternal', () => 500);
  await expect(send()).rejects.toMatchObject({
    code: 'unavailable',
    context: { arrived: 'unknown' },
  });
  slack.state.api.set('files.completeUploadExternal', () => ({ ok: false, error: 'not_allowed' }));
  const refused = await send().catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'invalid' });
  expect(refused).not.toHaveProperty('context.arrived');
});

it('says something else in the place of a message, plainer where Slack does not take it', async () => {
  const { messenger } = createWebApi({ token: 'xoxb-test', slackApiUrl: slack.apiUrl });
  const message = { channelId: 'C1', ts: '1.1' };
  const answers = [{ ok: false, error: 'invalid_blocks' }, { ok: true }];
  slack.state.api.set('chat.update', () => answers.shift() ?? 500);
  await messenger.replace(message, { text: 'x', blocks: [{}], basic: [] });
  expect(answers).toEqual([]);
  const failure = messenger.replace(message, { text: 'x', blocks: [{}], basic: [] });
  await expect(failure).rejects.toMatchObject({ code: 'unavailable', retryable: true });
});

it('changes a message of a sandbox’s Slack', async () => {
  const sandbox = await startSandbox({ users: [], channels: [{ id: 'C1', name: 'admins' }] });
  try {
    const { messenger, postbox } = createWebApi({
      token: sandbox.botToken,
      slackApiUrl: sandbox.apiUrl,
    });
    const to = { channelId: 'C1' };
    const sent = await postbox.post({ to, text: 'waits', blocks: [], deliveryId: 'd' });
    if (sent.kind !== 'posted') throw new Error(`not posted but ${sent.kind}`);
    const { channelId, ts } = sent;
    await messenger.replace({ channelId, ts }, { text: 'y'.repeat(5000), blocks: [], basic: [] });
    const replaced = sandbox.transcript.events.find(({ kind }) => kind === 'replaced');
    expect(replaced).toMatchObject({
      message: { ts, text: 'y'.repeat(4000) },
    });
  } finally {
    await sandbox.close();
  }
});
