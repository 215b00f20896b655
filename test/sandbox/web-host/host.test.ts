import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock, type Clock } from '../../../sandbox/clock/clock.ts';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import type { Deed, News, Outcome } from '../../../sandbox/web-host/contract.ts';
import { type Host, startHost } from '../../../sandbox/web-host/host.ts';
import { createRequests } from '../../../sandbox/web-host/requests.ts';
import { company, type Listeners, runOverSocket } from '../slack/tiny-bot.ts';

let slack: SlackSandbox;
let clock: Clock;
let host: Host;
let stop: () => Promise<unknown> = async () => {};
const troubles = new Set<string>();
let isUp = true;

beforeEach(async () => {
  clock = createClock();
  const requests = createRequests(clock.now);
  slack = await startSlack({ ...company, now: clock.now, tap: requests.take });
  troubles.clear();
  isUp = true;
  host = await startHost({
    slack,
    clock,
    requests,
    world: { teams: [] },
    roles: [{ user: 'U1', note: 'an admin' }],
    here: 'C1',
    page: Promise.resolve(() => undefined),
    troubles: {
      list: () => [...troubles].map((id) => ({ id, label: id, note: '', on: true })),
      set: (id, on) => void (on ? troubles.add(id) : troubles.delete(id)),
    },
    bot: {
      isUp: () => isUp,
      kill: async () => {
        isUp = false;
      },
      start: () => {
        isUp = true;
      },
      follow: () => {},
    },
  });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await host.close();
  await slack.close();
});

async function run(listeners: Listeners): Promise<void> {
  stop = await runOverSocket(slack, listeners);
}

async function perform(deed: Deed | object): Promise<Outcome> {
  const response = await fetch(`${host.url}do`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.url.slice(0, -1) },
    body: JSON.stringify(deed),
  });
  // What the host says is what the page trusts, too.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (await response.json()) as Outcome;
}

/** What somebody is told, until the predicate holds. */
async function listen(user: string, until: (news: News) => boolean): Promise<News[]> {
  const response = await fetch(`${host.url}events?as=${user}`);
  const told: News[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    told.push(
      ...parts.flatMap((part): News[] =>
        part.startsWith('data: ') ? [JSON.parse(part.slice(6))] : [],
      ),
    );
    if (told.some(until)) return told;
  }
  return told;
}

async function see(user: string): Promise<Extract<News, { kind: 'snapshot' }>> {
  const [news] = await listen(user, ({ kind }) => kind === 'snapshot');
  if (news?.kind !== 'snapshot') throw new Error('no snapshot');
  return news;
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = { type: 'button' as const, action_id: 'more', text: plain('More') };
const offering = [{ type: 'actions' as const, block_id: 'b', elements: [button] }];

test('a command goes to the bot, and only the one who typed it sees the answer', async () => {
  await run({ command: async ({ ack }) => ack({ text: 'only for you', blocks: offering }) });
  const told = listen('U1', (news) => news.kind === 'entry' && news.entry.kind === 'message');
  await expect.poll(() => slack.connections()).toBe(1);
  const said = { do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage help' } as const;
  expect(await perform(said)).toEqual({ ok: true });
  const entries = (await told).flatMap((news) => (news.kind === 'entry' ? [news.entry] : []));
  expect(entries.at(-1)).toMatchObject({ kind: 'message', message: { text: 'only for you' } });
  const { entries: mine } = await see('U1');
  expect(mine).toMatchObject([
    { kind: 'asked', text: '/ai-usage help', state: 'taken' },
    { kind: 'message', message: { text: 'only for you', onlyTo: 'U1' } },
  ]);
  expect((await see('U2')).entries).toEqual([]);
});

test('a press replaces what was pressed, in its place', async () => {
  await run({
    command: async ({ ack }) => ack({ text: 'first', blocks: offering }),
    press: async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'second', replace_original: true });
    },
  });
  await perform({ do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage' });
  const before = (await see('U1')).entries.at(-1);
  if (before?.kind !== 'message') throw new Error('no answer');
  const { ts } = before.message;
  const press = { do: 'press', channel: 'C1', ts, blockId: 'b', actionId: 'more' } as const;
  expect(await perform({ ...press, user: 'U2' })).toMatchObject({
    ok: false,
    error: expect.stringContaining('does not see'),
  });
  expect(await perform({ ...press, user: 'U1' })).toEqual({ ok: true });
  await slack.waitFor(({ kind }) => kind === 'replaced');
  expect((await see('U1')).entries.at(-1)).toMatchObject({
    order: before.order,
    message: { text: 'second' },
  });
});

test('nobody is told what is said where they are not', async () => {
  await run({
    command: async ({ ack, client }) => {
      await ack();
      await client.chat.postMessage({ channel: 'C2', text: 'secret' });
      await client.chat.postMessage({ channel: 'U2', text: 'direct' });
    },
  });
  await perform({ do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage' });
  await slack.waitFor((event) => event.kind === 'posted' && event.message.text === 'direct');
  const texts = async (user: string) =>
    (await see(user)).entries.flatMap((one) => (one.kind === 'message' ? [one.message.text] : []));
  expect(await texts('U1')).toEqual(['secret']);
  expect(await texts('U2')).toEqual(['direct']);
  expect((await see('U1')).conversations.map(({ id }) => id)).toContain('C2');
  expect((await see('U2')).conversations.map(({ id }) => id)).not.toContain('C2');
  expect((await see('U2')).world.written).toEqual(['U2']);
});

test('a form says what is missing by its fields, then what the bot complains of, then is sent', async () => {
  const field = (block_id: string, optional = false) => ({
    type: 'input' as const,
    block_id,
    label: plain(block_id),
    optional,
    element: { type: 'plain_text_input' as const, action_id: 'it' },
  });
  await run({
    command: async ({ ack, client, command }) => {
      await ack();
      const view = {
        type: 'modal' as const,
        callback_id: 'form',
        title: plain('Form'),
        submit: plain('Send'),
        blocks: [field('Team'), field('Zone', true)],
      };
      await client.views.open({ trigger_id: command.trigger_id, view });
    },
    submit: async ({ ack, view }) => {
      const team = view.state.values['Team']?.['it']?.value;
      if (team === 'backend') await ack();
      else await ack({ response_action: 'errors', errors: { Team: 'no such team' } });
    },
  });
  await perform({ do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage' });
  await slack.waitFor(({ kind }) => kind === 'modal');
  const [view] = (await see('U1')).modals;
  if (view === undefined) throw new Error('no modal');
  const send = (value: string) => ({
    do: 'submit',
    user: 'U1',
    view: view.id,
    fields: [{ blockId: 'Team', actionId: 'it', value }],
  });
  expect(await perform({ ...send(''), fields: [] })).toMatchObject({
    ok: false,
    fields: { Team: 'Please complete this required field.' },
  });
  expect(await perform(send('bakend'))).toEqual({ ok: true });
  expect((await see('U1')).modals[0]?.errors).toEqual({ Team: 'no such team' });
  expect(await perform({ ...send('backend'), user: 'U2' })).toMatchObject({ ok: false });
  expect(await perform(send('backend'))).toEqual({ ok: true });
  expect((await see('U1')).modals).toEqual([]);
});

test('the clock, troubles, channels and the bot are moved and told', async () => {
  await perform({ do: 'jump', user: 'U1', to: '2h' });
  expect(clock.offsetMs()).toBe(7_200_000);
  expect(await perform({ do: 'jump', user: 'U1', to: 'someday' })).toMatchObject({ ok: false });
  await perform({ do: 'trouble', trouble: 'x', on: true });
  await perform({ do: 'bot', how: 'kill' });
  const { world } = await see('U1');
  expect(world).toMatchObject({ aheadMs: 7_200_000, bot: 'down', troubles: [{ id: 'x' }] });
  await perform({ do: 'bot', how: 'start' });
  expect((await see('U1')).world.bot).toBe('starting');
  await perform({ do: 'change-channel', channel: 'C4', how: 'invite' });
  const { conversations, entries } = await see('U1');
  expect(conversations.find(({ id }) => id === 'C4')?.hasBot).toBe(true);
  expect(entries).toMatchObject([{ kind: 'notice', channel: 'C4' }]);
});

test('a file is sent to those who see it, and to nobody else', async () => {
  await run({
    command: async ({ ack, client }) => {
      await ack();
      const { channel } = await client.conversations.open({ users: 'U1' });
      const file = { filename: '<b>.csv', file: Buffer.from('person,lines\r\nann,3\r\n') };
      await client.filesUploadV2({ channel_id: channel?.id ?? '', ...file });
    },
  });
  await perform({ do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage' });
  const posted = await slack.waitFor((event) => event.kind === 'posted');
  const [file] = 'message' in posted ? (posted.message.files ?? []) : [];
  const response = await fetch(`${host.url}files/${file?.id}?as=U1`);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(await response.text()).toBe('person,lines\r\nann,3\r\n');
  expect((await fetch(`${host.url}files/${file?.id}?as=U2`)).status).toBe(404);
  expect((await fetch(`${host.url}events?as=U99`)).status).toBe(404);
});

test('a command without a bot fails, beside what was typed', async () => {
  await perform({ do: 'say', user: 'U1', channel: 'C1', text: '/ai-usage help' });
  expect((await see('U1')).entries).toMatchObject([{ state: 'failed', error: 'dispatch_failed' }]);
});

test('another page can neither read nor drive it', async () => {
  const foreign = { headers: { origin: 'https://evil.example' } };
  expect((await fetch(`${host.url}events`, foreign)).status).toBe(403);
  const response = await fetch(`${host.url}do`, { method: 'POST', body: '{}', ...foreign });
  expect(response.status).toBe(403);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(await perform({ do: 'nonsense' })).toMatchObject({ ok: false });
});
