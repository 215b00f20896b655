import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { compareClocks } from '../../src/doctor/clock.ts';
import { createReadServerTime } from '../../src/doctor/server-time.ts';
import { openDatabase } from '../../src/store/database.ts';
import { readSettings } from '../../src/settings.ts';
import { SECRET_MARK, startCompany, type Company } from '../support/company.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { runProgram } from '../support/program.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let company: Company;
let postgres: PostgresServer;

beforeAll(async () => {
  [company, postgres] = await Promise.all([startCompany(), startPostgres()]);
});
afterAll(() => Promise.all([company.close(), postgres.stop()]));

const report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      state: z.enum(['right', 'wrong', 'open']),
      subject: z.string(),
      found: z.string(),
      mend: z.string().optional(),
    }),
  ),
});

type Finding = z.output<typeof report>['findings'][number];

/** What the doctor finds of a company whose settings are right but for these. */
async function examine(
  changed: Readonly<Record<string, string>> = {},
  of: Company = company,
  mode: 'socket' | 'http' = 'socket',
): Promise<{ ok: boolean; wrong: Finding[]; all: Finding[] }> {
  // None is there yet: opening one takes longer than everything else.
  const DATA_DIR = join(of.folder, 'no-database-yet');
  const settings = { ...of.settings(mode), DATA_DIR, ...changed };
  const { code, out, err } = await runProgram('doctor', ['--json'], settings);
  expect(out + err).not.toContain(SECRET_MARK);
  const { ok, findings } = report.parse(JSON.parse(out));
  expect(code).toBe(ok ? 0 : 1);
  const wrong = findings.filter(({ state }) => state === 'wrong');
  expect(ok).toBe(wrong.length === 0);
  expect(wrong.every(({ mend }) => mend)).toBe(true);
  return { ok, wrong, all: findings };
}

async function teams(yaml: string): Promise<Record<string, string>> {
  const TEAMS_FILE = join(company.folder, 'doctored.yml');
  await writeFile(TEAMS_FILE, yaml);
  return { TEAMS_FILE };
}

describe('the doctor', () => {
  it('finds nothing wrong where nothing is, a line for each thing', async () => {
    const DATA_DIR = await company.dataDir();
    const settings = {
      ...company.settings('socket'),
      DATA_DIR,
      SLACK_CONFIG_TOKEN: company.slack.configToken,
    };
    const { code, out, err } = await runProgram('doctor', [], settings);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n').slice(0, -2);
    expect(lines.filter((line) => !/^[✓–] \S+ {2,}\S/.test(line))).toEqual([]);
    for (const said of [
      '✓ manifest.yml          Slack takes it',
      'embedded PostgreSQL',
      'all 13 of manifest.yml are granted',
      '(lingma_developerUsage_read)',
      '(Teams Read-only)',
      'Lingma knows all 6 departments',
      'Windsurf knows all 3 groups',
      'Nothing is wrong',
    ]) {
      expect(out).toContain(said);
    }
    expect(out).not.toContain(SECRET_MARK);
  });

  it('tells every setting that is wrong, and looks at the rest all the same', async () => {
    const { wrong, all } = await examine({ PORT: 'x', MIN_GROUP_SIZE: '-1', LINGMA_TOKEN: '' });
    expect(wrong.map(({ subject }) => subject)).toEqual(['PORT', 'LINGMA_TOKEN', 'MIN_GROUP_SIZE']);
    expect(all).toContainEqual(
      expect.objectContaining({ state: 'right', subject: 'WINDSURF_SERVICE_KEY' }),
    );
    expect(all.filter(({ found }) => found.includes('lingma_'))).toEqual([]);
  });

  it('says that nothing is set at all', async () => {
    const { code, out } = await runProgram('doctor', [], { DATA_DIR: await company.dataDir() });
    expect(code).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'LINGMA_TOKEN']) {
      expect(out).toMatch(new RegExp(`^✗ ${name} +is missing`, 'm'));
    }
  });

  it.each([
    [
      'a bot token',
      { SLACK_BOT_TOKEN: `xoxb-${SECRET_MARK}-no` },
      ['SLACK_BOT_TOKEN'],
      'invalid_auth',
    ],
    [
      'an app token',
      { SLACK_APP_TOKEN: `xapp-${SECRET_MARK}-no` },
      ['SLACK_APP_TOKEN'],
      'invalid_auth',
    ],
    [
      'a configuration token',
      { SLACK_CONFIG_TOKEN: `xoxe-${SECRET_MARK}-no` },
      ['SLACK_CONFIG_TOKEN'],
      'invalid_auth',
    ],
    [
      'a Lingma token',
      { LINGMA_TOKEN: `pt-${SECRET_MARK}-no` },
      ['LINGMA_TOKEN'],
      'refused the token',
    ],
    [
      'a Lingma organization',
      { LINGMA_ORGANIZATION_ID: 'elsewhere' },
      ['LINGMA_TOKEN'],
      'does not belong to the organization',
    ],
    ['a Lingma address', { LINGMA_BASE_URL: 'http://127.0.0.1:9' }, ['LINGMA_BASE_URL'], 'Lingma'],
    [
      'a Windsurf key',
      { WINDSURF_SERVICE_KEY: `${SECRET_MARK}-no` },
      ['WINDSURF_SERVICE_KEY'],
      'refused the service key',
    ],
    [
      'an admin',
      { ADMIN_USERS: 'U0NOBODY1,nobody@lantern.example' },
      ['ADMIN_USERS', 'ADMIN_USERS'],
      'is no one in Slack',
    ],
    ['a channel', { ADMIN_CHANNEL: 'C0NOWHERE' }, ['ADMIN_CHANNEL'], 'sees no channel'],
    [
      'a database',
      { DATABASE_URL: `postgres://bot:${SECRET_MARK}@127.0.0.1:9/usage` },
      ['DATABASE_URL'],
      'nothing listens there',
    ],
    ['a directory', { DATA_DIR: '/dev/null/data' }, ['DATA_DIR'], 'cannot be used'],
    [
      'an address of Slack',
      { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
      'cannot be reached',
    ],
  ])('%s that is wrong is told by its setting', async (_what, changed, subjects, said) => {
    const { wrong } = await examine(changed);
    expect([...new Set(wrong.map(({ subject }) => subject))]).toEqual([...new Set(subjects)]);
    expect(wrong[0]?.found).toContain(said);
  });

  it('names each permission that a key lacks, by the vendor’s name', async () => {
    const { lingma, windsurf } = company;
    const lacking = ['lingma_developerUsage_read', 'base_orgdepartment_read'] as const;
    for (const permission of lacking) lingma.permissions.delete(permission);
    windsurf.permissions.clear();
    const { wrong } = await examine();
    for (const permission of lacking) lingma.permissions.add(permission);
    windsurf.permissions.add('Teams Read-only');
    expect(wrong.map(({ subject, mend }) => [subject, mend?.split(';')[0]])).toEqual([
      ['LINGMA_TOKEN', 'give it the permission base_orgdepartment_read'],
      ['LINGMA_TOKEN', 'give it the permission lingma_developerUsage_read'],
      ['WINDSURF_SERVICE_KEY', 'give it the permission Teams Read-only'],
    ]);
  });

  it('tells of a key that is taken and shows nothing', async () => {
    company.windsurf.quirks.withoutRoster = true;
    const { wrong } = await examine();
    company.windsurf.quirks.withoutRoster = false;
    expect(wrong).toMatchObject([{ subject: 'WINDSURF_SERVICE_KEY' }]);
    expect(wrong[0]?.found).toContain('sent no roster');
  });

  it('names teams whose department or group there is not, and managers who are no one', async () => {
    const { world } = company;
    const deleted = world.slackUsers.find((user) => user.deleted);
    const guest = world.slackUsers.find((user) => user.role === 'guest');
    const known = world.departments[0]?.id ?? '';
    const file = await teams(`
teams:
  lost:
    lingma: { departments: [${known}, d-nowhere] }
    windsurf: { groups: [nobodies] }
    managers: [U0NOBODY1, ghost@lantern.example, ${deleted?.id ?? ''}, ${guest?.id ?? ''}]
`);
    const { wrong } = await examine(file);
    expect(wrong.map(({ subject, found }) => `${subject}: ${found}`)).toEqual([
      'TEAMS_FILE: Lingma knows no department “d-nowhere” (team lost)',
      'TEAMS_FILE: Windsurf knows no group “nobodies” (team lost)',
      'managers: U0NOBODY1 (team lost) is no one in Slack',
      'managers: ghost@lantern.example (team lost) is no one in Slack',
      `managers: ${deleted?.id ?? ''} (team lost) has a deactivated account`,
      `managers: ${guest?.id ?? ''} (team lost) is a guest, who is shown nothing`,
    ]);
  });

  it('tells of a teams file that cannot be read, with its line', async () => {
    const { wrong } = await examine(await teams('teams:\n  a: { lingma: { departments: x } }\n'));
    expect(wrong.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('doctored.yml:2'),
    ]);
  });

  it('takes no limit of Slack’s for a fault of the setting', async () => {
    const limited = { kind: 'status', status: 429, retryAfter: '90' } as const;
    for (const path of ['apps.connections.open', 'auth.test', 'conversations.info']) {
      company.slack.faults.set(limited, { path });
    }
    const { wrong, all } = await examine({ ADMIN_CHANNEL: 'C0NOWHERE' });
    company.slack.faults.clear();
    expect(wrong).toEqual([]);
    for (const subject of ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'ADMIN_CHANNEL']) {
      const found = expect.stringMatching(/^not checked: Slack .*asks (?:the bot )?to wait/);
      expect(all).toContainEqual({ state: 'open', subject, found });
    }
    expect(JSON.stringify(all)).not.toContain('does not take');
  });

  it('tells what is wrong with a teams file apart from what to do', async () => {
    const { wrong: lost } = await examine({ TEAMS_FILE: '/nowhere/teams.yml' });
    expect(lost).toMatchObject([
      {
        subject: 'TEAMS_FILE',
        found: expect.stringMatching(/^cannot be read \(ENOENT: .*\)$/),
        mend: 'correct the path, or leave TEAMS_FILE empty',
      },
    ]);
    const { wrong } = await examine(await teams('teams:\n  a: { members: [Bob] }\n'));
    expect(wrong).toMatchObject([{ mend: 'see teams.example.yml, which shows every key' }]);
  });

  it('names the setting for which it did not look at the database', async () => {
    const { wrong, all } = await examine({ DATABASE_URL: 'mysql://bot@127.0.0.1/usage' });
    expect(wrong.map(({ subject }) => subject)).toEqual(['DATABASE_URL']);
    expect(all.find(({ subject }) => subject === 'database')?.found).toBe(
      'not checked: DATABASE_URL is wrong',
    );
  });

  it('tells a clock that is off', async () => {
    const read = await readSettings(company.settings('http'));
    if (!read.ok) throw new Error('The settings are wrong.');
    const now = () => new Date(Date.now() - 6 * 60_000);
    const findings = await compareClocks({
      settings: read.settings,
      isAsSet: () => true,
      readServerTime: createReadServerTime(now),
    });
    expect(findings.map(({ state }) => state)).toEqual(['wrong', 'wrong', 'wrong']);
    expect(findings[0]?.found).toMatch(
      /^this machine’s is 3\d\d seconds behind Slack’s: Slack’s requests are taken for replays$/,
    );
  });
});

describe('with another Slack, the doctor', () => {
  it('holds the scopes against the manifest', async () => {
    const scopes = ['commands', 'users:read', 'chat:write'];
    const other = await startCompany({ slack: { scopes } });
    const { wrong } = await examine({}, other);
    await other.close();
    expect(wrong[0]).toMatchObject({ subject: 'scopes' });
    expect(wrong[0]?.found).toContain('users:read.email, dnd:read, files:write');
  });

  it('says what stands in the place of blocks that a workspace refuses', async () => {
    const other = await startCompany({ slack: { refuseBlocks: ['data_visualization'] } });
    const { ok, all } = await examine({}, other);
    await other.close();
    expect(ok).toBe(true);
    const messages = all.filter(({ subject }) => subject === 'messages');
    expect(messages.map(({ found }) => found)).toEqual([
      'Slack takes the help',
      'Slack takes a summary with charts without charts and tables; text stands in their place',
      expect.stringContaining('a table of teams'),
    ]);
  });

  it('looks at the admins’ channel', async () => {
    const channel = (change: object) => ({ id: 'C0ADMINS', name: 'admins', ...change });
    for (const [change, said] of [
      [{}, null],
      [{ archived: true }, '#admins is archived'],
      [{ hasBot: false }, 'the bot is not in #admins'],
      [{ hasBot: false, private: true }, 'the bot sees no channel C0ADMINS'],
      [{ shared: true }, 'people of other organizations read #admins'],
    ] as const) {
      const other = await startCompany({ slack: { channels: [channel(change)] } });
      const { wrong } = await examine({ ADMIN_CHANNEL: 'C0ADMINS' }, other);
      await other.close();
      expect(wrong.map(({ found }) => found)).toEqual(said === null ? [] : [said]);
    }
  });

  it('says over HTTP that nobody can tell whether the signing secret is right', async () => {
    const { ok, all } = await examine({}, company, 'http');
    expect(ok).toBe(true);
    expect(all).toContainEqual(
      expect.objectContaining({ state: 'open', subject: 'SLACK_SIGNING_SECRET' }),
    );
  });
});

describe('on PostgreSQL, the doctor', () => {
  it('tells its version and what the next start makes, and changes nothing', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    for (let time = 0; time < 2; time += 1) {
      const { ok, all } = await examine({ DATABASE_URL });
      expect(ok).toBe(true);
      const found = all.filter(({ subject }) => subject === 'DATABASE_URL').map((one) => one.found);
      expect(found[0]).toMatch(/^PostgreSQL \d+.* can be written to$/);
      expect(found[1]).toMatch(/^the next start brings its tables up to date \(\d+ to go\)$/);
    }
  });

  it('tells of one that a newer version of the bot has made', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const database = await openDatabase({ url: DATABASE_URL, dataDir: '' });
    expect((await examine({ DATABASE_URL })).ok).toBe(true);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'later')`.execute(
      database.kysely,
    );
    const { wrong } = await examine({ DATABASE_URL });
    await database.close();
    expect(wrong).toMatchObject([{ subject: 'DATABASE_URL' }]);
    expect(wrong[0]?.found).toContain('9999-later');
  });

  it('tells of a database that cannot be written to', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const { wrong } = await examine({
      DATABASE_URL: `${DATABASE_URL}?options=-c%20default_transaction_read_only%3Don`,
    });
    expect(wrong).toMatchObject([{ subject: 'DATABASE_URL' }]);
    expect(wrong[0]?.found).toContain('read-only transaction');
  });
});
