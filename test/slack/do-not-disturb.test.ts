import { afterEach, describe, expect, it } from 'vitest';
import { startSlack, type SlackOptions, type SlackSandbox } from '../../sandbox/slack/server.ts';
import { createWebApi } from '../../src/slack/web-api.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

let slack: SlackSandbox;

async function start(options: Partial<SlackOptions> = {}) {
  const known = { realName: 'Somebody' };
  slack = await startSlack({
    users: [
      { ...known, id: 'U-FREE', handle: 'free' },
      { ...known, id: 'U-QUIET', handle: 'quiet', quiet: { start: inHours(-1), end: inHours(2) } },
      { ...known, id: 'U-LATER', handle: 'later', quiet: { start: inHours(8), end: inHours(20) } },
      { ...known, id: 'U-AGAIN', handle: 'again', quiet: { start: inHours(-9), end: NOW } },
    ],
    channels: [],
    scopes: ['dnd:read'],
    ...options,
  });
  return createWebApi({ token: slack.botToken, slackApiUrl: slack.apiUrl }).quietUntil;
}

afterEach(() => slack.close());

describe('until when somebody is not to be disturbed', () => {
  it.each([
    ['U-FREE', null],
    ['U-QUIET', inHours(2)],
    ['U-LATER', null],
    ['U-AGAIN', null],
    ['U-NOBODY', null],
  ])('is what Slack says of %s', async (id, until) => {
    const quietUntil = await start();
    expect(await quietUntil(id, NOW)).toEqual(until);
  });

  it('is not known where the bot may not read it: then nobody is kept waiting', async () => {
    const quietUntil = await start({ scopes: [] });
    expect(await quietUntil('U-QUIET', NOW)).toBeNull();
  });

  it('is asked of Slack once a minute for each, and a rate limit is left to whoever asks', async () => {
    const quietUntil = await start();
    await quietUntil('U-QUIET', NOW);
    slack.faults.set(
      { kind: 'status', status: 429, retryAfter: '7' },
      { path: 'dnd.info', times: 1 },
    );
    expect(await quietUntil('U-QUIET', NOW)).toEqual(inHours(2));
    await expect(quietUntil('U-QUIET', inHours(1))).rejects.toMatchObject({ retryAfterMs: 7000 });
    expect(await quietUntil('U-QUIET', inHours(1))).toEqual(inHours(2));
  });
});
