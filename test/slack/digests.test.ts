import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSlack, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { Message } from '../../sandbox/slack/transcript.ts';
import type { Questions } from '../../src/domain/answers.ts';
import type { Digests, SubscribeAsk } from '../../src/domain/digests.ts';
import { AppError } from '../../src/errors.ts';
import { ANN, ROUTES, startBot, type Bot } from './bot.ts';
import { digest, shownSubscription, subscription } from './views/digests.ts';

const TEAMS = [
  { id: 'backend', name: 'Backend' },
  { id: 'core', name: 'Core', within: 'Platform' },
];
const PROVIDERS = [
  { id: 'lingma', title: 'Lingma' },
  { id: 'windsurf', title: 'Windsurf' },
];
const LATER = 5000;

let slack: SlackSandbox;
let bot: Bot;
const asked: unknown[] = [];
/** Milliseconds that Slack's clock is ahead. */
let passed = 0;

const subscribed = {
  kind: 'subscribed',
  isNew: true,
  reach: 'in',
  twin: null,
  differs: null,
  unchanged: null,
  goesOn: false,
} as const;

const DRAFT: Digests['draftSubscription'] = async (_actor, ask) => {
  asked.push(ask);
  const wish = ask.edit === null ? { ...subscription(), ...ask } : subscription();
  return {
    kind: 'draft',
    teams: TEAMS,
    team: ask.edit === null ? null : 'backend',
    wish: { ...wish, channelId: ask.edit === null ? ask.channelId : 'C2' },
    edit: ask.edit,
    providers: PROVIDERS,
  };
};

const DIGESTS: Partial<Digests> = {
  subscribe: async (_actor, ask) => {
    asked.push(ask);
    return { ...subscribed, shown: shownSubscription({ channelId: ask.channelId }) };
  },
  draftSubscription: DRAFT,
  listSubscriptions: async () => ({ kind: 'subscriptions', all: [shownSubscription()] }),
  endSubscription: async (_actor, id) => {
    asked.push({ end: id });
    return { kind: 'ended', shown: shownSubscription() };
  },
  resumeSubscription: async (_actor, id) => {
    asked.push({ resume: id });
    return { kind: 'resumed', shown: shownSubscription(), reach: 'in' };
  },
  previewDigest: async (_actor, id) => {
    asked.push({ preview: id });
    return { kind: 'digest', digest: digest() };
  },
  decideDelivery: async (_actor, deliveryId, arrived) => {
    asked.push({ deliveryId, arrived });
    return { kind: 'decided', arrived };
  },
};

beforeEach(async () => {
  asked.length = 0;
  passed = 0;
  slack = await startSlack({
    users: [
      { id: 'U1', handle: 'ann', realName: 'Ann' },
      { id: 'U2', handle: 'bob', realName: 'Bob' },
    ],
    channels: [
      { id: 'C1', name: 'general' },
      { id: 'C2', name: 'backend' },
    ],
    now: () => new Date(Date.now() + passed),
  });
});

afterEach(async () => {
  await bot.stop();
  await slack.close();
});

async function start(digests: Partial<Digests> = {}, questions: Partial<Questions> = {}) {
  bot = await startBot(slack, questions, ROUTES, { ...DIGESTS, ...digests });
  slack.requestUrl = `http://127.0.0.1:${bot.port}/slack/events`;
}

function type(text: string, channel = 'C1') {
  return slack.command(`/ai-usage ${text}`, { user: 'U1', channel });
}

/** The modal that Ann has open once it says something that fits. */
async function modal(says: RegExp) {
  const find = () =>
    slack.openViews('U1').findLast(({ modal: { blocks } }) => says.test(JSON.stringify(blocks)));
  await vi.waitFor(() => expect(find()).toBeDefined(), LATER);
  const view = find();
  if (!view) throw new Error('nothing is open');
  return view;
}

const theForm = () => modal(/"block_id":"every"/);

async function message(says: RegExp): Promise<Message> {
  const find = () =>
    slack.transcript.events.findLast(
      (event) => 'message' in event && says.test(event.message.text),
    );
  await vi.waitFor(() => expect(find()).toBeDefined(), LATER);
  const event = find();
  if (!event || !('message' in event)) throw new Error('nothing was posted');
  return event.message;
}

function post(blocks: unknown[]) {
  return fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify({ channel: 'C1', text: 'The week', blocks }),
  });
}

/** A message for everybody in a channel, with one button. */
async function withButton(action_id: string, value: string): Promise<Message> {
  const text = { type: 'plain_text', text: action_id };
  await post([{ type: 'actions', elements: [{ type: 'button', action_id, value, text }] }]);
  return message(/The week/);
}

describe('commands about digests', () => {
  it('subscribe the channel that they are typed in', async () => {
    await start();
    const exchange = await type('subscribe backend every=mon,thu at=9 tz=asia/shanghai names=off');
    expect(await exchange.answer()).toMatchObject({ onlyTo: 'U1', channel: 'C1' });
    expect(asked).toEqual([
      expect.objectContaining({
        team: 'backend',
        channelId: 'C1',
        every: { kind: 'weekdays', days: [1, 4] },
        at: '09:00',
        zone: 'Asia/Shanghai',
        names: false,
        sections: null,
        edit: null,
      }),
    ]);
  });

  it('subscribe another channel', async () => {
    await start();
    await (await type('subscribe backend channel=#backend')).answer();
    expect(asked).toEqual([expect.objectContaining({ channelId: 'C2' })]);
  });

  it('say who may, with the team’s summary instead', async () => {
    await start({
      subscribe: async () => ({
        kind: 'refused',
        refusal: { reason: 'managers-only', team: 'Backend' },
      }),
    });
    const answer = await (await type('subscribe backend')).answer();
    expect(answer.text).toContain('managers of Backend');
    expect(JSON.stringify(answer.blocks)).toContain('/ai-usage team=backend');
  });

  it('offer the same subscription for the team that was meant', async () => {
    await start({
      subscribe: async (_actor, { team }) => ({
        kind: 'unknown-team',
        asked: team,
        suggestions: TEAMS.slice(0, 1),
        known: 2,
      }),
    });
    const answer = await (await type('subscribe bakend every=friday')).answer();
    expect(JSON.stringify(answer.blocks)).toContain(
      '/ai-usage subscribe team=backend every=friday',
    );
  });

  it('list subscriptions, and end one', async () => {
    await start();
    const list = await (await type('subscriptions')).answer();
    expect(list.text).toContain('Backend');
    const ended = await (await type('unsubscribe #7')).answer();
    expect(ended.text).toContain('has ended');
    expect(asked).toEqual([{ end: 7 }]);
  });

  it('go on in the list where there are many, by a button', async () => {
    const all = Array.from({ length: 40 }, (_, index) => shownSubscription({ id: index + 1 }));
    await start({ listSubscriptions: async () => ({ kind: 'subscriptions', all }) });
    const list = await (await type('subscriptions')).answer();
    expect(list.text).toMatch(/\(1 to \d+\)/);
    await slack.press(list, { actionId: 'more-digests-1' }, { user: 'U1' });
    expect(await message(/to 40\)/)).toMatchObject({ onlyTo: 'U1' });
  });

  it('say that there is none of that number', async () => {
    await start({ endSubscription: async (_actor, id) => ({ kind: 'unknown-subscription', id }) });
    const answer = await (await type('unsubscribe 8')).answer();
    expect(answer.text).toContain('There is no subscription 8.');
    expect(JSON.stringify(answer.blocks)).toContain('/ai-usage subscriptions');
  });
});

describe('the form', () => {
  it('opens for “subscribe” with what is likely and what was said already', async () => {
    await start();
    await type('subscribe every=weekday tz=Europe/Berlin names=off');
    const { modal: form, state } = await theForm();
    expect(form).toMatchObject({ title: { text: 'Subscribe to a digest' } });
    expect(state).toMatchObject({
      team: { team: { selected_option: null } },
      channel: { channel: { selected_conversation: 'C1' } },
      every: { every: { selected_options: [{ value: 'weekday' }] } },
      at: { at: { selected_time: '09:00' } },
      zone: { zone: { value: 'Europe/Berlin' } },
      provider: { provider: { selected_option: { value: 'all' } } },
      names: { names: { selected_options: [] } },
      sections: { sections: { selected_options: { length: 4 } } },
    });
    expect(asked).toEqual([{ channelId: 'C1', team: null, edit: null }]);
  });

  it('subscribes, and says so where the command was typed', async () => {
    await start();
    await type('subscribe');
    const exchange = await slack.submit(await theForm(), {
      team: 'core',
      channel: '#backend',
      every: ['monday', 'thursday'],
      at: '17:30',
      zone: 'asia/tokyo',
      provider: 'windsurf',
      names: null,
      sections: ['top'],
    });
    expect(exchange.error).toBeUndefined();
    expect(slack.openViews('U1')).toEqual([]);
    expect(asked.at(-1)).toEqual({
      team: 'core',
      channelId: 'C2',
      every: { kind: 'weekdays', days: [1, 4] },
      at: '17:30',
      zone: 'Asia/Tokyo',
      provider: 'windsurf',
      names: false,
      sections: ['top'],
      edit: null,
    } satisfies SubscribeAsk);
    expect(await message(/Subscribed/)).toMatchObject({ onlyTo: 'U1', channel: 'C1' });
  });

  it('says at the field what is wrong with it', async () => {
    await start();
    await type('subscribe');
    const form = await theForm();
    await slack.submit(form, { team: 'core', every: ['month', 'monday'], zone: 'shanghai' });
    const { errors } = await theForm();
    expect(errors).toEqual({
      every: expect.stringContaining('stands alone'),
      zone: expect.stringContaining('“Asia/Shanghai”'),
    });
    expect(asked).toHaveLength(1);
    await slack.submit(form, { every: ['month'], zone: 'Asia/Shanghai', sections: null });
    expect(asked.at(-1)).toMatchObject({ every: { kind: 'first-working-day' }, sections: [] });
    expect(slack.openViews('U1')).toEqual([]);
  });

  it('says at the field what the service says of it', async () => {
    await start({
      subscribe: async () => ({
        kind: 'refused',
        refusal: { reason: 'managers-only', team: 'Core' },
      }),
    });
    await type('subscribe');
    await slack.submit(await theForm(), { team: 'core' });
    expect((await theForm()).errors).toEqual({ team: expect.stringContaining('managers of Core') });
  });

  it('closes and answers below where no field is to blame', async () => {
    await start({
      subscribe: async () => {
        throw new AppError('unavailable', 'The database is away.');
      },
    });
    await type('subscribe');
    await slack.submit(await theForm(), { team: 'core' });
    expect(await message(/The database is away/)).toMatchObject({ onlyTo: 'U1' });
    expect(slack.openViews('U1')).toEqual([]);
  });

  it(
    'closes in time where the service is slow, and answers afterwards',
    { timeout: 20_000 },
    async () => {
      const slow = Promise.withResolvers<void>();
      await start({
        subscribe: async (_actor, ask) => {
          await slow.promise;
          return { ...subscribed, shown: shownSubscription({ channelId: ask.channelId }) };
        },
      });
      await type('subscribe');
      const exchange = await slack.submit(await theForm(), { team: 'core' });
      expect(exchange.error).toBeUndefined();
      slow.resolve();
      expect(await message(/Subscribed/)).toMatchObject({ onlyTo: 'U1' });
    },
  );

  it('writes to whoever has taken longer than Slack takes an answer for', async () => {
    await start();
    await type('subscribe');
    const form = await theForm();
    passed = 31 * 60_000;
    await slack.submit(form, { team: 'core' });
    expect(await message(/Subscribed/)).toMatchObject({ via: 'chat.postMessage' });
  });

  it('says in the modal why somebody gets none', async () => {
    await start({
      draftSubscription: async () => ({
        kind: 'refused',
        refusal: { reason: 'managers-only', team: '' },
      }),
    });
    await type('subscribe');
    const { modal: form } = await modal(/managers of the team/);
    expect(form).toMatchObject({ close: { text: 'Close' } });
    expect(form).not.toHaveProperty('submit');
  });

  it('says so to guests, in the modal too', async () => {
    const guest = { ...ANN, membership: 'guest' } as const;
    await start({}, { identifyActor: async () => guest });
    await type('subscribe');
    await modal(/guests see no figures/);
    expect(asked).toEqual([]);
  });

  it('says what went wrong to whoever has closed it meanwhile', async () => {
    const closed = Promise.withResolvers<void>();
    await start({
      draftSubscription: async () => {
        await closed.promise;
        throw new AppError('unavailable', 'The database is away.');
      },
    });
    await type('subscribe');
    await slack.closeView(await modal(/Looking up/));
    closed.resolve();
    expect(await message(/The database is away/)).toMatchObject({ onlyTo: 'U1' });
    expect(JSON.stringify(bot.lines)).not.toContain('did not take an answer');
  });

  it('is nothing to tell of where it was closed while it loaded', async () => {
    const closed = Promise.withResolvers<void>();
    await start({
      draftSubscription: async (...ask) => {
        await closed.promise;
        return DRAFT(...ask);
      },
    });
    await type('subscribe');
    await slack.closeView(await modal(/Looking up/));
    closed.resolve();
    await vi.waitFor(() => expect(bot.lines.at(-1)).toMatchObject({ outcome: 'closed' }), LATER);
    expect(bot.lines.filter((line) => 'error' in line || 'err' in line)).toEqual([]);
    expect(slack.transcript.events.filter(({ kind }) => kind === 'posted')).toEqual([]);
  });

  it('is typed instead where Slack does not open it', async () => {
    await start();
    slack.faults.set({ kind: 'status', status: 500 }, { path: 'views.open' });
    const exchange = await type('subscribe');
    const answer = await exchange.answer({ timeoutMs: LATER });
    expect(answer.text).toContain('subscribe team');
    expect(slack.openViews('U1')).toEqual([]);
  });

  it('opens for a button that runs the command', async () => {
    await start();
    const shown = await withButton('run-1', '/ai-usage subscribe every=friday');
    await slack.press(shown, { actionId: 'run-1' }, { user: 'U1' });
    expect((await theForm()).state).toMatchObject({
      every: { every: { selected_options: [{ value: 'friday' }] } },
    });
  });

  it('takes a team by name where there are more than a menu holds', async () => {
    const teams = Array.from({ length: 101 }, (_, index) => ({
      id: `t${index}`,
      name: `T ${index}`,
    }));
    await start({
      draftSubscription: async (_actor, { channelId, edit }) => ({
        kind: 'draft',
        teams,
        team: null,
        wish: { ...subscription(), channelId },
        edit,
        providers: PROVIDERS.slice(0, 1),
      }),
      subscribe: async (_actor, { team }) => ({
        kind: 'unknown-team',
        asked: team,
        suggestions: TEAMS.slice(0, 1),
        known: 101,
      }),
    });
    await type('subscribe');
    const form = await theForm();
    expect(JSON.stringify(form.modal.blocks)).not.toContain('"block_id":"provider"');
    await slack.submit(form, { team: 'bakend' });
    expect((await theForm()).errors).toEqual({
      team: 'There is no team “bakend”. Did you mean “Backend”?',
    });
  });

  it('takes a channel to be picked where it is opened in direct messages', async () => {
    await start({
      draftSubscription: async (_actor, { edit }) => ({
        kind: 'draft',
        teams: TEAMS,
        team: 'backend',
        wish: { ...subscription(), channelId: 'D1' },
        edit,
        providers: PROVIDERS,
      }),
    });
    await type('subscribe');
    expect((await theForm()).state).toMatchObject({
      channel: { channel: { selected_conversation: null } },
    });
  });
});

describe('a button about a digest', () => {
  it('opens the form with what is kept, and saves it', async () => {
    await start();
    await slack.press(
      await withButton('edit-digest-2', '7'),
      { actionId: 'edit-digest-2' },
      { user: 'U1' },
    );
    const form = await theForm();
    expect(form.modal).toMatchObject({
      title: { text: 'Edit a digest' },
      submit: { text: 'Save' },
    });
    expect(form.state).toMatchObject({ team: { team: { selected_option: { value: 'backend' } } } });
    await slack.submit(form, { at: '08:00' });
    expect(asked).toEqual([
      { channelId: 'C1', team: null, edit: 7 },
      expect.objectContaining({ at: '08:00', channelId: 'C2', provider: 'all', edit: 7 }),
    ]);
  });

  it('opens it with what somebody wanted instead, and leaves the rest as it is', async () => {
    await start();
    await slack.press(
      await withButton('edit-digest-1', '7 names=off sections=chart,top'),
      { actionId: 'edit-digest-1' },
      { user: 'U1' },
    );
    await slack.submit(await theForm(), {});
    expect(asked.at(-1)).toMatchObject({
      edit: 7,
      channelId: 'C2',
      names: false,
      sections: ['chart', 'top'],
      at: '09:00',
    });
  });

  it.each([
    ['test-digest-1', '7', { preview: 7 }, /A test: only you see this/],
    ['end-digest-3', '7', { end: 7 }, /has ended/],
    ['resume-digest-1', '7', { resume: 7 }, /goes on/],
    ['arrived-1', 'd-1', { deliveryId: 'd-1', arrived: true }, /it arrived/],
    ['resend-2', 'd-1', { deliveryId: 'd-1', arrived: false }, /on its way again/],
  ])('%s of a message for all is answered to the presser only', async (id, value, ask, says) => {
    await start();
    const shown = await withButton(id, value);
    await slack.press(shown, { actionId: id }, { user: 'U2' });
    expect(await message(says)).toMatchObject({ onlyTo: 'U2', channel: 'C1' });
    expect(asked).toEqual([ask]);
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
  });

  it('refuses whoever may not, and only them', async () => {
    await start({
      previewDigest: async () => ({
        kind: 'refused',
        refusal: { reason: 'managers-only', team: 'Backend' },
      }),
    });
    const shown = await withButton('test-digest-1', '7');
    await slack.press(shown, { actionId: 'test-digest-1' }, { user: 'U2' });
    expect(await message(/managers of Backend/)).toMatchObject({ onlyTo: 'U2' });
  });

  it('takes the place of a confirmation that it ends, and leaves one that it tests', async () => {
    await start();
    const confirmation = await (await type('subscribe backend')).answer();
    await slack.press(confirmation, { label: 'Send one now' }, { user: 'U1' });
    await message(/A test/);
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
    await slack.press(confirmation, { label: 'Cancel' }, { user: 'U1' });
    await message(/has ended/);
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toHaveLength(1);
  });

  it('leaves a message alone also where the answer takes its time', async () => {
    await start({
      previewDigest: async (_actor, _id, onProgress) => {
        onProgress({ kind: 'asking', about: 'Backend', titles: ['Lingma'] });
        await message(/Asking Lingma/);
        return { kind: 'digest', digest: digest() };
      },
    });
    const shown = await withButton('test-digest-1', '7');
    await slack.press(shown, { actionId: 'test-digest-1' }, { user: 'U2' });
    expect(await message(/A test/)).toMatchObject({ onlyTo: 'U2' });
    expect(slack.transcript.events.filter(({ kind }) => kind === 'replaced')).toEqual([]);
  });

  it('of a value that is no number is about nothing', async () => {
    await start({ endSubscription: async (_actor, id) => ({ kind: 'unknown-subscription', id }) });
    const shown = await withButton('end-digest-1', '7; drop');
    await slack.press(shown, { actionId: 'end-digest-1' }, { user: 'U1' });
    expect(await message(/is gone/)).toMatchObject({ onlyTo: 'U1' });
  });
});
