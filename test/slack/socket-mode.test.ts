import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlackApp } from '../../src/slack/app.ts';
import { createSocketReceiver, type SlackReceiver } from '../../src/slack/receivers.ts';
import { digestsOf, homesOf, nudgesOf, ROUTES, keptLog, questionsOf, SUMMARY } from './bot.ts';
import { command, startSlack, type Slack } from './slack-stand-in.ts';

let slack: Slack;
let way: SlackReceiver;
let port: number;

beforeEach(async () => {
  slack = await startSlack();
});

afterEach(async () => {
  await way.stop();
  await slack.stop();
});

function prepare(): SlackReceiver {
  const { log } = keptLog();
  way = createSocketReceiver({
    appToken: 'xapp-test',
    slackApiUrl: slack.apiUrl,
    port: 0,
    routes: ROUTES,
    log,
    pauses: [0, 1],
  });
  return way;
}

async function start(): Promise<void> {
  const { log } = keptLog();
  const { receiver } = prepare();
  const bot = createSlackApp({
    receiver,
    token: 'xoxb-test',
    slackApiUrl: slack.apiUrl,
    questions: questionsOf({ reportTeam: async () => SUMMARY }),
    digests: digestsOf({}),
    nudges: nudgesOf({}),
    homes: homesOf({}),
    providers: ['lingma'],
    clock: () => new Date(),
    log,
  });
  await bot.init();
  ({ port } = await way.start());
}

function envelope(id: string, change: Record<string, string> = {}) {
  return {
    type: 'slash_commands',
    envelope_id: id,
    accepts_response_payload: true,
    payload: command('team=backend', slack.responseUrl, change),
  };
}

describe('Socket Mode', () => {
  it('listens on the one address that is set', async () => {
    const { log } = keptLog();
    const common = {
      appToken: 'xapp-test',
      slackApiUrl: slack.apiUrl,
      port: 0,
      routes: ROUTES,
      log,
    };
    way = createSocketReceiver({ ...common, address: '127.0.0.1' });
    ({ port } = await way.start());
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow('fetch failed');
    const elsewhere = createSocketReceiver({ ...common, address: '192.0.2.1' });
    await expect(elsewhere.start()).rejects.toThrow('192.0.2.1 is no address of this machine');
  });

  it('acknowledges a command with nothing in it, and answers by response_url', async () => {
    await start();
    expect(way.connected()).toBe(true);
    slack.push(envelope('e-1'));
    await vi.waitFor(() => expect(slack.sent).toHaveLength(1));
    expect(slack.envelopes).toEqual([{ envelope_id: 'e-1', payload: {} }]);
    expect(slack.sent[0]?.text).toContain('Lines accepted: 12,345');
  });

  it.each([
    ['says that it ends', () => slack.push({ type: 'disconnect', reason: 'refresh_requested' })],
    ['is gone', () => slack.hangUp()],
  ])('connects again at once when the connection %s', async (_name, end) => {
    await start();
    end();
    await vi.waitFor(() => expect(slack.state.opened).toBe(2), 3000);
    await vi.waitFor(() => expect(way.connected()).toBe(true));
    slack.push(envelope('e-2'));
    await vi.waitFor(() => expect(slack.sent).toHaveLength(1));
  });

  it('takes no command of another workspace', async () => {
    await start();
    slack.push(envelope('e-foreign', { team_id: 'T2' }));
    await vi.waitFor(() => expect(slack.envelopes).toHaveLength(1));
    slack.push(envelope('e-own'));
    await vi.waitFor(() => expect(slack.sent).toHaveLength(1));
    expect(slack.envelopes).toHaveLength(2);
  });

  it('lives on after what is no envelope, or holds no payload that can be read', async () => {
    await start();
    slack.pushText('not JSON');
    slack.pushText('['.repeat(100_000));
    const bad = [null, [], 'text', { type: 'slash_commands' }, { type: '__proto__' }];
    for (const one of bad) slack.push(one);
    const payloads: unknown[] = [
      null,
      'text',
      {},
      { command: '/ai-usage' },
      { type: 'block_actions' },
    ];
    for (const [at, payload] of payloads.entries()) {
      for (const type of ['slash_commands', 'interactive', 'events_api']) {
        slack.push({ ...envelope(`e-bad-${at}-${type}`), type, payload });
      }
    }
    slack.push(envelope('e-good'));
    await vi.waitFor(() => expect(slack.sent).toHaveLength(1), 5000);
    expect(slack.envelopes).toContainEqual({ envelope_id: 'e-good', payload: {} });
    expect(way.connected()).toBe(true);
    expect(slack.state.opened).toBe(1);
  });

  it('goes on trying while Slack refuses, whatever it says', async () => {
    await start();
    const refusals: (Record<string, unknown> | number)[] = [
      { ok: false, error: 'internal_error' },
      { ok: false, error: 'invalid_auth' },
      { ok: false, error: 'too_many_websockets' },
    ];
    slack.state.api.set(
      'apps.connections.open',
      () => refusals.shift() ?? { ok: true, url: slack.apiUrl.replace('http', 'ws') },
    );
    slack.hangUp();
    await vi.waitFor(() => expect(slack.state.opened).toBe(2), 3000);
    await vi.waitFor(() => expect(way.connected()).toBe(true));
    expect(refusals).toEqual([]);
  });

  it('fails to start with a sentence where the app token is refused, and holds no port', async () => {
    slack.state.api.set('apps.connections.open', () => ({ ok: false, error: 'invalid_auth' }));
    prepare();
    await expect(way.start()).rejects.toMatchObject({
      code: 'unauthorized',
      message: 'Slack refuses SLACK_APP_TOKEN (invalid_auth): set a valid one.',
    });
    expect(way.connected()).toBe(false);
  });

  it('answers health checks on its port, and nothing else', async () => {
    await start();
    const base = `http://127.0.0.1:${port}`;
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect((await fetch(`${base}/readyz?x`)).status).toBe(503);
    expect((await fetch(`${base}/readyz`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${base}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  it('fails to start with a sentence on a port that is taken', async () => {
    await start();
    const { log } = keptLog();
    const second = createSocketReceiver({
      appToken: 'xapp-test',
      slackApiUrl: slack.apiUrl,
      port,
      routes: ROUTES,
      log,
    });
    await expect(second.start()).rejects.toThrow(`Port ${port} is in use by another program`);
  });

  it('stays away once it is stopped', async () => {
    await start();
    await way.stop();
    expect(way.connected()).toBe(false);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
    expect(slack.state.opened).toBe(1);
  });
});
