import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startSlack, type SlackSandbox } from '../../../sandbox/slack/server.ts';
import { company } from './tiny-bot.ts';

const page = z.object({
  ok: z.literal(true),
  messages: z.array(z.object({ ts: z.string(), text: z.string(), metadata: z.unknown() })),
  has_more: z.boolean(),
  response_metadata: z.object({ next_cursor: z.string() }).optional(),
});
const METADATA = { event_type: 'x', event_payload: { id: 'd-1' } };

let slack: SlackSandbox;
let clock = Date.UTC(2026, 10, 23);

beforeEach(() => start());
afterEach(() => slack.close());

async function start(scopes?: readonly string[]): Promise<void> {
  slack = await startSlack({ ...company, now: () => new Date(clock), ...(scopes && { scopes }) });
}

async function call(method: string, fields: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify(fields),
  });
  return response.json();
}

async function say(text: string, channel = 'C1'): Promise<void> {
  clock += 1000;
  await call('chat.postMessage', { channel, text, metadata: METADATA });
}

test('what was said is told newest first, page by page, in its conversation', async () => {
  for (const text of ['one', 'two', 'three']) await say(text);
  await say('aside', 'C2');
  const first = page.parse(await call('conversations.history', { channel: 'C1', limit: 2 }));
  expect(first.messages.map(({ text }) => text)).toEqual(['three', 'two']);
  const cursor = first.response_metadata?.next_cursor;
  const rest = page.parse(await call('conversations.history', { channel: 'C1', limit: 2, cursor }));
  expect(rest).toMatchObject({ messages: [{ text: 'one' }], has_more: false });
});

test('only since an instant, and with metadata where that is asked for', async () => {
  await say('before');
  const oldest = String(clock / 1000 + 0.5);
  await say('after');
  const told = await call('conversations.history', { channel: 'C1', oldest });
  expect(told).toMatchObject({ messages: [{ text: 'after', metadata: { event_type: 'x' } }] });
  expect(told).not.toHaveProperty('messages.0.metadata.event_payload');
  const all = { channel: 'C1', include_all_metadata: true };
  expect(await call('conversations.history', all)).toMatchObject({
    messages: [{ metadata: METADATA }, { text: 'before' }],
  });
});

test('what only one person sees is not told', async () => {
  await call('chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'psst' });
  expect(await call('conversations.history', { channel: 'C1' })).toMatchObject({ messages: [] });
});

test.each([
  ['channel_not_found', { channel: 'C9' }],
  ['not_in_channel', { channel: 'C4' }],
  ['invalid_cursor', { channel: 'C1', cursor: 'x' }],
  ['invalid_arguments', {}],
])('%s', async (error, fields) => {
  expect(await call('conversations.history', fields)).toMatchObject({ ok: false, error });
});

test('each sort of conversation has its own scope', async () => {
  await slack.close();
  await start(['chat:write', 'im:write', 'channels:history']);
  await say('secret', 'C2');
  await say('hello', 'U2');
  expect(await call('conversations.history', { channel: 'C1' })).toMatchObject({ ok: true });
  expect(await call('conversations.history', { channel: 'C3' })).toMatchObject({ ok: true });
  expect(await call('conversations.history', { channel: 'C2' })).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:history',
  });
  expect(await call('conversations.history', { channel: 'DU2' })).toMatchObject({
    error: 'missing_scope',
    needed: 'im:history',
  });
});

test('a request may take effect when nobody listens any more', async () => {
  slack.faults.set({ kind: 'late', milliseconds: 300 }, { times: 1 });
  const signal = AbortSignal.timeout(100);
  const given = fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
    body: new URLSearchParams({ channel: 'C1', text: 'late' }),
    signal,
  });
  await expect(given).rejects.toThrow('timeout');
  expect(slack.transcript.events.some(({ kind }) => kind === 'posted')).toBe(false);
  await slack.waitFor(({ kind }) => kind === 'posted', 5000);
});
