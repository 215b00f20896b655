import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, runOverHttp } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown>;
let url: string;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  slack = await startSlack({
    ...company,
    now: () => new Date(clock),
    refuseBlocks: ['data_visualization'],
  });
  stop = await runOverHttp(slack, async ({ command, ack }) => {
    url = command.response_url;
    await ack();
  });
  await slack.command('/ai-usage team=backend', { user: 'U2', channel: 'C4' });
});

afterEach(async () => {
  await stop();
  await slack.close();
});

async function post(body: unknown, type = 'application/json') {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

function messages() {
  return slack.transcript.events.flatMap((event) =>
    event.kind === 'posted' || event.kind === 'replaced' || event.kind === 'deleted'
      ? [`${event.kind} ${event.message.text}`]
      : [],
  );
}

const no = (error: string) => JSON.stringify({ ok: false, error });

test('a message goes to the one who asked, also where the bot is not a member', async () => {
  expect(await post({ text: 'Hello' })).toEqual({ status: 200, body: 'ok' });
  expect(slack.transcript.events.at(-1)).toMatchObject({
    kind: 'posted',
    message: { channel: 'C4', onlyTo: 'U2', text: 'Hello', via: 'response_url' },
  });
});

test('in_channel goes to everybody', async () => {
  await post({ text: 'Hello', response_type: 'in_channel' });
  expect(slack.transcript.events.at(-1)).not.toHaveProperty('message.onlyTo');
});

test('replace_original replaces the last message and delete_original takes it away', async () => {
  await post({ text: 'one', replace_original: true });
  await post({ text: 'two', replace_original: true });
  await post({ delete_original: true });
  await post({ text: 'three', replace_original: true });
  expect(messages()).toEqual(['posted one', 'replaced two', 'deleted two', 'posted three']);
});

test('five uses, and no sixth', async () => {
  for (let use = 1; use <= 5; use += 1) {
    expect(await post({ text: `${use}` })).toMatchObject({ status: 200 });
  }
  expect(await post({ text: '6' })).toEqual({ status: 404, body: no('used_url') });
  expect(messages()).toHaveLength(5);
});

test('half an hour, and not a moment longer', async () => {
  clock += 30 * 60_000;
  expect(await post({ text: 'in time' })).toMatchObject({ status: 200 });
  clock += 1;
  expect(await post({ text: 'late' })).toEqual({ status: 404, body: no('expired_url') });
});

describe('refused', () => {
  const chart = {
    type: 'data_visualization',
    title: 'x',
    chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
  };

  test.each([
    ['a block that the workspace does not know', { text: 'x', blocks: [chart] }, 'invalid_blocks'],
    ['a bad block', { text: 'x', blocks: [{ type: 'header' }] }, 'invalid_blocks'],
    ['blocks that are no list', { text: 'x', blocks: {} }, 'invalid_blocks_format'],
    ['nothing said', {}, 'no_text'],
    ['no JSON', 'text=x', 'invalid_payload'],
    ['JSON that is no object', '["x"]', 'invalid_payload'],
  ])('%s', async (_, body, error) => {
    expect(await post(body)).toEqual({ status: 400, body: no(error) });
    expect(messages()).toEqual([]);
  });

  test('a form', async () => {
    const form = await post(
      'payload=%7B%22text%22%3A%22x%22%7D',
      'application/x-www-form-urlencoded',
    );
    expect(form).toEqual({ status: 400, body: no('invalid_payload') });
  });

  test('and the transcript says why', async () => {
    await post({ text: 'x', blocks: [chart] });
    expect(slack.transcript.events.at(-1)).toMatchObject({
      kind: 'refused',
      via: 'response_url',
      error: 'invalid_blocks',
      messages: ['unsupported type: data_visualization [json-pointer:/blocks/0/type]'],
    });
  });

  test('a url that Slack never gave', async () => {
    url = `${slack.url}/commands/T1/1/nothing`;
    expect(await post({ text: 'x' })).toMatchObject({ status: 404 });
  });
});

describe('faults', () => {
  test('a truncated answer: the message is there, and the bot cannot know', async () => {
    slack.faults.set({ kind: 'truncated' }, { path: 'response_url', times: 1 });
    await expect(post({ text: 'Hello' })).rejects.toThrow('terminated');
    expect(messages()).toEqual(['posted Hello']);
  });

  test('a cut connection: nothing is there', async () => {
    slack.faults.set({ kind: 'cut' }, { path: 'response_url', times: 1 });
    await expect(post({ text: 'Hello' })).rejects.toThrow('fetch failed');
    expect(messages()).toEqual([]);
  });
});
