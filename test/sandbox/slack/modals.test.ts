import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, type Listeners, type Press, runOverHttp, runOverSocket } from './tiny-bot.ts';

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

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: `${block_id}-it`, ...element },
  ...more,
});
const days = [option('Monday', 'mon'), option('Tuesday', 'tue'), option('Thursday', 'thu')];
const blocks = [
  input('Team', { type: 'plain_text_input', min_length: 2, max_length: 10 }),
  input('Days', { type: 'multi_static_select', options: days, max_selected_items: 2 }),
  input('At', { type: 'timepicker', initial_time: '09:00' }),
  input('From', { type: 'datepicker' }, { optional: true }),
  input(
    'Channel',
    {
      type: 'conversations_select',
      default_to_current_conversation: true,
      response_url_enabled: true,
      filter: { include: ['public', 'private'] },
    },
    { optional: true },
  ),
  input('Names', { type: 'checkboxes', options: [option('Show names', 'on')] }, { optional: true }),
];
const modal = (more: object = {}) => ({
  type: 'modal',
  callback_id: 'subscribe',
  title: plain('Subscribe'),
  submit: plain('Save'),
  private_metadata: 'kept',
  blocks,
  ...more,
});
const filled = { Team: 'backend', Days: ['thu', 'mon'] };

/** A bot that opens this for whoever types a command. */
function opening(view: object, listeners: Omit<Listeners, 'command'> = {}): Listeners {
  return {
    command: async ({ ack, command, client }) => {
      await ack();
      await client.apiCall('views.open', { trigger_id: command.trigger_id, view });
    },
    ...listeners,
  };
}

async function open(listeners: Listeners, run = runOverHttp) {
  stop = await run(slack, listeners);
  await slack.command('/ai-usage subscribe', { user: 'U2', channel: 'C1' });
  await slack.waitFor((event) => event.kind === 'modal' && event.change === 'opened');
  return top();
}

function top() {
  const view = slack.openViews('U2').at(-1);
  if (view === undefined) throw new Error('nothing is open');
  return view;
}

async function call(method: string, fields: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify(fields),
  });
  return response.json();
}

/** What a command brings: its trigger, unused. */
async function trigger() {
  let id = '';
  await stop();
  stop = await runOverHttp(slack, async ({ ack, command }) => {
    id = command.trigger_id;
    await ack();
  });
  await slack.command('/ai-usage subscribe', { user: 'U2', channel: 'C1' });
  return id;
}

describe.each([
  { mode: 'socket', run: runOverSocket },
  { mode: 'http', run: runOverHttp },
])('over $mode', ({ mode, run }) => {
  test('a modal is opened, filled in and submitted, and closes', async () => {
    const bodies: unknown[] = [];
    const submit: Listeners['submit'] = async ({ body, ack }) => {
      bodies.push(body);
      await ack();
    };
    const view = await open(opening(modal(), { submit }), run);
    expect(view).toMatchObject({ user: 'U2', rootId: view.id, previousId: null });
    const exchange = await slack.submit(view, { ...filled, Names: 'on' }, { user: 'U2' });
    expect(exchange.error).toBeUndefined();
    expect(exchange.ackMs).toBeGreaterThan(0);
    expect(slack.openViews('U2')).toEqual([]);
    expect(bodies).toEqual([
      {
        type: 'view_submission',
        team: { id: 'T0SANDBOX', domain: 'sandbox' },
        user: { id: 'U2', username: 'wang.wei', name: 'wang.wei', team_id: 'T0SANDBOX' },
        api_app_id: 'A0SANDBOX',
        token: 'deprecated',
        trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
        view: {
          id: view.id,
          team_id: 'T0SANDBOX',
          type: 'modal',
          blocks: expect.any(Array),
          private_metadata: 'kept',
          callback_id: 'subscribe',
          state: {
            values: {
              Team: { 'Team-it': { type: 'plain_text_input', value: 'backend' } },
              Days: {
                'Days-it': { type: 'multi_static_select', selected_options: [days[0], days[2]] },
              },
              At: { 'At-it': { type: 'timepicker', selected_time: '09:00' } },
              From: { 'From-it': { type: 'datepicker', selected_date: null } },
              Channel: {
                'Channel-it': { type: 'conversations_select', selected_conversation: 'C1' },
              },
              Names: {
                'Names-it': { type: 'checkboxes', selected_options: [option('Show names', 'on')] },
              },
            },
          },
          hash: expect.stringMatching(/^\d{10}\.[0-9a-f]{8}$/),
          title: plain('Subscribe'),
          clear_on_close: false,
          notify_on_close: false,
          close: null,
          submit: plain('Save'),
          previous_view_id: null,
          root_view_id: view.id,
          app_id: 'A0SANDBOX',
          external_id: '',
          app_installed_team_id: 'T0SANDBOX',
          bot_id: 'B0SANDBOX',
        },
        response_urls: [
          {
            block_id: 'Channel',
            action_id: 'Channel-it',
            channel_id: 'C1',
            response_url: expect.stringContaining(slack.url),
          },
        ],
        enterprise: null,
        is_enterprise_install: false,
      },
    ]);
    expect(slack.transcript.events.find(({ kind }) => kind === 'submit')).toMatchObject({
      command: exchange.id,
      user: 'U2',
      mode,
    });
  });

  test('errors stay on the modal until it is right', async () => {
    const submit: Listeners['submit'] = async ({ ack, view }) => {
      const team = view.state.values['Team']?.['Team-it']?.value;
      if (team === 'backend') await ack();
      else await ack({ response_action: 'errors', errors: { Team: 'There is no such team' } });
    };
    const view = await open(opening(modal(), { submit }), run);
    const exchange = await slack.submit(view, { ...filled, Team: 'bakend' });
    expect(exchange.error).toBeUndefined();
    expect(top()).toMatchObject({ id: view.id, errors: { Team: 'There is no such team' } });
    await slack.submit(view, { Team: 'backend' });
    expect(slack.openViews('U2')).toEqual([]);
  });

  test('nobody who acknowledges: the modal stays, and its reader is told', async () => {
    const view = await open(opening(modal(), { submit: async () => {} }), run);
    const exchange = await slack.submit(view, filled);
    expect(exchange.error).toBe('operation_timeout');
    expect(top().id).toBe(view.id);
  });
});

describe('what a submission is acknowledged with', () => {
  const submitted = async (answer: object, more: Omit<Listeners, 'command'> = {}) => {
    const submit: Listeners['submit'] = async ({ ack }) => ack(answer);
    const view = await open(opening(modal(), { submit, ...more }));
    return { view, exchange: await slack.submit(view, filled) };
  };
  const next = modal({ title: plain('Next') });

  test('update: another modal in the same place, with what stood in the same fields', async () => {
    const { view } = await submitted({ response_action: 'update', view: next });
    expect(slack.openViews('U2')).toHaveLength(1);
    expect(top()).toMatchObject({ id: view.id, modal: { title: { text: 'Next' } } });
    expect(top().hash).not.toBe(view.hash);
    expect(top().state['Team']).toEqual({
      'Team-it': { type: 'plain_text_input', value: 'backend' },
    });
  });

  test('push: another modal above, and back again when that is closed', async () => {
    const { view } = await submitted({ response_action: 'push', view: next });
    expect(top()).toMatchObject({ rootId: view.id, previousId: view.id });
    await expect(slack.submit(view)).rejects.toThrow('another modal lies above this');
    await slack.closeView(top());
    expect(top().id).toBe(view.id);
  });

  test('clear: everything is closed', async () => {
    await submitted({ response_action: 'clear' });
    expect(slack.openViews('U2')).toEqual([]);
  });

  test.each([
    ['errors for a block that is not there', { response_action: 'errors', errors: { Tem: 'x' } }],
    ['errors without any', { response_action: 'errors', errors: {} }],
    ['a view that Slack refuses', { response_action: 'update', view: { type: 'modal' } }],
    ['an action that Slack does not know', { response_action: 'close' }],
    ['a message', { text: 'thank you' }],
  ])('%s: “We had some trouble connecting”', async (_, answer) => {
    const { view, exchange } = await submitted(answer);
    expect(exchange.error).toBe('invalid_response_action');
    expect(top()).toMatchObject({ id: view.id, errors: {} });
    expect(slack.transcript.events.find(({ kind }) => kind === 'refused')).toMatchObject({
      via: 'ack',
      command: exchange.id,
    });
  });

  test('a response_url posts into the chosen channel', async () => {
    const view = await open(
      opening(modal(), {
        submit: async ({ ack, body }) => {
          await ack();
          const url = body.response_urls?.[0]?.response_url ?? '';
          await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ text: 'subscribed' }),
          });
        },
      }),
    );
    const exchange = await slack
      .submit(view, { ...filled, Channel: '#secret' }, { user: 'U2' })
      .catch((error: unknown) => error);
    expect(exchange).toMatchObject({ message: 'Channel: this does not offer “#secret”' });
    const sent = await slack.submit(view, { Channel: '#elsewhere' });
    expect(await sent.answer()).toMatchObject({ text: 'subscribed', channel: 'C4', onlyTo: 'U2' });
  });
});

describe('what a person cannot do', () => {
  test.each([
    ['leave a required field empty', { Days: null }, 'Days: Please complete this required field.'],
    ['write too little', { Team: 'x' }, 'Team: at least 2 characters'],
    ['write too much', { Team: 'x'.repeat(11) }, 'Team: at most 10 characters'],
    ['pick what is not offered', { Days: ['sun'] }, 'Days: this does not offer “sun”, but Monday'],
    ['pick too many', { Days: ['mon', 'tue', 'thu'] }, 'Days: this takes at most 2'],
    ['write no time', { At: '9' }, 'At: “9” is not a time like 09:00'],
    ['pick an archived channel', { Channel: 'C3' }, 'Channel: this does not offer “C3”'],
    ['pick a conversation that is filtered out', { Channel: 'DU2' }, 'Channel: this does not'],
    ['fill a field that is not there', { Tem: 'x' }, 'the modal has no field "Tem"'],
  ])('%s', async (_, values, message) => {
    const view = await open(opening(modal()));
    await expect(slack.submit(view, { ...filled, ...values })).rejects.toThrow(message);
    expect(slack.transcript.events.some(({ kind }) => kind === 'submit')).toBe(false);
  });

  test('see somebody else’s modal, or one that is closed', async () => {
    const view = await open(opening(modal()));
    expect(slack.openViews('U1')).toEqual([]);
    await expect(slack.submit(view, filled, { user: 'U1' })).rejects.toThrow(
      '@ann does not see that modal',
    );
    await slack.closeView(view);
    await expect(slack.fill(view, filled)).rejects.toThrow('the modal is closed');
  });
});

describe('closing', () => {
  test('tells the bot where the modal asks for it, and says whether the pile went along', async () => {
    const told: { view: string; is_cleared: boolean }[] = [];
    const closed: Listeners['closed'] = async ({ ack, body }) => {
      await ack();
      told.push({ view: body.view.id, is_cleared: body.is_cleared });
    };
    const noted = modal({ notify_on_close: true });
    const submit: Listeners['submit'] = async ({ ack }) =>
      ack({ response_action: 'push', view: noted });
    const root = await open(opening(noted, { submit, closed }));
    await slack.submit(root, filled);
    const second = top();
    expect(await slack.closeView(second)).toMatchObject([{ ackMs: expect.any(Number) }]);
    await slack.submit(root);
    const third = top();
    await slack.closeView(third, { all: true });
    expect(slack.openViews('U2')).toEqual([]);
    expect(told[0]).toEqual({ view: second.id, is_cleared: false });
    expect(
      told
        .slice(1)
        .map(({ view }) => view)
        .toSorted(),
    ).toEqual([root.id, third.id].toSorted());
    expect(told.slice(1).every(({ is_cleared }) => is_cleared)).toBe(true);
  });

  test('tells nobody otherwise', async () => {
    const view = await open(opening(modal()));
    expect(await slack.closeView(view)).toEqual([]);
    expect(slack.transcript.events.at(-1)).toMatchObject({ kind: 'modal', change: 'closed' });
  });
});

describe('actions in a modal', () => {
  const button = { type: 'button', action_id: 'more', text: plain('More') };
  const lively = modal({
    notify_on_close: true,
    blocks: [
      input(
        'Team',
        { type: 'static_select', options: [option('Backend', 'be'), option('Web', 'web')] },
        { dispatch_action: true },
      ),
      input('Note', { type: 'plain_text_input' }, { optional: true }),
      { type: 'actions', block_id: 'b', elements: [button] },
    ],
  });
  let bodies: Parameters<Press>[0]['body'][] = [];
  const press: Press = async ({ ack, body, client }) => {
    bodies.push(body);
    await ack();
    const view = { ...lively, title: plain('Changed') };
    const { id, hash } = body.view ?? {};
    await client.apiCall('views.update', { view_id: id, hash, view });
  };

  beforeEach(() => (bodies = []));

  test('a field that dispatches tells the bot, others do not; the bot changes the modal', async () => {
    const view = await open(opening(lively, { press }));
    const told = await slack.fill(view, { Note: 'x', Team: 'Web' });
    expect(told).toMatchObject([{ ackMs: expect.any(Number) }]);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view: {
        id: view.id,
        state: { values: { Note: { 'Note-it': { value: 'x' } } } },
      },
      actions: [
        {
          type: 'static_select',
          block_id: 'Team',
          action_id: 'Team-it',
          selected_option: option('Web', 'web'),
        },
      ],
    });
    for (const absent of ['response_url', 'channel', 'message']) {
      expect(bodies[0]).not.toHaveProperty(absent);
    }
    await slack.waitFor((event) => event.kind === 'modal' && event.change === 'updated');
    expect(top()).toMatchObject({ id: view.id, modal: { title: { text: 'Changed' } } });
    expect(top().state['Note']).toMatchObject({ 'Note-it': { value: 'x' } });
  });

  test('a button is pressed as in a message; its trigger pushes', async () => {
    const pushing: Press = async ({ ack, body, client }) => {
      await ack();
      await client.apiCall('views.push', { trigger_id: body.trigger_id, view: modal() });
    };
    const view = await open(opening(lively, { press: pushing }));
    await slack.press(view, { label: 'More' });
    await slack.waitFor((event) => event.kind === 'modal' && event.change === 'pushed');
    expect(top().previousId).toBe(view.id);
    const event = slack.transcript.events.find(({ kind }) => kind === 'press');
    expect(event).toMatchObject({ view: view.id, label: 'More' });
    expect(event).not.toHaveProperty('ts');
  });
});

describe('the Web API', () => {
  const refused = (error: string) => ({ ok: false, error });

  test('a trigger opens one modal, within three seconds', async () => {
    const first = await trigger();
    expect(await call('views.open', { trigger_id: first, view: modal() })).toMatchObject({
      ok: true,
      view: { callback_id: 'subscribe', root_view_id: expect.any(String) },
    });
    const again = await call('views.open', { trigger_id: first, view: modal() });
    expect(again).toEqual(refused('exchanged_trigger_id'));
    const second = await trigger();
    clock += 3001;
    const late = await call('views.open', { trigger_id: second, view: modal() });
    expect(late).toEqual(refused('expired_trigger_id'));
    const made = await call('views.open', { trigger_id: '1.2.a', view: modal() });
    expect(made).toEqual(refused('invalid_trigger_id'));
  });

  test('a form carries the view as text', async () => {
    const response = await fetch(`${slack.apiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body: new URLSearchParams({ trigger_id: await trigger(), view: JSON.stringify(modal()) }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  test('three modals lie on each other, no more', async () => {
    await call('views.open', { trigger_id: await trigger(), view: modal() });
    for (const most of [2, 3]) {
      await call('views.push', { trigger_id: await trigger(), view: modal() });
      expect(slack.openViews('U2')).toHaveLength(most);
    }
    const fourth = await call('views.push', { trigger_id: await trigger(), view: modal() });
    expect(fourth).toEqual(refused('push_limit_reached'));
  });

  test('nothing is pushed onto nothing', async () => {
    const pushed = await call('views.push', { trigger_id: await trigger(), view: modal() });
    expect(pushed).toEqual(refused('not_found'));
  });

  test('a view is changed by its id or its own name, and only the one that was meant', async () => {
    const view = modal({ external_id: 'mine' });
    await call('views.open', { trigger_id: await trigger(), view });
    const { id, hash } = top();
    expect(await call('views.update', { external_id: 'mine', view, hash })).toMatchObject({
      ok: true,
      view: { id },
    });
    const old = await call('views.update', { view_id: id, view, hash });
    expect(old).toEqual(refused('hash_conflict'));
    const gone = await call('views.update', { view_id: 'V1', view });
    expect(gone).toEqual(refused('not_found'));
    const taken = await call('views.open', { trigger_id: await trigger(), view });
    expect(taken).toEqual(refused('duplicate_external_id'));
  });

  test.each([
    [
      'a long title',
      { title: plain('x'.repeat(25)) },
      'must be less than 25 characters',
      'title/text',
    ],
    ['a long button', { submit: plain('x'.repeat(25)) }, 'must be less than 25', 'submit/text'],
    [
      'a title with marks',
      { title: { type: 'mrkdwn', text: 'x' } },
      'unsupported type: mrkdwn',
      'title/type',
    ],
    ['no title', { title: undefined }, 'missing required field: title', undefined],
    [
      'too many blocks',
      { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      '100 items',
      'blocks',
    ],
    ['long metadata', { private_metadata: 'x'.repeat(3001) }, '3001', 'private_metadata'],
    ['a long callback_id', { callback_id: 'x'.repeat(256) }, '256', 'callback_id'],
    [
      'inputs without submit',
      { submit: undefined, blocks: blocks.slice(0, 1) },
      'must define `submit`',
      'blocks/0',
    ],
    ['a field it does not know', { footer: 'x' }, 'invalid additional property: footer', undefined],
    ['a home tab', { type: 'home' }, 'unsupported type: home', 'type'],
    [
      'a block of messages',
      { blocks: [{ type: 'markdown', text: 'x' }] },
      'unsupported type: markdown',
      'blocks/0/type',
    ],
    [
      'two blocks of one id',
      { blocks: [blocks[0], blocks[0]] },
      'block_id already exists: Team',
      'blocks/1/block_id',
    ],
    [
      'a choice that is not offered',
      {
        blocks: [
          input('x', {
            type: 'multi_static_select',
            options: days,
            initial_options: [option('S', 's')],
          }),
        ],
      },
      'must be one of the provided options',
      'blocks/0/element/initial_options',
    ],
    [
      'an empty filter',
      { blocks: [input('x', { type: 'conversations_select', filter: {} })] },
      'must define a filter',
      'blocks/0/element/filter',
    ],
    [
      'a response_url outside of an input',
      {
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'channels_select', response_url_enabled: true }],
          },
        ],
      },
      'only works in an `input` block',
      'blocks/0/response_url_enabled',
    ],
  ])('refuses %s', async (_, more, problem, path) => {
    const view = modal(more);
    const answer = await call('views.open', { trigger_id: await trigger(), view });
    const where = path === undefined ? '/view]' : `/view/${path}]`;
    expect(answer).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining(problem)] },
    });
    expect(JSON.stringify(answer)).toContain(`[json-pointer:${where}`);
    expect(slack.openViews('U2')).toEqual([]);
  });

  test('a modal that is too large', async () => {
    const long = Array.from({ length: 100 }, () => ({
      type: 'section',
      text: plain('x'.repeat(2900)),
    }));
    const answer = await call('views.open', {
      trigger_id: await trigger(),
      view: modal({ blocks: long }),
    });
    expect(answer).toEqual(refused('view_too_large'));
  });
});
