import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportTeam } from '../../src/domain/answers.ts';
import { AppError } from '../../src/errors.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { createHttpReceiver } from '../../src/slack/receivers.ts';
import {
  ANN,
  ROUTES,
  keptLog,
  digestsOf,
  homesOf,
  nudgesOf,
  questionsOf,
  startBot,
  SUMMARY,
  type Bot,
  type ReportTeamResult,
} from './bot.ts';
import {
  command,
  post,
  signed,
  SIGNING_SECRET,
  startSlack,
  TAKES,
  type Behaviour,
  type Sent,
  type Slack,
} from './slack-stand-in.ts';

let slack: Slack;
let bot: Bot | undefined;
let reportTeam: ReportTeam;
const asked: unknown[] = [];

beforeEach(async () => {
  slack = await startSlack();
  asked.length = 0;
  reportTeam = async () => SUMMARY;
});

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.stop();
});

async function start(): Promise<Bot> {
  bot = await startBot(slack, {
    reportTeam: async (actor, ask, onProgress) => {
      asked.push({ actor, ask });
      return reportTeam(actor, ask, onProgress);
    },
  });
  return bot;
}

async function ask(text: string, change: Record<string, string> = {}) {
  const { port } = bot ?? (await start());
  return post(port, command(text, slack.responseUrl, change));
}

async function answers(count: number): Promise<Sent[]> {
  await vi.waitFor(() => expect(slack.sent.length).toBeGreaterThanOrEqual(count), 4000);
  await bot?.drain(5000);
  expect(slack.sent).toHaveLength(count);
  return slack.sent;
}

function typesOf(sent: Sent | undefined): string[] {
  return sent?.blocks?.map(({ type }) => type) ?? [];
}

function refuseIf(test: (sent: Sent) => boolean, refusal: ReturnType<Behaviour>): Behaviour {
  return (sent) => (test(sent) ? refusal : TAKES(sent));
}

const hasChart = (sent: Sent) => typesOf(sent).includes('data_visualization');

describe('a request to /slack/events', () => {
  it('is refused without Slack’s signature, with another one’s and with an old one', async () => {
    const { port } = await start();
    const fields = command('team=backend', slack.responseUrl);
    const body = new URLSearchParams(fields).toString();
    const now = Math.floor(Date.now() / 1000);
    const bad = [
      { 'x-slack-signature': 'v0=00' },
      signed(body, now, 'another secret'),
      signed(body, now - 600),
    ];
    for (const headers of bad) expect((await post(port, fields, headers)).status).toBe(401);
    expect((await post(port, fields)).status).toBe(200);
    await answers(1);
    expect(asked).toHaveLength(1);
  });

  it('is taken by POST only, and nowhere else', async () => {
    const { port } = await start();
    const base = `http://127.0.0.1:${port}`;
    expect((await fetch(`${base}/slack/events`)).status).toBe(405);
    expect((await fetch(`${base}/slack/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/`)).status).toBe(404);
  });

  it('answers Slack’s check of the certificate without a signature and without doing anything', async () => {
    const { port } = await start();
    const checked = await post(port, { ssl_check: '1', token: 'x' }, { 'x-slack-signature': '' });
    expect(checked.status).toBe(200);
    expect(asked).toEqual([]);
  });

  it('is refused when it is too large', async () => {
    const { port } = await start();
    const fields = command('x'.repeat(600_000), slack.responseUrl);
    expect((await post(port, fields)).status).toBe(413);
  });

  it('is taken once, whoever sends its copy', async () => {
    const { port, lines, clock } = await start();
    const fields = command('team=backend', slack.responseUrl);
    const body = new URLSearchParams(fields).toString();
    const headers = signed(body, Math.floor(Date.now() / 1000));
    await post(port, fields, headers);
    await answers(1);
    expect(await post(port, fields, headers)).toEqual({ status: 200, body: '' });
    clock.now = new Date(clock.now.getTime() + 5 * 60_000);
    expect(await post(port, fields, headers)).toEqual({ status: 200, body: '' });
    await answers(1);
    expect(asked).toHaveLength(1);
    expect(lines.filter(({ why }) => why === 'replayed')).toHaveLength(2);
  });

  it.each([
    ['another workspace', { team_id: 'T2' }],
    ['another workspace that claims an organization', { team_id: 'T2', enterprise_id: 'E9' }],
    ['no workspace', { team_id: '' }],
  ])('is not taken from %s, even signed', async (_name, change) => {
    expect(await ask('team=backend', change)).toEqual({ status: 200, body: '' });
    await ask('team=backend');
    await answers(1);
    expect(asked).toHaveLength(1);
    expect(bot?.lines.filter(({ why }) => why === 'foreign')).toHaveLength(1);
  });

  it('is taken from every workspace of the organization', async () => {
    slack.state.api.set('auth.test', () => ({ ok: true, team_id: 'T1', enterprise_id: 'E1' }));
    await ask('team=backend', { team_id: 'T2', enterprise_id: 'E1' });
    await answers(1);
    expect(asked).toHaveLength(1);
  });

  it('is answered once when Slack sends it again', async () => {
    const { port } = await start();
    const fields = command('team=backend', slack.responseUrl);
    await post(port, fields);
    await post(port, fields, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await answers(1);
    await post(port, { ...fields, trigger_id: 'another' });
    expect(await answers(2)).toHaveLength(2);
  });
});

describe('/ai-usage', () => {
  it('is acknowledged before it is answered', async () => {
    const work = Promise.withResolvers<ReportTeamResult>();
    reportTeam = () => work.promise;
    expect(await ask('team=backend period=7d provider=lingma')).toEqual({ status: 200, body: '' });
    expect(slack.sent).toEqual([]);
    work.resolve(SUMMARY);
    const [answer] = await answers(1);
    expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(answer?.text).toContain('Lines accepted: 12,345');
    expect(hasChart(answer ?? never())).toBe(true);
    expect(asked).toEqual([
      {
        actor: ANN,
        ask: expect.objectContaining({ team: 'backend', period: '7d', provider: 'lingma' }),
      },
    ]);
  });

  it('says that it asks a vendor, and replaces that by the answer', async () => {
    const work = Promise.withResolvers<ReportTeamResult>();
    reportTeam = (_actor, _ask, onProgress) => {
      onProgress({ kind: 'asking', about: 'Backend', titles: ['Lingma'] });
      onProgress({ kind: 'asking', about: 'Backend', titles: ['Lingma', 'Windsurf'] });
      return work.promise;
    };
    await ask('backend');
    await vi.waitFor(() => expect(slack.sent).toHaveLength(1));
    expect(slack.sent[0]?.text).toBe('⏳ Asking Lingma and Windsurf about Backend…');
    work.resolve(SUMMARY);
    const [progress, answer] = await answers(2);
    expect(progress?.replace_original).toBe(false);
    expect(answer?.replace_original).toBe(true);
    expect(answer?.text).toContain('Backend');
  });

  it('uses a response_url at most twice for progress', async () => {
    const steps = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const work = Promise.withResolvers<ReportTeamResult>();
    reportTeam = async (_actor, _ask, onProgress) => {
      for (const [index, step] of steps.entries()) {
        onProgress({ kind: 'asking', about: 'Backend', titles: [`Vendor ${index}`] });
        await step.promise;
      }
      return work.promise;
    };
    await ask('backend');
    for (const [index, step] of steps.entries()) {
      await vi.waitFor(() => expect(slack.sent).toHaveLength(Math.min(index + 1, 2)));
      step.resolve();
    }
    work.resolve(SUMMARY);
    const sent = await answers(3);
    expect(sent.map(({ replace_original }) => replace_original)).toEqual([false, true, true]);
  });

  it('says nothing of progress where the answer is there at once', async () => {
    reportTeam = async (_actor, _ask, onProgress) => {
      onProgress({ kind: 'asking', about: 'Backend', titles: ['Lingma'] });
      return SUMMARY;
    };
    await ask('backend');
    const [answer] = await answers(1);
    expect(answer?.replace_original).toBe(false);
  });

  it.each([
    ['an HTTP error', { status: 400, body: '{"ok":false,"error":"invalid_blocks"}' }],
    ['an error in a good answer', { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' }],
    ['one word', { status: 200, body: 'invalid_blocks' }],
    ['a server error', { status: 500, body: 'invalid_blocks' }],
  ])('draws the chart as text where Slack refuses it with %s', async (_name, refusal) => {
    slack.state.behaviour = refuseIf(hasChart, refusal);
    await ask('backend');
    const [first, second] = await answers(2);
    expect(hasChart(first ?? never())).toBe(true);
    expect(hasChart(second ?? never())).toBe(false);
    expect(JSON.stringify(second?.blocks)).toContain('█');
  });

  it('remembers for an hour which workspace takes no charts', async () => {
    slack.state.api.set('auth.test', () => ({ ok: true, team_id: 'T1', enterprise_id: 'E1' }));
    slack.state.behaviour = refuseIf(hasChart, { status: 400, body: 'invalid_blocks' });
    await ask('backend');
    await answers(2);
    await ask('backend');
    expect(hasChart((await answers(3))[2] ?? never())).toBe(false);
    await ask('backend', { team_id: 'T2', enterprise_id: 'E1' });
    expect(hasChart((await answers(5))[3] ?? never())).toBe(true);
    if (bot) bot.clock.now = new Date('2026-11-22T01:00:01Z');
    await ask('backend');
    expect(hasChart((await answers(7))[5] ?? never())).toBe(true);
  });

  it('answers in plain text where Slack takes no block at all', async () => {
    slack.state.behaviour = refuseIf(({ blocks }) => blocks !== undefined, {
      status: 400,
      body: '{"ok":false,"error":"invalid_blocks"}',
    });
    await ask('backend');
    const sent = await answers(3);
    expect(sent[2]?.blocks).toBeUndefined();
    expect(sent[2]?.text).toContain('Lines accepted: 12,345');
    await ask('backend');
    expect(hasChart((await answers(6))[3] ?? never())).toBe(true);
  });

  it('is acknowledged however many there are, while few are worked on at a time', async () => {
    const work = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    reportTeam = async () => {
      running += 1;
      most = Math.max(most, running);
      await work.promise;
      running -= 1;
      return SUMMARY;
    };
    await start();
    const acknowledged = await Promise.all(Array.from({ length: 20 }, () => ask('backend')));
    expect(acknowledged.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await vi.waitFor(() => expect(running).toBe(3));
    expect(slack.sent).toEqual([]);
    work.resolve();
    await answers(20);
    expect(most).toBe(3);
  });

  it('gives up on a response_url that is used up, and says so in the log', async () => {
    slack.state.behaviour = () => ({ status: 404, body: '{"ok":false,"error":"used_url"}' });
    await ask('backend');
    await answers(1);
    const lines = bot?.lines.filter(({ level }) => level === 'error') ?? [];
    expect(lines).toEqual([expect.objectContaining({ error: { message: 'used_url' } })]);
  });

  it('sends again what was cut off on the way', async () => {
    let cuts = 1;
    slack.state.behaviour = (sent) => (cuts-- > 0 ? 'cut' : TAKES(sent));
    await ask('help');
    const [first, second] = await answers(2);
    expect(second).toEqual(first);
  });

  it('uses a response_url five times at most', async () => {
    reportTeam = async (_actor, _ask, onProgress) => {
      onProgress({ kind: 'asking', about: 'Backend', titles: ['Lingma'] });
      await vi.waitFor(() => expect(slack.sent.length).toBeGreaterThan(0));
      return SUMMARY;
    };
    slack.state.behaviour = refuseIf(({ text }) => !text.startsWith('⏳'), {
      status: 500,
      body: 'oops',
    });
    await ask('backend');
    const sent = await answers(5);
    expect(sent.map(({ replace_original }) => replace_original)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(bot?.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('ends a failure that has a sentence with that sentence and a reference', async () => {
    reportTeam = async () => {
      throw new AppError('unavailable', 'Lingma does not answer.');
    };
    await ask('backend');
    const [answer] = await answers(1);
    expect(answer?.text).toMatch(/^⚠️ Lingma does not answer\. Reference: `r-[a-z2-9]{6}`$/);
  });

  it('ends an unexpected error in a general sentence, with the reference that one log line has', async () => {
    reportTeam = async () => {
      throw new Error('SELECT secret FROM figures');
    };
    await ask('backend');
    const [answer] = await answers(1);
    expect(JSON.stringify(answer)).not.toContain('SELECT');
    const reference = /Reference: `([\w-]+)`/.exec(answer?.text ?? '')?.[1];
    const lines = bot?.lines.filter(({ level }) => level === 'error') ?? [];
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ request: reference, verb: 'report' });
    expect(JSON.stringify(lines[0])).toContain('SELECT secret');
  });

  it.each([
    ['help', 'Ask me like this'],
    ['help', '`/ai-usage team=backend`'],
    ['taem=backend', 'Try: `/ai-usage team=backend`'],
    ['backend provider=lingam', 'Try: `/ai-usage team=backend provider=lingma`'],
    ['nudges previw', 'Try: `/ai-usage nudges preview`'],
    ['team=&lt;!channel&gt; colour=red', '`/ai-usage team="&lt;!channel&gt;"`'],
  ])('answers %j itself', async (text, expected) => {
    await ask(text);
    const [answer] = await answers(1);
    expect(answer?.text).toContain(expected);
    expect(asked).toEqual([]);
  });

  it.each<[string, ReportTeamResult, string[]]>([
    [
      'an unknown team',
      {
        kind: 'unknown-team',
        asked: 'bakend',
        suggestions: [{ id: 'backend', name: 'Backend' }],
        known: 7,
      },
      ['no team “bakend”', 'none of the 7 teams', '`/ai-usage team=backend period=7d`'],
    ],
    [
      'an unknown team among departments',
      {
        kind: 'unknown-team',
        asked: 'core platfrm',
        suggestions: [{ id: '5f1e2d', name: 'Core Platform' }],
        known: 7,
      },
      ['`/ai-usage team="Core Platform" period=7d`'],
    ],
    [
      'an unknown team that is like no other',
      { kind: 'unknown-team', asked: '<!here>', suggestions: [], known: 1 },
      ['no team “&lt;!here&gt;”', '`/ai-usage help`'],
    ],
    [
      'two teams of one name',
      {
        kind: 'ambiguous-team',
        asked: 'core',
        candidates: [
          { id: 'd-1', name: 'Core' },
          { id: 'd-2', name: 'Core' },
        ],
      },
      ['“core” is the name of 2 teams', 'team=d-1 period=7d', 'team=d-2 period=7d'],
    ],
    [
      'a period that is none',
      { kind: 'bad-period', problem: '“7w” is not a period.', suggestion: '49d' },
      ['“7w” is not a period.', 'Try: `/ai-usage team=bakend period=49d`'],
    ],
    [
      'a provider that is none',
      { kind: 'bad-provider', asked: 'x', known: ['lingma'] },
      ['These are: lingma, all.', 'Try: `/ai-usage team=bakend period=7d`'],
    ],
    ['no team at all', { kind: 'no-teams', why: 'No teams yet.' }, ['No teams yet.']],
  ])('answers %s with what would work', async (_name, result, expected) => {
    reportTeam = async () => result;
    await ask('bakend period=7d');
    const [answer] = await answers(1);
    for (const part of expected) expect(answer?.text).toContain(part);
  });

  it('is waited for when the bot stops, but not for ever', async () => {
    const work = Promise.withResolvers<ReportTeamResult>();
    reportTeam = () => work.promise;
    await ask('backend');
    expect(await bot?.drain(20)).toBe(1);
    const drained = bot?.drain(5000);
    work.resolve(SUMMARY);
    expect(await drained).toBe(0);
    expect(slack.sent).toHaveLength(1);
  });
});

describe('the start', () => {
  it.each([
    ['a refused token', { ok: false, error: 'invalid_auth' }, 'unauthorized', 'SLACK_BOT_TOKEN'],
    [
      'another error',
      { ok: false, error: 'fatal_error' },
      'unavailable',
      'answers with an error: fatal_error',
    ],
  ])('fails with a sentence on %s', async (_name, answer, code, part) => {
    slack.state.api.set('auth.test', () => answer);
    const { log } = keptLog();
    const way = createHttpReceiver({
      signingSecret: SIGNING_SECRET,
      port: 0,
      routes: ROUTES,
      log,
    });
    const app = createSlackApp({
      receiver: way.receiver,
      token: 'xoxb-bad',
      slackApiUrl: slack.apiUrl,
      questions: questionsOf({ reportTeam }),
      digests: digestsOf({}),
      nudges: nudgesOf({}),
      homes: homesOf({}),
      providers: [],
      clock: () => new Date(),
      log,
    });
    await expect(app.init()).rejects.toMatchObject({
      name: 'AppError',
      code,
      message: expect.stringContaining(part),
    });
  });

  it('fails with a sentence on a port that is taken', async () => {
    const { port } = await start();
    const { log } = keptLog();
    const second = createHttpReceiver({ signingSecret: 'x', port, routes: ROUTES, log });
    await expect(second.start()).rejects.toThrow(`Port ${port} is in use by another program`);
  });
});

describe('health', () => {
  it('is told on the one address that is set', async () => {
    const { log } = keptLog();
    const way = createHttpReceiver({
      signingSecret: SIGNING_SECRET,
      port: 0,
      address: '127.0.0.1',
      routes: ROUTES,
      log,
    });
    const { port } = await way.start();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow('fetch failed');
    await way.stop();
  });

  it('is told at two addresses', async () => {
    const { port } = await start();
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([alive.status, await alive.json()]).toEqual([200, { ok: true }]);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, slack: false }]);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'HEAD' })).status).toBe(200);
  });

  it('is bad when the check itself fails', async () => {
    const answer = () => Promise.reject(new Error('no database'));
    bot = await startBot(slack, { reportTeam }, [{ path: '/readyz', answer }]);
    const told = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
    expect([told.status, await told.json()]).toEqual([500, { ok: false }]);
  });
});

function never(): never {
  throw new Error('There is no such message.');
}
