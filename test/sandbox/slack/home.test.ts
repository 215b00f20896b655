import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/server.ts';
import { company, type Listeners, runOverHttp, runOverSocket } from './tiny-bot.ts';

let slack: SlackSandbox;
let stop: () => Promise<unknown> = async () => {};

beforeEach(async () => {
  slack = await startSlack({ ...company, botEvents: ['app_home_opened'] });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await slack.close();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const homeOf = (text: string) => ({
  type: 'home' as const,
  blocks: [
    { type: 'section' as const, text: plain(text) },
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'retry', text: plain('Retry') }],
    },
  ],
});

describe.each([
  { mode: 'socket', run: runOverSocket },
  { mode: 'http', run: runOverHttp },
])('over $mode', ({ run }) => {
  test('the bot hears that a Home tab is opened, publishes it, and hears what is pressed', async () => {
    const pressed: unknown[] = [];
    const bot: Listeners = {
      opened: async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: homeOf(`for ${event.user}`) });
      },
      press: async ({ ack, body, client }) => {
        await ack();
        pressed.push(body.container, body.view?.type, body.actions[0]?.action_id);
        await client.views.publish({ user_id: body.user.id, view: homeOf('again') });
      },
    };
    stop = await run(slack, bot);
    expect(slack.home('U2')).toBeUndefined();
    await slack.openHome('U2');
    await slack.waitFor(({ kind }) => kind === 'home');
    const home = slack.home('U2');
    if (home === undefined) throw new Error('nothing was published');
    expect(home.home.blocks[0]).toMatchObject({ text: { text: 'for U2' } });

    const exchange = await slack.pressInHome(home, { label: 'Retry' });
    expect(exchange.error).toBeUndefined();
    await slack.waitFor((event) => event.kind === 'home' && slack.home('U2') !== home);
    expect(pressed).toEqual([{ type: 'view', view_id: home.id }, 'home', 'retry']);
    expect(slack.home('U2')?.home.blocks[0]).toMatchObject({ text: { text: 'again' } });
    await expect(slack.pressInHome(home, { label: 'Retry' })).rejects.toThrow('has changed');
  });
});

test('a bot that did not ask for the event does not hear of it', async () => {
  await slack.close();
  slack = await startSlack(company);
  let heard = false;
  stop = await runOverSocket(slack, {
    opened: async () => {
      heard = true;
    },
  });
  expect(await slack.openHome('U2')).toBeUndefined();
  expect(heard).toBe(false);
});

async function publish(fields: object): Promise<unknown> {
  const response = await fetch(`${slack.apiUrl}views.publish`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.botToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(fields),
  });
  return response.json();
}

test.each([
  [{ view: homeOf('x') }, 'invalid_arguments'],
  [{ user_id: 'U1' }, 'invalid_arguments'],
  [{ user_id: 'U99', view: homeOf('x') }, 'user_not_found'],
  [{ user_id: 'U1', view: { type: 'modal', blocks: [] } }, 'invalid_arguments'],
  [
    {
      user_id: 'U1',
      view: { type: 'home', blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
    },
    'invalid_arguments',
  ],
])('what Slack does not publish: %j', async (fields, error) => {
  expect(await publish(fields)).toMatchObject({ ok: false, error });
  expect(slack.home('U1')).toBeUndefined();
});

test('a hash holds an older Home tab back', async () => {
  const first = await publish({ user_id: 'U1', view: homeOf('one') });
  expect(first).toMatchObject({ ok: true, view: { type: 'home', hash: expect.any(String) } });
  expect(await publish({ user_id: 'U1', view: homeOf('two'), hash: 'old' })).toMatchObject({
    error: 'hash_conflict',
  });
});
