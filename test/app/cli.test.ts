import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../src/store/database.ts';
import { createPeopleStore } from '../../src/store/people-store.ts';
import { SECRET_MARK, startCompany, type Company } from '../support/company.ts';
import { startOffice } from '../support/office.ts';
import { runProgram, type Ran } from '../support/program.ts';
import { readText } from '../support/reading.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let company: Company;
let settings: Record<string, string>;

beforeAll(async () => {
  company = await startCompany();
  settings = { ...company.settings('socket'), DATA_DIR: await company.dataDir() };
  settings['SYNC_BACKFILL_DAYS'] = '1';
});
afterAll(() => company.close());

// An embedded database is open in one process at a time: so these run one after the other.
async function cli(...args: readonly string[]): Promise<Ran> {
  const ran = await runProgram('cli', args, settings);
  expect(ran.out + ran.err).not.toContain(SECRET_MARK);
  return ran;
}

const record = z.record(z.string(), z.string());

/** Rows of a CSV file without quotes in it. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return record.parse(
      Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
    );
  });
}

describe('the terminal', () => {
  it('says of a team what Slack says, from an empty database on', async () => {
    const { code, out, err } = await cli('report', '--team', 'backend');
    expect(code).toBe(0);
    expect(err).toContain('⏳ Asking Lingma');
    const read = readText({ text: out });
    expect(read.team).toBe('Backend');
    expect(Object.keys(read.cards)).toEqual(['Lingma', 'Windsurf']);
    expect(out).not.toMatch(/&(?:amp|lt|gt);|\u2060/);
  });

  it('gives the same figures as data and as rows', async () => {
    const json = await cli('report', '--team=backend', '--format=json');
    const { summary } = z
      .object({
        kind: z.literal('summary'),
        summary: z.object({
          providers: z.array(
            z.object({
              provider: z.string(),
              seats: z.object({ figures: z.object({ held: z.number() }) }),
            }),
          ),
        }),
      })
      .parse(JSON.parse(json.out));
    const rows = rowsOf((await cli('team=backend', '--format', 'csv')).out);
    expect(rows.map((row) => [row['provider'], Number(row['seats held'])])).toEqual(
      summary.providers.map(({ provider, seats }) => [provider, seats.figures.held]),
    );
    expect(rows[1]?.['lines accepted']).toBe('');
  });

  it('takes periods, providers and names as the slash command does', async () => {
    const top = await cli(
      'top',
      '--team',
      'backend',
      '--by',
      'chats',
      '--limit',
      '2',
      '--provider',
      'lingma',
      '--format',
      'csv',
    );
    expect(rowsOf(top.out).map(({ rank }) => rank)).toEqual(['1', '2']);
    const bad = await cli('report', '--team', 'backend', '--period', 'last wek');
    expect(bad).toMatchObject({ code: 2, out: '' });
    expect(bad.err).toContain('npm run -s cli -- team=backend period=');
  });

  it.each([
    [['report', '--team', 'bakend'], 1, 'npm run -s cli -- team=backend'],
    [['report'], 2, 'Which team?'],
    [['report', '--team'], 2, '--team has no value'],
    [['report', '--team', 'backend', '--limt', '3'], 2, 'limt'],
    [['report', '--team', 'backend', '--format', 'xml'], 2, 'text, json, csv'],
    [['subscribe', '--team', 'backend'], 2, 'in Slack'],
    [['nudges', 'approve'], 2, 'in Slack'],
    [['digest', '--team', 'backend'], 2, '--print'],
    [['report', '--user', 'nobody@example.com'], 1, 'nobody@example.com'],
    [['top', '--by', 'beauty'], 2, 'lines, completions or chats'],
  ])('%j: says what is wrong, and gives no result', async (args, code, said) => {
    const ran = await cli(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(said);
  });

  it('lists everybody who is inactive, and notes for them who was shown it', async () => {
    const { code, out } = await cli('inactive', '--format', 'csv');
    expect(code).toBe(0);
    const emails = new Set(rowsOf(out).flatMap((row) => row['e-mail'] || []));
    expect(emails.size).toBeGreaterThan(5);
    await using database = await opened();
    for (const email of emails) {
      const { seen } = await database.people.accessesTo(email, 1);
      expect({ email, seen }).toMatchObject({
        seen: [{ slackUserId: 'terminal', what: 'inactive' }],
      });
    }
  });

  it('writes an export to where its result goes', async () => {
    const csv = await cli('export', '--team', 'backend', '--period', '7d');
    expect(csv.code).toBe(0);
    expect(csv.err).toMatch(/ai-usage-backend-\d{4}.*\.csv: \d+ rows\./);
    expect(csv.out).toContain('at the bot’s terminal');
    const json = z
      .object({ about: z.array(z.string()), rows: z.array(z.record(z.string(), z.unknown())) })
      .parse(
        JSON.parse(
          (await cli('export', '--team', 'backend', '--period', '7d', '--format', 'json')).out,
        ),
      );
    const [said] = /(\d+) rows/.exec(csv.err)?.slice(1) ?? [];
    expect(json.rows).toHaveLength(Number(said));
    expect(json.rows[0]).toHaveProperty('lines accepted');
  });

  it('prints the digest of a team', async () => {
    const { code, out } = await cli('digest', '--team', 'Backend', '--print', '--names', 'off');
    expect(code).toBe(0);
    expect(out).toMatch(/^Backend · digest · .* · 7 days/);
    expect(out).toContain('Seats: ');
  });

  it('syncs, and fails with what could not be fetched', async () => {
    expect(await cli('sync')).toMatchObject({
      code: 0,
      out: 'Lingma: up to date.\nWindsurf: up to date.\n',
    });
    company.windsurf.permissions.clear();
    const emptied = { ...settings, DATA_DIR: await company.dataDir() };
    const { code, out } = await runProgram('cli', ['sync', '--format', 'csv'], emptied);
    company.windsurf.permissions.add('Teams Read-only');
    expect(code).toBe(1);
    expect(rowsOf(out)).toMatchObject([
      { provider: 'lingma', outcome: 'up to date' },
      {
        provider: 'windsurf',
        outcome: 'failed',
        failure: expect.stringContaining('Teams Read-only'),
      },
    ]);
  });

  it('tells how it is used, also where nothing is set yet', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { code, out } = await runProgram('cli', args, {});
      expect(code).toBe(0);
      expect(out).toContain('digest --team backend --print');
    }
  });

  it('says all that is wrong with the settings', async () => {
    const ran = await runProgram('cli', ['teams'], {
      ...settings,
      MIN_GROUP_SIZE: 'few',
      PORT: 'x',
    });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /There is no answer: 2 things need attention\.[^]*PORT[^]*MIN_GROUP_SIZE/,
    );
  });
});

describe('beside the running bot', () => {
  it('says in one sentence that the embedded database is in use, and what to do', async () => {
    await using office = await startOffice();
    const ran = await runProgram('cli', ['teams'], {
      ...office.settings('socket'),
      DATA_DIR: office.data,
    });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(`in use by process ${office.bot.pid}, most likely the running bot`);
    expect(ran.err).toContain('ask it in Slack');
    const forget = await runProgram('forget', ['ann@lantern.example'], {
      ...office.settings('socket'),
      DATA_DIR: office.data,
    });
    expect(forget.err).toContain('Nothing was erased: the database in DATA_DIR is in use');
    const doctor = await runProgram('doctor', [], {
      ...office.settings('socket'),
      DATA_DIR: office.data,
    });
    expect(doctor.out).toContain(`– DATA_DIR`);
    expect(doctor.out).toContain(
      `in use by process ${office.bot.pid}, most likely the running bot`,
    );
    expect(doctor.code).toBe(0);
  });
});

async function opened() {
  const database = await openDatabase({ url: null, dataDir: settings['DATA_DIR'] ?? '' });
  return { people: createPeopleStore(database), [Symbol.asyncDispose]: () => database.close() };
}
