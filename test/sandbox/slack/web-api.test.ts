import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company } from './tiny-bot.ts';

let slack: SlackSandbox;
let clock: number;

beforeEach(async () => {
  clock = Date.parse('2026-11-20T09:00:00Z');
  await restart({});
});

afterEach(() => slack.close());

async function restart(options: Partial<SlackOptions>) {
  await slack?.close();
  slack = await startSlack({ ...company, now: () => new Date(clock), ...options });
}

async function call(method: string, fields: Record<string, unknown> = {}, token = slack.botToken) {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(fields),
  });
  const answer: unknown = await response.json();
  return { status: response.status, wait: response.headers.get('retry-after'), answer };
}

function postedTs() {
  return slack.transcript.events.flatMap((event) =>
    event.kind === 'posted' ? [event.message.ts] : [],
  )[0];
}

const userPage = z.object({
  ok: z.literal(true),
  members: z.array(z.object({ id: z.string() })),
  response_metadata: z.object({ next_cursor: z.string() }),
});

const fails = (error: string) => ({ status: 200, answer: { ok: false, error } });

describe('who may call', () => {
  test('the bot with its token, in the header or in a form', async () => {
    expect(await call('auth.test')).toMatchObject({ answer: { ok: true, bot_id: 'B0SANDBOX' } });
    const form = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: slack.botToken }),
    });
    expect(await form.json()).toMatchObject({ ok: true });
  });

  test('nobody without, or with another one, or with the wrong sort', async () => {
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await call('auth.test', {}, 'xoxb-other')).toMatchObject(fails('invalid_auth'));
    expect(await call('apps.connections.open')).toMatchObject(fails('not_allowed_token_type'));
  });

  test('a scope that was not granted is named', async () => {
    await restart({ scopes: ['commands', 'users:read'] });
    expect(await call('chat.postMessage', { channel: 'C1', text: 'x' })).toMatchObject({
      answer: { error: 'missing_scope', needed: 'chat:write', provided: 'commands,users:read' },
    });
    const { answer } = await call('users.info', { user: 'U1' });
    expect(answer).not.toHaveProperty('user.profile.email');
  });

  test('a method that Slack does not have', async () => {
    expect(await call('chat.shout')).toMatchObject(fails('unknown_method'));
  });
});

describe('messages', () => {
  test('are posted, changed, and keep their blocks where none are given', async () => {
    const blocks = [{ type: 'divider' }];
    const posted = await call('chat.postMessage', { channel: 'C1', text: 'one', blocks });
    const ts = postedTs();
    expect(posted.answer).toMatchObject({ ok: true, channel: 'C1', ts });
    await call('chat.update', { channel: 'C1', ts, text: 'two' });
    const replaced = slack.transcript.events.find(({ kind }) => kind === 'replaced');
    expect(replaced).toMatchObject({ message: { ts, text: 'two', blocks } });
  });

  test('reach a person in their direct conversation', async () => {
    const opened = await call('conversations.open', { users: 'U2' });
    expect(opened.answer).toMatchObject({ ok: true, channel: { id: 'DU2' } });
    expect(await call('chat.postMessage', { channel: 'U2', text: 'x' })).toMatchObject({
      answer: { ok: true, channel: 'DU2' },
    });
  });

  test('are for one person only where that is asked', async () => {
    await call('chat.postEphemeral', { channel: 'C1', user: 'U2', text: 'x' });
    const posted = slack.transcript.events.find(({ kind }) => kind === 'posted');
    expect(posted).toMatchObject({ message: { onlyTo: 'U2' } });
    const away = { channel: 'C2', user: 'U2', text: 'x' };
    expect(await call('chat.postEphemeral', away)).toMatchObject(fails('user_not_in_channel'));
  });

  test.each([
    ['channel_not_found', 'chat.postMessage', { channel: 'C9', text: 'x' }],
    ['channel_not_found', 'chat.postMessage', { channel: '#backend', text: 'x' }],
    ['is_archived', 'chat.postMessage', { channel: 'C3', text: 'x' }],
    ['not_in_channel', 'chat.postMessage', { channel: 'C4', text: 'x' }],
    ['no_text', 'chat.postMessage', { channel: 'C1' }],
    ['invalid_blocks_format', 'chat.postMessage', { channel: 'C1', text: 'x', blocks: '{' }],
    ['invalid_arguments', 'chat.postMessage', { text: 'x' }],
    ['message_not_found', 'chat.update', { channel: 'C1', ts: '1.2', text: 'x' }],
    ['channel_not_found', 'conversations.info', { channel: 'C9' }],
    ['user_disabled', 'conversations.open', { users: 'U3' }],
    ['user_not_found', 'users.info', { user: 'U9' }],
    ['users_not_found', 'users.lookupByEmail', { email: 'bob@example.com' }],
    ['invalid_cursor', 'users.list', { cursor: 'x' }],
  ])('%s', async (error, method, fields) => {
    expect(await call(method, fields)).toMatchObject(fails(error));
  });

  test('that are too long to change', async () => {
    await call('chat.postMessage', { channel: 'C1', text: 'one' });
    const change = { channel: 'C1', ts: postedTs(), text: 'x'.repeat(4001) };
    expect(await call('chat.update', change)).toMatchObject(fails('msg_too_long'));
  });

  test('with bad blocks are refused with the path to what is wrong', async () => {
    const form = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body: new URLSearchParams({ channel: 'C1', blocks: '[{"type":"section"}]' }),
    });
    const message = 'must define either `text` or `fields` [json-pointer:/blocks/0]';
    expect(await form.json()).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [message],
      response_metadata: { messages: [`[ERROR] ${message}`] },
    });
    expect(slack.transcript.events.at(-1)).toMatchObject({ kind: 'refused', messages: [message] });
  });
});

describe('channels', () => {
  const post = (channel: string) => {
    clock += 1000;
    return call('chat.postMessage', { channel, text: 'x' });
  };
  const join = (channel: string) => call('conversations.join', { channel });

  test('are joined where they are public', async () => {
    expect(await post('C4')).toMatchObject(fails('not_in_channel'));
    const joined = await join('C4');
    expect(joined.answer).toMatchObject({ ok: true, channel: { id: 'C4', is_member: true } });
    expect(joined.answer).not.toHaveProperty('warning');
    expect(await post('C4')).toMatchObject({ answer: { ok: true } });
    expect(await join('C4')).toMatchObject({
      answer: {
        ok: true,
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      },
    });
  });

  test.each([
    ['method_not_supported_for_channel_type', 'C2'],
    ['is_archived', 'C3'],
    ['channel_not_found', 'C9'],
  ])('are not joined: %s', async (error, channel) => {
    expect(await join(channel)).toMatchObject(fails(error));
  });

  test('are not joined without the scope', async () => {
    await restart({ scopes: ['chat:write'] });
    expect(await join('C4')).toMatchObject(fails('missing_scope'));
  });

  test('take the bot in, put it out and end', async () => {
    slack.remove('C1');
    expect(await post('C1')).toMatchObject(fails('not_in_channel'));
    slack.invite('C1');
    expect(await post('C1')).toMatchObject({ answer: { ok: true } });
    slack.remove('C2');
    expect(await post('C2')).toMatchObject(fails('channel_not_found'));
    slack.archive('C1');
    expect(await post('C1')).toMatchObject(fails('is_archived'));
    expect(slack.channels.find(({ id }) => id === 'C1')).toMatchObject({ archived: true });
    expect(() => slack.invite('C9')).toThrow('no conversation has the id C9');
  });
});

describe('people', () => {
  test('are found by id and by e-mail address, whatever its case', async () => {
    const ann = { id: 'U1', real_name: 'Ann Meyer', is_admin: true, tz_offset: 0 };
    expect(await call('users.info', { user: 'U1' })).toMatchObject({ answer: { user: ann } });
    const found = await call('users.lookupByEmail', { email: 'ANN@example.com' });
    expect(found).toMatchObject({
      answer: { user: { ...ann, profile: { email: 'ann@example.com' } } },
    });
  });

  test('come in pages', async () => {
    const pages: unknown[] = [];
    let cursor: unknown = undefined;
    do {
      const { answer } = await call('users.list', { limit: 3, cursor });
      const page = userPage.parse(answer);
      pages.push(page.members.map(({ id }) => id));
      cursor = page.response_metadata.next_cursor;
    } while (cursor !== '');
    expect(pages).toEqual([
      ['U1', 'U2', 'U3'],
      ['U4', 'U5', 'U6'],
    ]);
  });

  test.each([
    ['an admin', 'U1', { is_admin: true, is_restricted: false, is_bot: false }],
    ['a member', 'U2', { is_admin: false, is_restricted: false, is_ultra_restricted: false }],
    ['somebody who left', 'U3', { deleted: true, profile: { real_name: 'Bob Okafor' } }],
    ['a stranger', 'U4', { is_stranger: true, team_id: 'T0ELSEWHERE' }],
    ['a guest', 'U5', { is_restricted: true, is_ultra_restricted: false }],
    ['a guest of one channel', 'U6', { is_restricted: true, is_ultra_restricted: true }],
    ['the bot itself', 'U0SANDBOX', { is_bot: true, name: 'ai-usage' }],
  ])('are told apart: %s', async (_, user, seen) => {
    expect(await call('users.info', { user })).toMatchObject({ answer: { ok: true, user: seen } });
  });

  test('who have left have no time zone and no rights any more', async () => {
    const { answer } = await call('users.info', { user: 'U3' });
    expect(answer).not.toHaveProperty('user.tz');
    expect(answer).not.toHaveProperty('user.is_admin');
  });
});

describe('limits and faults', () => {
  test('one message a second in a channel, and others go on', async () => {
    await call('chat.postMessage', { channel: 'C1', text: 'one' });
    const limited = { status: 429, wait: '1', answer: { ok: false, error: 'ratelimited' } };
    expect(await call('chat.postMessage', { channel: 'C1', text: 'two' })).toEqual(limited);
    expect(await call('chat.postMessage', { channel: 'C2', text: 'two' })).toMatchObject({
      answer: { ok: true },
    });
    clock += 1000;
    expect(await call('chat.postMessage', { channel: 'C1', text: 'two' })).toMatchObject({
      answer: { ok: true },
    });
  });

  test('a clock that is set back locks nobody out', async () => {
    await call('chat.postMessage', { channel: 'C1', text: 'one' });
    clock -= 86_400_000;
    expect(await call('chat.postMessage', { channel: 'C1', text: 'two' })).toMatchObject({
      answer: { ok: true },
    });
  });

  test('twenty pages of people a minute, and then a wait', async () => {
    for (let count = 0; count < 20; count += 1) await call('users.list');
    clock += 20_000;
    expect(await call('users.list')).toMatchObject({ status: 429, wait: '40' });
    clock += 40_000;
    expect(await call('users.list')).toMatchObject({ status: 200 });
  });

  test('are switched on for a method and pass', async () => {
    slack.faults.set(
      { kind: 'status', status: 429, retryAfter: '7' },
      { path: 'auth.test', times: 1 },
    );
    slack.faults.set({ kind: 'unauthorized' }, { path: 'users.info', times: 1 });
    expect(await call('auth.test')).toMatchObject({ status: 429, wait: '7' });
    expect(await call('users.info', { user: 'U1' })).toMatchObject(fails('invalid_auth'));
    expect(await call('auth.test')).toMatchObject({ status: 200 });
    slack.faults.set({ kind: 'cut' }, { times: 1 });
    await expect(call('auth.test')).rejects.toThrow('fetch failed');
    slack.faults.set({ kind: 'status', status: 503 });
    expect(await call('auth.test')).toMatchObject({ status: 503 });
    slack.faults.clear();
    expect(await call('auth.test')).toMatchObject({ status: 200 });
  });
});
