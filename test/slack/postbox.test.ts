import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { startSlack, type SlackOptions, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { Postbox } from '../../src/domain/delivery-ports.ts';
import { createPostbox } from '../../src/slack/postbox.ts';
import { carefulClientOptions } from '../../src/slack/web-client-options.ts';

const USERS = [
  { id: 'U1', handle: 'ann', realName: 'Ann' },
  { id: 'U3', handle: 'bob', realName: 'Bob', deleted: true },
];
const BLOCKS = [{ type: 'divider' }];
const LONG_AGO = new Date(0);
const SCOPES = ['chat:write', 'im:write', 'channels:history', 'groups:history', 'im:history'];

let slack: SlackSandbox;
let postbox: Postbox;
let clock = 0;
let channels: {
  id: string;
  name: string;
  archived?: boolean;
  hasBot?: boolean;
  private?: boolean;
}[];

async function start(options: Partial<SlackOptions> = {}): Promise<void> {
  channels = [
    { id: 'C1', name: 'backend' },
    { id: 'C2', name: 'secret', private: true },
    { id: 'C3', name: 'old', archived: true },
    { id: 'C4', name: 'elsewhere', hasBot: false },
  ];
  const now = () => new Date(clock);
  slack = await startSlack({ users: USERS, channels, scopes: SCOPES, now, ...options });
  postbox = postboxWith(slack.apiUrl);
}

function postboxWith(slackApiUrl: string): Postbox {
  const options = {
    ...carefulClientOptions(slackApiUrl),
    timeout: 300,
    logLevel: webApi.LogLevel.ERROR,
  };
  return createPostbox(new webApi.WebClient(slack.botToken, options));
}

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 23, 1);
  await start();
});
afterEach(() => slack.close());

function post(to: Parameters<Postbox['find']>[0], deliveryId = 'd-1', blocks: unknown[] = BLOCKS) {
  clock += 1000;
  return postbox.post({ to, text: 'The week', blocks, deliveryId });
}

const toChannel = { channelId: 'C1' };
const toPerson = { slackUserId: 'U1' };

function posted() {
  return slack.transcript.events.flatMap((it) => (it.kind === 'posted' ? [it.message] : []));
}

describe('posting', () => {
  it('brings text and blocks to a channel, or to a person, under the delivery’s id', async () => {
    expect(await post(toChannel)).toEqual({ kind: 'posted', channelId: 'C1', ts: posted()[0]?.ts });
    expect(await post(toPerson, 'd-2')).toMatchObject({ kind: 'posted', channelId: 'DU1' });
    expect(posted()).toMatchObject([
      {
        text: 'The week',
        blocks: BLOCKS,
        metadata: { event_type: 'ai_usage_delivery', event_payload: { id: 'd-1' } },
      },
      { channel: 'DU1' },
    ]);
  });

  it.each([
    ['C3', { kind: 'final', reason: 'is_archived' }],
    ['C4', { kind: 'final', reason: 'not_in_channel' }],
    ['C9', { kind: 'final', reason: 'channel_not_found' }],
  ])('into %s cannot be done', async (channelId, outcome) => {
    expect(await post({ channelId })).toEqual(outcome);
  });

  it('to somebody who left cannot be done', async () => {
    expect(await post({ slackUserId: 'U3' })).toEqual({ kind: 'final', reason: 'user_disabled' });
  });

  it('of blocks that this workspace does not know is refused', async () => {
    expect(await post(toChannel, 'd-1', [{ type: 'chart' }])).toEqual({
      kind: 'refused',
      reason: 'invalid_blocks',
    });
  });

  it('too fast has to wait as long as Slack says', async () => {
    await post(toChannel);
    clock -= 1000;
    expect(await post(toChannel)).toEqual({ kind: 'later', reason: 'rate_limited', waitMs: 1000 });
    slack.faults.set({ kind: 'status', status: 429, retryAfter: '30' });
    expect(await post(toChannel)).toMatchObject({ kind: 'later', waitMs: 30_000 });
  });

  it('with a token that is revoked, or may not post, stops', async () => {
    slack.faults.set({ kind: 'unauthorized' }, { times: 1 });
    expect(await post(toChannel)).toEqual({ kind: 'revoked', reason: 'invalid_auth', lacks: null });
    slack.faults.set({ kind: 'forbidden' }, { times: 1 });
    expect(await post(toChannel)).toEqual({
      kind: 'revoked',
      reason: 'missing_scope',
      lacks: 'chat:write',
    });
  });

  it('is refused for a person alone where the app may write to nobody', async () => {
    await slack.close();
    await start({ scopes: ['chat:write'] });
    expect(await post(toPerson)).toEqual({ kind: 'final', reason: 'missing_scope' });
    expect(await post(toChannel)).toMatchObject({ kind: 'posted' });
    slack.faults.set({ kind: 'unauthorized' }, { times: 1 });
    expect(await post(toPerson)).toMatchObject({ kind: 'revoked', lacks: null });
  });

  const unclear: Fault[] = [
    { kind: 'cut' },
    { kind: 'truncated' },
    { kind: 'hang' },
    { kind: 'late', milliseconds: 500 },
    { kind: 'slow', milliseconds: 600 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 500 },
    { kind: 'garbage' },
    { kind: 'html' },
    { kind: 'plain-string' },
  ];
  it.each(unclear)('is unclear after $kind', async (fault) => {
    slack.faults.set(fault, { times: 1 });
    expect(await post(toChannel)).toMatchObject({ kind: 'unclear' });
  });

  it('has certainly not happened where nobody listens, or a gateway refuses', async () => {
    const { apiUrl } = slack;
    slack.faults.set({ kind: 'status', status: 403 }, { times: 1 });
    expect(await post(toChannel)).toMatchObject({ kind: 'later', waitMs: 0 });
    slack.faults.set({ kind: 'hang' }, { path: 'conversations.open', times: 1 });
    expect(await post(toPerson)).toMatchObject({ kind: 'later', waitMs: 0 });
    await slack.close();
    postbox = postboxWith(apiUrl);
    expect(await post(toChannel)).toMatchObject({ kind: 'later', waitMs: 0 });
  });
});

describe('looking for a message', () => {
  it('finds it by the delivery’s id, wherever it was posted', async () => {
    for (const to of [toChannel, { channelId: 'C2' }, toPerson]) {
      const outcome = await post(to, 'here');
      if (outcome.kind !== 'posted') throw new Error(outcome.reason);
      const { channelId, ts } = outcome;
      expect(await postbox.find(to, 'here', LONG_AGO)).toEqual({ kind: 'found', channelId, ts });
      expect(await postbox.find(to, 'elsewhere', LONG_AGO)).toEqual({ kind: 'absent' });
      expect(await postbox.find(to, 'here', new Date(clock + 1000))).toEqual({ kind: 'absent' });
    }
  });

  it('finds one that Slack took without an answer, also after hundreds of others', async () => {
    slack.faults.set({ kind: 'truncated' }, { times: 1 });
    expect(await post(toChannel, 'lost')).toMatchObject({ kind: 'unclear' });
    for (let count = 0; count < 450; count += 1) {
      expect(await post(toChannel, `other-${count}`)).toMatchObject({ kind: 'posted' });
      clock += 60_000;
    }
    expect(await postbox.find(toChannel, 'lost', LONG_AGO)).toMatchObject({ kind: 'found' });
    expect(await postbox.find(toChannel, 'never', LONG_AGO)).toEqual({ kind: 'absent' });
  });

  it('can be done in an archived channel, and not where the bot has been removed', async () => {
    await post(toChannel, 'here');
    const [first] = channels;
    if (first) first.archived = true;
    expect(await postbox.find(toChannel, 'here', LONG_AGO)).toMatchObject({ kind: 'found' });
    if (first) first.hasBot = false;
    expect(await postbox.find(toChannel, 'here', LONG_AGO)).toEqual({
      kind: 'unreadable',
      reason: 'not_in_channel',
    });
  });

  it('cannot be done without the scope for it', async () => {
    await slack.close();
    await start({ scopes: ['chat:write', 'im:write'] });
    for (const to of [toChannel, { channelId: 'C2' }, toPerson]) {
      expect(await postbox.find(to, 'x', LONG_AGO)).toEqual({
        kind: 'unreadable',
        reason: 'missing_scope',
      });
    }
  });

  it('waits while Slack is slow, silent or elsewhere', async () => {
    slack.faults.set({ kind: 'status', status: 429, retryAfter: '20' }, { times: 1 });
    expect(await postbox.find(toChannel, 'x', LONG_AGO)).toEqual({ kind: 'later', waitMs: 20_000 });
    for (const kind of ['cut', 'hang', 'garbage', 'unauthorized'] as const) {
      slack.faults.set({ kind }, { times: 1 });
      expect(await postbox.find(toChannel, 'x', LONG_AGO)).toEqual({ kind: 'later', waitMs: 0 });
    }
  });
});
