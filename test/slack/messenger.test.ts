import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OutgoingFile } from '../../src/domain/ports.ts';
import { createWebApi } from '../../src/slack/web-api.ts';
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
