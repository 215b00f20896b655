import { sql } from 'kysely';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { API_KEY_MARK } from '../../sandbox/world/windsurf.ts';
import { readMetrics } from '../metrics/scrape.ts';
import { ask } from '../support/asking.ts';
import { makeWorld, SECRET_MARK } from '../support/company.ts';
import { marksIn, peopleMarks, type Mark } from '../support/marks.ts';
import { expectNoSecretStored } from '../support/nothing-amiss.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startOffice, type Office } from '../support/office.ts';
import { launch } from '../support/running-bot.ts';
import { askEverything, who } from './everything.ts';

vi.setConfig({ testTimeout: 240_000 });

let office: Office;
let marks: Mark[];
let gossip: Server;
/** All that any bot here has written. */
const written: string[] = [];

beforeAll(async () => {
  const world = makeWorld();
  const admins = world.channels.find(({ name }) => name === 'ai-usage-admins');
  office = await startOffice({
    world,
    settings: { LOG_LEVEL: 'trace', ADMIN_CHANNEL: admins?.id ?? '' },
    backfillDays: 10,
    refusals: true,
  });
  marks = [
    { what: 'a secret', text: SECRET_MARK },
    { what: 'a seat’s key', text: API_KEY_MARK },
    ...peopleMarks(office.world),
  ];
  gossip = createServer((request, response) => {
    const { name, mail } = office.world.people[0] ?? { name: '', mail: '' };
    const heard = JSON.stringify(request.headers);
    const isRude = request.url?.includes('departments');
    const words = `${name} <${mail}> (${who(office, 'ann')}) may not${isRude ? '' : heard}`;
    response.writeHead(isRude ? 400 : 403, {
      'content-type': 'application/json',
      'x-request-id': name.replaceAll(' ', '-'),
    });
    response.end(JSON.stringify({ errorCode: words, errorMessage: words, error: words }));
  });
  gossip.listen(0, '127.0.0.1');
  await once(gossip, 'listening');
});

afterAll(async () => {
  gossip.close();
  await office.end();
});

/** Waits for the bot's end, and keeps what it has written, which is JSON line by line. */
async function end(): Promise<void> {
  await office.bot.stop();
  const output = office.bot.output();
  for (const line of output.split('\n')) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) });
  }
  written.push(output);
}

/** Makes every subscription due a few minutes ago. No bot may be running on the data. */
async function makeDue(dataDir: string): Promise<void> {
  const database = await openDatabase({ url: null, dataDir });
  const { rows } = await sql`
    update subscription set next_at = now() - interval '3 minutes', next_date = current_date returning id
  `.execute(database.kysely);
  await database.close();
  expect(rows.length).toBeGreaterThan(0);
}

async function scrape() {
  const response = await fetch(`${office.bot.url}/metrics`);
  return { response, text: await response.text() };
}

it('nothing that people ask or press leaves a secret, a name, an address or an id in the log', async () => {
  await office.bot.synced();
  expect(await askEverything(office)).toBeGreaterThan(60);
  const shown = JSON.stringify(office.slack.transcript.events);
  // What is searched for was there to be found.
  expect(marksIn(shown, marks).length).toBeGreaterThan(40);
});

it('what is counted is what the log tells', async () => {
  const { samples } = readMetrics((await scrape()).text);
  const sum = (name: string, outcome?: string) =>
    samples
      .filter((one) => one.name === `ai_usage_bot_${name}`)
      .filter(({ labels }) => outcome === undefined || labels['outcome'] === outcome)
      .reduce((total, { value }) => total + value, 0);
  const said = (message: string) => office.bot.output().split(`"msg":"${message}"`).length - 1;
  expect(sum('commands_total')).toBe(said('answered') + said('could not be answered'));
  expect(sum('command_duration_seconds_count')).toBe(sum('commands_total'));
  for (const outcome of ['answered', 'refused', 'misunderstood']) {
    expect(sum('commands_total', outcome)).toBeGreaterThan(0);
  }
  expect(sum('syncs_total', 'succeeded')).toBeGreaterThan(5);
  expect(sum('sync_rows_total')).toBeGreaterThan(100);
  expect([sum('database_up'), sum('slack_connected')]).toEqual([1, 1]);
});

const SAMPLE = {
  verb: /^[a-z]+(?:-[a-z]+){0,2}$/,
  outcome:
    /^(?:answered|refused|misunderstood|unavailable|failed|undelivered|succeeded|posted|later|[a-z_]+)$/,
  provider: /^(?:lingma|windsurf)$/,
  feed: /^(?:seats|people|groups|person-days|department-days)$/,
  kind: /^(?:digest|notice|nudge)$/,
  state: /^(?:pending|sending|sent|unknown|failed|skipped)$/,
  le: /^(?:[\d.]+|\+Inf)$/,
  mode: /^(?:socket|http)$/,
  version: /^\d+\.\d+\.\d+$/,
};

it('and nothing of anybody is in the labels of what is counted', async () => {
  const { response, text } = await scrape();
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(marksIn(text, marks)).toEqual([]);
  const own = readMetrics(text).samples.filter(({ name }) => name.startsWith('ai_usage_bot_'));
  for (const [label, pattern] of Object.entries(SAMPLE)) {
    const values = new Set(own.flatMap(({ labels }) => labels[label] ?? []));
    expect([...values].filter((value) => !pattern.test(value))).toEqual([]);
    expect([label, values.size > 0, values.size < 50]).toEqual([label, true, true]);
  }
  const labels = new Set(own.flatMap((sample) => Object.keys(sample.labels)));
  expect([...labels].filter((label) => !(label in SAMPLE))).toEqual([]);
});

const FAULTS: readonly Fault[] = [
  { kind: 'cut' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfter: '0' },
  { kind: 'garbage' },
  { kind: 'html' },
  { kind: 'plain-string', status: 400 },
  { kind: 'truncated' },
  { kind: 'unauthorized' },
  { kind: 'forbidden' },
];

it('nor do faults of every kind, and whoever asked is given the id of what is logged', async () => {
  const { slack, lingma, windsurf } = office;
  const user = who(office, 'bob');
  for (const fault of FAULTS) {
    lingma.faults.set(fault);
    windsurf.faults.set(fault);
    await ask(office, '/ai-usage backend period=2026-10-01..2026-10-07', { user });
    lingma.faults.clear();
    windsurf.faults.clear();
    for (const path of ['users.', 'chat.', 'views.', 'conversations.', 'files.']) {
      slack.faults.set(fault, { path, times: 4 });
    }
    // Somebody whom the bot has not heard of lately, so that it asks Slack.
    const other = office.world.slackUsers.find(({ handle }) => handle === 'gus')?.id ?? '';
    await ask(office, '/ai-usage user=@gus', { user: other });
    await ask(office, '/ai-usage export team=backend', { user });
    await slack.command('/ai-usage subscribe', { user });
    slack.faults.clear();
  }
  const apologies = office.slack.transcript.events.flatMap((event) =>
    'message' in event ? (/Reference: `(r-[a-z2-9]{6})`/.exec(event.message.text)?.[1] ?? []) : [],
  );
  expect(apologies.length).toBeGreaterThan(0);
  const lines = office.bot
    .output()
    .split('\n')
    .filter((line) => line.includes('could not be answered'));
  for (const reference of apologies) {
    expect(lines.filter((line) => line.includes(`"request":"${reference}"`))).toHaveLength(1);
  }
});

it('nor does what the bot sends of its own accord, whatever Slack makes of it', async () => {
  const { slack } = office;
  await end();
  await makeDue(office.data);
  for (const kind of ['garbage', 'truncated', 'html'] as const) {
    slack.faults.set({ kind }, { path: 'chat.postMessage', times: 2 });
    slack.faults.set({ kind }, { path: 'conversations.', times: 2 });
  }
  slack.faults.set({ kind: 'unauthorized' }, { path: 'chat.postMessage', times: 1 });
  const bot = await office.start();
  for (const message of ['digests are due', 'Slack refuses SLACK_BOT_TOKEN']) {
    expect(await bot.said(message)).toMatchObject({ request: expect.any(String) });
  }
  await bot.synced();
  slack.faults.clear();
});

it('nor over HTTP, where vendors repeat what they were sent and talk of people', async () => {
  await end();
  const address = gossip.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const { signingSecret } = office.slack;
  // With nothing held, so that everything is asked for.
  const DATA_DIR = await office.dataDir();
  const bot = await office.start({
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: signingSecret,
    LINGMA_BASE_URL: url,
    WINDSURF_BASE_URL: url,
    DATA_DIR,
  });
  office.slack.requestUrl = `${bot.url}/slack/events`;
  expect(await bot.said('could not be synced')).toMatchObject({ request: expect.any(String) });
  await ask(office, '/ai-usage status', { user: who(office, 'ann') });
  await ask(office, '/ai-usage team=data', { user: who(office, 'bob') });
  const post = (body: string, headers = {}) =>
    fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers });
  await post('{"user":{"name":"Ann Meyer"', { 'content-type': 'application/json' });
  await post('payload={"user":{"name":"Ann Meyer"');
  await post(`text=ann@lantern.example&token=${SECRET_MARK}`, {
    'x-slack-signature': 'v0=ann@lantern.example',
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
  });
  await fetch(`${bot.url}/who?name=Ann%20Meyer&mail=ann@lantern.example`, { method: 'POST' });
  await end();
});

// As soon as the bot has its log.
const CRASH = `setInterval(() => {
  if (process.listenerCount('uncaughtException') === 0) return;
  throw new Error('Ann Meyer <ann@lantern.example>'.replace(/.*/, (who) => \`"\${who}" \${process.env.SLACK_BOT_TOKEN}\`));
}, 50)`;

it.each<[string, Record<string, string>, number]>([
  ['cannot start', { DATABASE_URL: `postgres://bot:${SECRET_MARK}@127.0.0.1:1/db` }, 1],
  ['has a wrong token', { SLACK_BOT_TOKEN: `xoxb-${SECRET_MARK}-wrong` }, 1],
  ['has settings that cannot be read', { LINGMA_BASE_URL: `https://ann:${SECRET_MARK}@x` }, 1],
  ['crashes', { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CRASH)}` }, 1],
])('nor does a bot that %s', async (_what, change, code) => {
  const DATA_DIR = await office.dataDir();
  const settings = { ...office.settings('socket'), DATA_DIR, LOG_LEVEL: 'trace', ...change };
  const bot = launch(settings);
  expect(await bot.ended).toMatchObject({ code });
  expect(bot.output()).not.toBe('');
  written.push(bot.output());
});

it('what they wrote is about nobody, and holds no secret', () => {
  const lines = written.flatMap((output) => output.split('\n'));
  expect(lines.length).toBeGreaterThan(200);
  expect(marksIn(lines.join('\n'), marks)).toEqual([]);
  const crashed = lines.filter((line) => line.includes('"crashed"'));
  expect(crashed).toHaveLength(1);
  expect(crashed[0]).toContain('[redacted]');
});

it('and no secret is in what is stored', async () => {
  await expect(expectNoSecretStored(office.data)).resolves.toBeUndefined();
});
