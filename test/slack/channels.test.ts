import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSlack, type SlackOptions, type SlackSandbox } from '../../sandbox/slack/server.ts';
import type { Channels } from '../../src/domain/digests.ts';
import { createWebApi } from '../../src/slack/web-api.ts';

const READS = ['channels:read', 'groups:read'];

let slack: SlackSandbox;
let channels: Channels;

async function start(options: Partial<SlackOptions> = {}): Promise<void> {
  slack = await startSlack({
    users: [{ id: 'U1', handle: 'ann', realName: 'Ann' }],
    channels: [
      { id: 'C1', name: 'backend' },
      { id: 'C2', name: 'secret', private: true },
      { id: 'C3', name: 'old', archived: true },
      { id: 'C4', name: 'elsewhere', hasBot: false },
      { id: 'C5', name: 'closed', private: true, hasBot: false },
      { id: 'C6', name: 'partner', shared: true },
    ],
    scopes: [...READS, 'channels:join'],
    ...options,
  });
  channels = createWebApi({ token: slack.botToken, slackApiUrl: slack.apiUrl }).channels;
}

beforeEach(() => start());
afterEach(() => slack.close());

async function restart(options: Partial<SlackOptions>): Promise<void> {
  await slack.close();
  await start(options);
}

describe('whether people of other organizations are in a channel', () => {
  it.each([
    ['one of this workspace', 'C1', false],
    ['one that is shared', 'C6', true],
    ['one that is not there', 'C9', false],
  ])('%s', async (_name, channelId, isShared) => {
    expect(await channels.isShared(channelId)).toBe(isShared);
  });

  it('is not told while Slack is in trouble', async () => {
    slack.faults.set({ kind: 'status', status: 503 }, { path: 'conversations.info' });
    await expect(channels.isShared('C6')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('whether people of other organizations were in a channel lately', () => {
  const called = () =>
    slack.transcript.events.flatMap((event) => (event.kind === 'called' ? [event.method] : []));

  it('is asked once for all that the bot is in', async () => {
    const lately = await Promise.all(['C1', 'C2', 'C6'].map((id) => channels.isSharedLately(id)));
    expect(lately).toEqual([false, false, true]);
    expect(called()).toEqual(['users.conversations']);
  });

  it('is asked by itself of any other, and where Slack does not list them', async () => {
    expect(await channels.isSharedLately('C4')).toBe(false);
    expect(called()).toEqual(['users.conversations', 'conversations.info']);
    await restart({ scopes: ['channels:read'] });
    expect(await channels.isSharedLately('C6')).toBe(true);
  });

  it('is not told while Slack is in trouble, and not asked of everybody again meanwhile', async () => {
    slack.faults.set({ kind: 'status', status: 429, retryAfter: '30' }, { path: 'users.conv' });
    const asked = ['C1', 'C6'].map((id) => channels.isSharedLately(id));
    for (const one of asked) await expect(one).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(called()).toHaveLength(1);
  });

  it('is read to the last page', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => ({
      id: `C${index}`,
      name: `c${index}`,
      shared: index === 1150,
    }));
    await restart({ channels: many });
    expect(await channels.isSharedLately('C1150')).toBe(true);
    expect(await channels.isSharedLately('C1149')).toBe(false);
    expect(called()).toEqual(['users.conversations', 'users.conversations']);
  });
});

describe('whether the bot can post into a channel', () => {
  it.each([
    ['one that it is in', 'C1', 'in'],
    ['a private one that it is in', 'C2', 'in'],
    ['an archived one', 'C3', 'archived'],
    ['a public one, which it joins', 'C4', 'joined'],
    ['a private one, into which it must be invited', 'C5', 'invite'],
    ['one that is not there', 'C9', 'invite'],
    ['somebody’s direct messages', 'D9', 'unknown'],
  ])('%s', async (_name, channelId, reach) => {
    expect(await channels.reach(channelId)).toBe(reach);
  });

  it('joins once', async () => {
    await channels.reach('C4');
    expect(await channels.reach('C4')).toBe('in');
  });

  it('asks for an invitation where the app may not join', async () => {
    await restart({ scopes: READS });
    expect(await channels.reach('C4')).toBe('invite');
  });

  it('is not known where the app may not look', async () => {
    await restart({ scopes: [] });
    expect(await channels.reach('C1')).toBe('unknown');
  });

  it('throws where Slack is in trouble', async () => {
    slack.faults.set({ kind: 'status', status: 503 }, { path: 'conversations.info' });
    await expect(channels.reach('C1')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('throws where the token is revoked', async () => {
    channels = createWebApi({ token: 'xoxb-revoked', slackApiUrl: slack.apiUrl }).channels;
    await expect(channels.reach('C1')).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
