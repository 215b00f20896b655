import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Questions } from '../../src/domain/answers.ts';
import { ANN, startBot, SUMMARY, type Bot } from './bot.ts';
import { post, startSlack, type Sent, type Slack } from './slack-stand-in.ts';

let slack: Slack;
let bot: Bot;
const asked: unknown[] = [];

const answers: Partial<Questions> = {
  reportTeam: async (_actor, ask) => {
    asked.push(ask);
    return SUMMARY;
  },
  setListed: async (_actor, listed) => {
    asked.push({ listed });
    return { kind: 'listed', listed };
  },
  reportPerson: async (_actor, ask) => {
    asked.push(ask);
    return { kind: 'no-seat', email: ANN.email };
  },
};

beforeEach(async () => {
  slack = await startSlack();
  asked.length = 0;
});

afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

async function start(questions: Partial<Questions> = answers): Promise<void> {
  bot = await startBot(slack, questions);
}

async function press(actionId: string, value: string, isEphemeral = true): Promise<void> {
  const payload = {
    type: 'block_actions',
    user: { id: 'U0123', username: 'ann', team_id: 'T1' },
    team: { id: 'T1', domain: 'example' },
    api_app_id: 'A1',
    token: 'legacy',
    trigger_id: '1.2.3',
    response_url: slack.responseUrl,
    container: { type: 'message', message_ts: '1.1', channel_id: 'C1', is_ephemeral: isEphemeral },
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b1',
        value,
        text: { type: 'plain_text', text: 'x' },
        action_ts: '1.1',
      },
    ],
  };
  const sent = await post(bot.port, { payload: JSON.stringify(payload) });
  expect(sent).toEqual({ status: 200, body: '' });
}

async function sent(count: number): Promise<Sent[]> {
  await vi.waitFor(() => expect(slack.sent.length).toBeGreaterThanOrEqual(count), 4000);
  await bot.drain(5000);
  expect(slack.sent).toHaveLength(count);
  return slack.sent;
}

describe('a pressed button', () => {
  it('runs its command in the place of the message that only the presser sees', async () => {
    await start();
    await press('run-2', '/ai-usage team=backend period=7d');
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(asked).toEqual([
      expect.objectContaining({ team: 'backend', period: '7d', audience: 'asker' }),
    ]);
  });

  it('leaves a message that others see alone, and answers the presser below it', async () => {
    await start();
    await press('run-1', '/ai-usage team=backend', false);
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  it('shares an answer with the channel, asked for as the channel may see it, and signed', async () => {
    await start();
    await press('share-3', '/ai-usage team=backend');
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(JSON.stringify(answer?.blocks)).toContain(ANN.slackUserId);
    expect(asked).toEqual([expect.objectContaining({ team: 'backend', audience: 'channel' })]);
  });

  it('shares nothing that is not there: what went wrong is for the presser only', async () => {
    await start({
      reportTeam: async () => ({ kind: 'unknown-team', asked: 'x', suggestions: [], known: 3 }),
    });
    await press('share-1', '/ai-usage team=x');
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  it('shares nothing that may not be shared', async () => {
    await start({
      reportTeam: async () =>
        SUMMARY.kind === 'summary'
          ? { ...SUMMARY, offers: { ...SUMMARY.offers, share: false } }
          : SUMMARY,
    });
    await press('share-1', '/ai-usage team=backend');
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
  });

  it.each([
    ['on', true],
    ['off', false],
  ])('puts a name %s the top lists, and shows the own summary again', async (value, listed) => {
    await start();
    await press('list-1', value);
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(asked).toEqual([{ listed }, expect.objectContaining({ person: null })]);
  });

  it('of an older message whose command is no longer understood says what would be', async () => {
    await start();
    await press('run-1', '/ai-usage taem=backend');
    const [answer] = await sent(1);
    expect(answer?.text).toContain('team=backend');
    expect(asked).toEqual([]);
  });

  it('is refused to guests before anything is asked', async () => {
    await start({ ...answers, identifyActor: async () => ({ ...ANN, membership: 'guest' }) });
    await press('share-1', '/ai-usage team=backend');
    const [answer] = await sent(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(answer?.text).toMatch(/guest/i);
    expect(asked).toEqual([]);
  });
});
