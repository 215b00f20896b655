import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, runOverHttp } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown> = async () => {};
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  slack = await startSlack({ ...company, now: () => new Date(clock) });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await slack.close();
});

async function call(method: string, fields: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify(fields),
  });
  return response.json();
}

const announced = z.object({ ok: z.literal(true), upload_url: z.string(), file_id: z.string() });

async function announce(length: number, filename = 'usage.csv') {
  const answer = announced.parse(await call('files.getUploadURLExternal', { filename, length }));
  return { id: answer.file_id, url: answer.upload_url };
}

async function upload(url: string, body: NonNullable<RequestInit['body']>) {
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, body: await response.text() };
}

const complete = (id: string, more: Record<string, unknown> = { channel_id: 'C1' }) =>
  call('files.completeUploadExternal', { files: [{ id, title: 'Usage' }], ...more });

function posted() {
  return slack.transcript.events.flatMap((event) =>
    event.kind === 'posted' ? [event.message] : [],
  );
}

const CSV = '\ufeffperson,lines\r\n王伟,12\r\nann,3\r\n';
const SIZE = Buffer.byteLength(CSV);

test('a file is announced, uploaded, shared, and can be opened', async () => {
  const { id, url } = await announce(SIZE);
  expect(await upload(url, CSV)).toEqual({ status: 200, body: `OK - ${SIZE}` });
  expect(posted()).toEqual([]);
  const comment = { channel_id: 'C1', initial_comment: 'Here you are' };
  expect(await complete(id, comment)).toEqual({ ok: true, files: [{ id, title: 'Usage' }] });

  const [message] = posted();
  expect(message).toMatchObject({ channel: 'C1', text: 'Here you are', blocks: [] });
  const [file] = message?.files ?? [];
  expect(file).toMatchObject({ id, name: 'usage.csv', title: 'Usage', size: SIZE });
  expect(file?.preview).toEqual(['person,lines', '王伟,12', 'ann,3']);
  const opened = await fetch(file?.url_private ?? '');
  expect(opened.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(Buffer.from(await opened.arrayBuffer()).toString()).toBe(CSV);
  expect((await fetch(`${slack.url}/files/${id}/x/usage.csv`)).status).toBe(404);
});

test('Slack’s own client can do it, into a direct conversation', async () => {
  stop = await runOverHttp(slack, async ({ ack, client, command }) => {
    await ack();
    const { channel } = await client.conversations.open({ users: command.user_id });
    const file = { filename: 'usage.csv', file: Buffer.from(CSV), title: 'Usage' };
    await client.filesUploadV2({ channel_id: channel?.id ?? '', ...file });
  });
  await slack.command('/ai-usage export', { user: 'U2', channel: 'C1' });
  await slack.waitFor(({ kind }) => kind === 'posted');
  const [message] = posted();
  expect(message).toMatchObject({ channel: 'DU2', files: [{ name: 'usage.csv', size: SIZE }] });
  const opened = await fetch(message?.files?.[0]?.url_private ?? '');
  expect(Buffer.from(await opened.arrayBuffer()).toString()).toBe(CSV);
});

test('a large file goes through disk, as a stream, and is gone after close', async () => {
  const own = await mkdtemp(join(tmpdir(), 'ai-usage-bot-test-'));
  vi.stubEnv('TMPDIR', own);
  const piece = Buffer.alloc(1024 * 1024, 'x,1\n');
  const { id, url } = await announce(piece.length * 40);
  let left = 40;
  const stream = new ReadableStream({
    pull(controller) {
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(piece);
    },
  });
  const response = await fetch(url, { method: 'POST', body: stream, duplex: 'half' });
  expect(response.status).toBe(200);
  await complete(id);
  expect(posted()[0]?.files?.[0]).toMatchObject({ size: piece.length * 40 });
  expect(await readdir(own)).toHaveLength(1);
  await slack.close();
  expect(await readdir(own)).toEqual([]);
  vi.unstubAllEnvs();
  await rmdir(own);
});

describe('an upload is refused', () => {
  test.each([
    ['with a byte too few', CSV.slice(0, -1)],
    ['with a byte too many', `${CSV}x`],
    ['with far too many', 'x'.repeat(2_000_000)],
  ])('%s', async (_, body) => {
    const { id, url } = await announce(SIZE);
    expect(await upload(url, body)).toMatchObject({
      status: 400,
      body: expect.stringContaining(`the announced ${SIZE} bytes`),
    });
    await complete(id);
    expect(posted()).toEqual([]);
  });

  test('as a form whose part has another length, or a second part', async () => {
    const { url } = await announce(SIZE);
    const short = new FormData();
    short.set('file', new Blob([CSV.slice(1)]), 'usage.csv');
    expect(await upload(url, short)).toMatchObject({ status: 400 });
    const two = new FormData();
    two.set('file', new Blob([CSV]), 'usage.csv');
    two.set('token', 'x');
    expect(await upload(url, two)).toMatchObject({ status: 400 });
  });

  test('where nothing was announced', async () => {
    expect(await upload(`${slack.url}/upload/v1/x`, CSV)).toMatchObject({ status: 404 });
  });
});

test('what was not uploaded is not shared, and the transcript says so', async () => {
  const { id, url } = await announce(SIZE);
  expect(await complete(id)).toMatchObject({ ok: true });
  expect(posted()).toEqual([]);
  expect(slack.transcript.events).toContainEqual(
    expect.objectContaining({ kind: 'refused', error: 'not_uploaded' }),
  );
  await upload(url, CSV);
  await complete(id);
  await complete(id);
  expect(posted()).toHaveLength(1);
});

test('without a channel a file stays private', async () => {
  const { id, url } = await announce(SIZE);
  await upload(url, CSV);
  expect(await complete(id, {})).toMatchObject({ ok: true });
  expect(posted()).toEqual([]);
});

describe('Slack says no', () => {
  test.each([
    ['file_not_found', 'F0', { channel_id: 'C1' }],
    ['channel_not_found', undefined, { channel_id: 'C9' }],
    ['channel_not_found', undefined, { channel_id: 'U2' }],
    ['not_in_channel', undefined, { channel_id: 'C4' }],
    ['is_archived', undefined, { channel_id: 'C3' }],
    ['invalid_arguments', undefined, { files: [] }],
    ['invalid_arguments', undefined, { files: '[' }],
  ])('%s', async (error, id, more) => {
    const { url, ...file } = await announce(SIZE);
    await upload(url, CSV);
    expect(await complete(id ?? file.id, more)).toMatchObject({ ok: false, error });
    expect(posted()).toEqual([]);
  });

  test.each([
    ['missing_argument', { filename: 'x.csv', length: 0 }],
    ['invalid_arguments', { filename: 'x.csv', length: 'many' }],
    ['invalid_arguments', { length: 3 }],
    ['file_upload_size_restricted', { filename: 'x.csv', length: 2 ** 31 }],
  ])('%s to an announcement', async (error, fields) => {
    expect(await call('files.getUploadURLExternal', fields)).toMatchObject({ error });
  });

  test('without the scope', async () => {
    await slack.close();
    slack = await startSlack({ ...company, scopes: ['chat:write'] });
    const fields = { filename: 'x.csv', length: 3 };
    const missing = { error: 'missing_scope', needed: 'files:write' };
    expect(await call('files.getUploadURLExternal', fields)).toMatchObject(missing);
    expect(await call('files.completeUploadExternal', {})).toMatchObject(missing);
  });

  test('after a hundred announcements in a minute', async () => {
    for (let count = 0; count < 100; count += 1) await announce(1);
    const fields = { filename: 'x.csv', length: 3 };
    const limited = { ok: false, error: 'ratelimited' };
    expect(await call('files.getUploadURLExternal', fields)).toEqual(limited);
    clock += 60_000;
    await announce(1);
  });
});

describe('faults', () => {
  test('of the upload: the file has not arrived, or nobody knows', async () => {
    const { id, url } = await announce(SIZE);
    slack.faults.set({ kind: 'cut' }, { path: 'upload', times: 1 });
    await expect(upload(url, CSV)).rejects.toThrow('fetch failed');
    slack.faults.set({ kind: 'status', status: 503 }, { path: 'upload', times: 1 });
    expect(await upload(url, CSV)).toMatchObject({ status: 503 });
    await complete(id);
    expect(posted()).toEqual([]);
    slack.faults.set({ kind: 'truncated' }, { path: 'upload', times: 1 });
    await expect(upload(url, CSV)).rejects.toThrow('terminated');
    await complete(id);
    expect(posted()).toHaveLength(1);
  });

  test('of each of the methods, by its name', async () => {
    slack.faults.set({ kind: 'status', status: 500 }, { path: 'files.complete', times: 1 });
    const { id, url } = await announce(SIZE);
    await upload(url, CSV);
    expect(await complete(id)).toEqual({ ok: false, error: 'internal_error' });
    expect(posted()).toEqual([]);
  });
});
