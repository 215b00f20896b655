import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { SECRET_MARK } from '../support/company.ts';
import { expectNoSecretIn } from '../support/nothing-amiss.ts';
import { startOffice, type Office } from '../support/office.ts';
import { launch } from '../support/running-bot.ts';

// Several bots start at once here, on however few processors.
vi.setConfig({ testTimeout: 180_000 });

let office: Office;

beforeAll(async () => {
  office = await startOffice();
});

afterAll(async () => {
  await office.end();
});

/** Starts a bot that cannot start, and gives all that it said. */
async function refusalOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const bot = launch(settings);
  const ending = await bot.ended;
  expect({ ...ending, output: bot.output() }).toMatchObject({ code: 1, signal: null });
  expectNoSecretIn(bot.output());
  return bot.output();
}

async function fileWith(text: string): Promise<string> {
  const path = join(office.folder, randomUUID());
  await writeFile(path, text);
  return path;
}

const BAD_TEAMS = `teams:
  backend:
    aliases: [be]
    lingma: { departments: [d-backend] }
    boss: U0123
  frontend:
    lingma: { departments: [d-frontend] }
    members: [nobody]
`;

const SHARED_NAME = `teams:
  backend:
    aliases: [be]
    lingma: { departments: [d-backend] }
  belgium:
    aliases: [BE]
    lingma: { departments: [d-belgium] }
  empty:
    name: Nobody
`;

it.concurrent('without any settings it points to the demo', async () => {
  expect(await refusalOf({})).toContain('npm run demo');
});

it.concurrent('tells all that is wrong at once, each by its name, and no secret', async () => {
  const TEAMS_FILE = await fileWith(BAD_TEAMS);
  const said = await refusalOf({
    SLACK_BOT_TOKEN: `${SECRET_MARK}-no-bot-token`,
    SLACK_APP_TOKEN: `xoxb-${SECRET_MARK}`,
    SLACK_SIGNING_SECRET: `${SECRET_MARK} with a space`,
    SLACK_API_URL: 'slack.com',
    PORT: 'http',
    LINGMA_BASE_URL: 'openapi.example',
    LINGMA_TOKEN: `${SECRET_MARK}\ttab`,
    WINDSURF_BASE_URL: 'ftp://windsurf.example',
    DATABASE_URL: `mysql://root:${SECRET_MARK}@db.example/usage`,
    RETENTION_DAYS: '-1',
    SYNC_EVERY_MINUTES: '7',
    REPORT_TIMEZONE: 'Mars/Olympus',
    ADMIN_USERS: 'ann',
    ADMIN_CHANNEL: '#admins',
    MIN_GROUP_SIZE: '0',
    LOG_LEVEL: 'loud',
    TEAMS_FILE,
  });
  const named = said.split('\n').flatMap((line) => /^ {2}(\S+) {2,}\S/.exec(line)?.[1] ?? []);
  expect(named).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_API_URL',
    'PORT',
    'LINGMA_BASE_URL',
    'LINGMA_ORGANIZATION_ID',
    'LINGMA_TOKEN',
    'WINDSURF_BASE_URL',
    'WINDSURF_SERVICE_KEY',
    'DATABASE_URL',
    'RETENTION_DAYS',
    'SYNC_EVERY_MINUTES',
    'REPORT_TIMEZONE',
    'ADMIN_USERS',
    'ADMIN_CHANNEL',
    'MIN_GROUP_SIZE',
    'LOG_LEVEL',
    `${TEAMS_FILE}:5`,
    `${TEAMS_FILE}:8`,
  ]);
});

it.concurrent.each([
  ['an unknown key', BAD_TEAMS, /teams\.yml:5 +“boss” is not known here/],
  ['a shared name', SHARED_NAME, /teams\.yml:6 +“BE” already names the team backend/],
  ['nobody', SHARED_NAME, /teams\.yml:8 +empty has nobody in it/],
  ['what is no YAML', 'teams:\n  backend: [\n', /teams\.yml:\d+ +is not YAML/],
  ['nothing at all', null, /TEAMS_FILE +cannot be read \(ENOENT.+teams\.yml/],
])('names file and line of %s in the teams', async (what, text, complaint) => {
  const TEAMS_FILE = join(office.folder, `${what}-teams.yml`);
  if (text !== null) await writeFile(TEAMS_FILE, text);
  expect(await refusalOf({ ...office.settings('socket'), TEAMS_FILE })).toMatch(complaint);
});

it.concurrent('leaves a data directory alone that another bot works in, and names that one', async () => {
  const said = await refusalOf({ ...office.settings('socket'), DATA_DIR: office.data });
  expect(said).toContain(`is in use by process ${office.bot.pid}`);
});

it.concurrent('says what is in the way of its data directory', async () => {
  const DATA_DIR = await fileWith('');
  const said = await refusalOf({ ...office.settings('socket'), DATA_DIR });
  expect(said).toContain(`DATA_DIR ${DATA_DIR} cannot be used`);
});

it.concurrent('says that its port is taken', async () => {
  const { port } = new URL(office.bot.url);
  const DATA_DIR = await office.dataDir();
  const said = await refusalOf({ ...office.settings('http'), DATA_DIR, PORT: port });
  expect(said).toContain(`Port ${port} is in use by another program`);
});

it.concurrent.each([
  ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: `xoxb-${SECRET_MARK}-wrong` }],
  ['SLACK_APP_TOKEN', { SLACK_APP_TOKEN: `xapp-${SECRET_MARK}-wrong` }],
])('says that Slack refuses %s', async (name, wrong) => {
  const DATA_DIR = await office.dataDir();
  const said = await refusalOf({ ...office.settings('socket'), DATA_DIR, ...wrong });
  expect(said).toContain(`Slack refuses ${name} (invalid_auth): set a valid one.`);
});

it.concurrent.each([
  ['Slack', { SLACK_API_URL: 'http://127.0.0.1:9/api/' }, 'Slack at 127.0.0.1:9 cannot be reached'],
  [
    'its database',
    { DATABASE_URL: `postgres://bot:${SECRET_MARK}@127.0.0.1:9/usage` },
    'The database at 127.0.0.1:9/usage (DATABASE_URL) cannot be used',
  ],
])('says that %s cannot be reached', async (_what, wrong, sentence) => {
  const DATA_DIR = await office.dataDir();
  expect(await refusalOf({ ...office.settings('socket'), DATA_DIR, ...wrong })).toContain(sentence);
});
