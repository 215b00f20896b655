import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, type Press, runOverHttp, runOverSocket } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown> = async () => {};
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  await restart({});
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await slack.close();
});

async function restart(options: Partial<SlackOptions>) {
  await slack?.close();
  slack = await startSlack({
    ...company,
    ackTimeoutMs: 500,
    now: () => new Date(clock),
    ...options,
  });
}

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (text: string, action_id: string, value?: string) => ({
  type: 'button',
  text: plain(text),
  action_id,
  value,
});
const option = (text: string, value: string) => ({ text: plain(text), value });
const select = {
  type: 'static_select',
  action_id: 'provider',
  placeholder: plain('Provider'),
  options: [option('All', 'all'), option('Windsurf', 'windsurf')],
  initial_option: option('All', 'all'),
};
const periods = {
  type: 'actions',
  block_id: 'periods',
  elements: [button('7 days', 'p7', '7d'), button('28 days', 'p28', '28d')],
};
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const blocks = [
  section('*backend*'),
  periods,
  { type: 'actions', elements: [select] },
  { type: 'actions', elements: [button('Ann', 'person', 'a'), button('Docs', 'docs')] },
  { ...section('Bob'), accessory: button('Bob', 'person', 'b') },
];

type Body = Parameters<Press>[0]['body'];
let bodies: Body[] = [];

/** Says what was pressed, in the way that the test asks for. */
const saying =
  (how: Record<string, unknown> = {}): Press =>
  async ({ body, action, ack, respond }) => {
    bodies.push(body);
    await ack();
    await respond({ text: `pressed ${action.action_id}`, ...how });
  };

async function ask(press: Press, run = runOverSocket, place = { user: 'U2', channel: 'C1' }) {
  bodies = [];
  stop = await run(slack, {
    command: async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'answer', blocks });
    },
    press,
  });
  return (await slack.command('/ai-usage team=backend', place)).answer();
}

async function post(fields: Record<string, unknown>) {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${slack.botToken}`,
    },
    body: JSON.stringify({ channel: 'C1', text: 'x', blocks, ...fields }),
  });
  const answer = z.object({ ok: z.boolean(), error: z.string().optional() });
  expect(answer.parse(await response.json())).toEqual({ ok: true });
  const event = await slack.waitFor(({ kind }) => kind === 'posted');
  if (event.kind !== 'posted') throw new Error('nothing was posted');
  return event.message;
}

describe.each([
  { mode: 'socket', run: runOverSocket },
  { mode: 'http', run: runOverHttp },
])('over $mode', ({ mode, run }) => {
  test('a press is acknowledged and replaces the message', async () => {
    const message = await ask(saying({ replace_original: true, blocks: [periods] }), run);
    const exchange = await slack.press(message, { actionId: 'p28' });
    expect(exchange.error).toBeUndefined();
    expect(exchange.ackMs).toBeGreaterThan(0);
    const answer = await exchange.answer();
    expect(answer).toMatchObject({ ts: message.ts, onlyTo: 'U2', text: 'pressed p28' });
    expect(exchange.messages()).toEqual([answer]);
    expect(slack.transcript.events.find(({ kind }) => kind === 'press')).toMatchObject({
      command: exchange.id,
      label: '28 days',
      actionId: 'p28',
      blockId: 'periods',
      user: 'U2',
      channel: 'C1',
      ts: message.ts,
      mode,
    });
  });

  test('the payload is Slack’s, without the message where only one person sees it', async () => {
    const message = await ask(saying(), run);
    await (await slack.press(message, { actionId: 'p7' })).answer();
    const [body] = bodies;
    expect(body).toEqual({
      type: 'block_actions',
      user: { id: 'U2', username: 'wang.wei', name: 'wang.wei', team_id: 'T0SANDBOX' },
      api_app_id: 'A0SANDBOX',
      token: 'deprecated',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: 'C1',
        is_ephemeral: true,
      },
      trigger_id: expect.any(String),
      team: { id: 'T0SANDBOX', domain: 'sandbox' },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: 'C1', name: 'backend' },
      state: {
        values: {
          [blockIdOf(message.blocks[2])]: {
            provider: { type: 'static_select', selected_option: option('All', 'all') },
          },
        },
      },
      response_url: expect.stringContaining(`${slack.url}/actions/`),
      actions: [
        {
          type: 'button',
          action_id: 'p7',
          block_id: 'periods',
          text: plain('7 days'),
          value: '7d',
          action_ts: (clock / 1000).toFixed(6),
        },
      ],
    });
  });

  test('nobody who acknowledges: the person is told', async () => {
    const message = await ask(async () => {}, run);
    const exchange = await slack.press(message, { actionId: 'p7' });
    expect(exchange).toMatchObject({ error: 'operation_timeout' });
    expect(slack.transcript.events.at(-1)).toMatchObject({
      kind: 'failed',
      command: exchange.id,
      error: 'operation_timeout',
    });
  });
});

function blockIdOf(block: { block_id?: string | undefined } | undefined): string {
  expect(block?.block_id).toMatch(/^\S{5}$/);
  return block?.block_id ?? '';
}

describe('what is pressed', () => {
  test('an option of a menu, in the action and in the state', async () => {
    const message = await ask(saying());
    await slack.press(message, { actionId: 'provider', option: 'windsurf' });
    const selected_option = option('Windsurf', 'windsurf');
    expect(bodies[0]?.actions).toMatchObject([
      { type: 'static_select', selected_option, initial_option: option('All', 'all') },
    ]);
    const values = Object.values(bodies[0]?.state?.values ?? {});
    expect(values).toEqual([{ provider: { type: 'static_select', selected_option } }]);
  });

  test.each([
    ['a button by its text', { label: '28 days' }, 'p28'],
    ['an option by its text', { label: 'Windsurf' }, 'provider'],
    ['an option of a menu by its placeholder', { label: 'Provider', option: 'all' }, 'provider'],
    ['one of several by its value', { actionId: 'person', value: 'b' }, 'person'],
    ['one in its block', { actionId: 'p7', blockId: 'periods' }, 'p7'],
  ])('%s', async (_, what, actionId) => {
    const message = await ask(saying());
    const exchange = await slack.press(message, what);
    expect((await exchange.answer()).text).toBe(`pressed ${actionId}`);
  });

  test('a button with an address tells the bot as well', async () => {
    const linked = { ...button('Docs', 'docs'), url: 'https://example.com/' };
    stop = await runOverSocket(slack, { press: saying() });
    const message = await post({ blocks: [{ type: 'actions', elements: [linked] }] });
    await slack.press(message, { label: 'Docs' });
    expect(bodies.at(-1)?.actions).toMatchObject([{ url: 'https://example.com/' }]);
  });

  test('nothing that the message does not show, or that could be either of two', async () => {
    const message = await ask(saying());
    const press = (what: Parameters<SlackSandbox['press']>[1]) => slack.press(message, what);
    await expect(press({ actionId: 'p90' })).rejects.toThrow('shows nothing like');
    await expect(press({ actionId: 'p7', blockId: 'x' })).rejects.toThrow('shows nothing like');
    await expect(press({ actionId: 'provider', option: 'x' })).rejects.toThrow('nothing like');
    await expect(press({ actionId: 'provider' })).rejects.toThrow('shows nothing like');
    await expect(press({ label: '7 day' })).rejects.toThrow('shows nothing like');
    await expect(press({ actionId: 'person' })).rejects.toThrow('shows more than one of');
    expect(slack.transcript.events.some(({ kind }) => kind === 'press')).toBe(false);
  });

  test('the message as it reads now', async () => {
    const message = await ask(saying({ replace_original: true }));
    await (await slack.press(message, { actionId: 'p7' })).answer();
    await expect(slack.press(message, { actionId: 'p7' })).rejects.toThrow('shows nothing like');
  });

  test('no message that is gone', async () => {
    const message = await ask(async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
    await slack.press(message, { actionId: 'p7' });
    await slack.waitFor(({ kind }) => kind === 'deleted');
    await expect(slack.press(message, { actionId: 'p7' })).rejects.toThrow('the message is gone');
  });
});

describe('who presses', () => {
  test('nobody else where only one person sees the message', async () => {
    const message = await ask(saying());
    const press = slack.press(message, { actionId: 'p7' }, { user: 'U1' });
    await expect(press).rejects.toThrow('@ann does not see that message');
  });

  test('anybody where all see it, and the message comes along', async () => {
    stop = await runOverSocket(slack, { press: saying() });
    const message = await post({ metadata: { event_type: 'x', event_payload: {} } });
    const exchange = await slack.press(message, { actionId: 'p7' }, { user: 'U4' });
    expect(await exchange.answer()).toMatchObject({ onlyTo: 'U4', channel: 'C1' });
    expect(bodies.at(-1)).toMatchObject({
      user: { id: 'U4', team_id: 'T0ELSEWHERE' },
      container: { is_ephemeral: false },
      message: { ts: message.ts, text: 'x', blocks: message.blocks, bot_id: 'B0SANDBOX' },
    });
  });

  test('the other one in a direct conversation, and nobody from outside', async () => {
    stop = await runOverSocket(slack, { press: saying() });
    const message = await post({ channel: 'U2' });
    await slack.press(message, { actionId: 'p7' });
    expect(bodies.at(-1)).toMatchObject({
      user: { id: 'U2' },
      channel: { id: 'DU2', name: 'directmessage' },
    });
    const press = slack.press(message, { actionId: 'p7' }, { user: 'U1' });
    await expect(press).rejects.toThrow('@ann does not see that message');
  });
});

describe('answers', () => {
  test('are new and for the one who pressed, unless they say otherwise', async () => {
    const message = await ask(saying());
    const answer = await (await slack.press(message, { actionId: 'p7' })).answer();
    expect(answer.ts).not.toBe(message.ts);
    expect(answer.onlyTo).toBe('U2');
  });

  test('go to everybody as in_channel', async () => {
    const message = await ask(saying({ response_type: 'in_channel' }));
    const answer = await (await slack.press(message, { actionId: 'p7' })).answer();
    expect(answer).not.toHaveProperty('onlyTo');
    expect(answer.channel).toBe('C1');
  });

  test('replace what was pressed, not what was said in between', async () => {
    const message = await ask(async ({ ack, respond }) => {
      await ack();
      await respond({ text: '⏳ Asking …' });
      await respond({ text: 'done', replace_original: true });
    });
    const answer = await (await slack.press(message, { actionId: 'p7' })).answer();
    expect(answer).toMatchObject({ ts: message.ts, text: 'done', blocks: [] });
  });

  test('five for each press within half an hour, apart from those of the command', async () => {
    const message = await ask(saying());
    await slack.press(message, { actionId: 'p7' });
    await slack.press(message, { actionId: 'p28' });
    const [one, two] = bodies.map(({ response_url }) => response_url);
    expect(one).not.toBe(two);
    const use = async (url = '') => {
      const body = JSON.stringify({ text: 'more' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body })).text();
    };
    await slack.waitFor((event) => event.kind === 'posted' && event.message.text === 'pressed p28');
    for (let uses = 2; uses <= 5; uses += 1) expect(await use(one)).toBe('ok');
    expect(await use(one)).toContain('used_url');
    clock += 30 * 60_000 + 1;
    expect(await use(two)).toContain('expired_url');
  });
});

test('nothing reaches a bot whose app takes no presses', async () => {
  await restart({ interactivity: false });
  const message = await ask(saying());
  expect(await slack.press(message, { actionId: 'p7' })).toMatchObject({
    error: 'interactivity_off',
  });
  expect(bodies).toEqual([]);
});
