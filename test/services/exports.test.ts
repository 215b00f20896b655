import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Asked, Progress } from '../../src/domain/answers.ts';
import type { Period } from '../../src/domain/calendar.ts';
import { AppError } from '../../src/errors.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const PERIOD: Period = { from: '2026-10-25', to: '2026-11-21' };
const ASKED: Omit<Asked, 'audience'> = { period: null, provider: null };
const ADMIN = makeActor({ slackUserId: 'UADMIN', email: 'boss@lantern.example', isAdmin: true });
const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend & <Co>',
  groups: { lingma: ['d-backend'], windsurf: ['backend'] },
});

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

beforeEach(() => {
  shop.sent.length = 0;
});

async function ask(over: Partial<Parameters<ReturnType<Workshop['forTeams']>['exportUsage']>[1]>) {
  const said: Progress[] = [];
  const { exportUsage } = shop.forTeams([BACKEND]);
  const question = { ...ASKED, team: 'backend', person: null, ...over };
  const answer = await exportUsage(ADMIN, question, (progress) => said.push(progress));
  return { answer, said, text: shop.sent.at(-1)?.text ?? '' };
}

function tableIn(text: string): { preamble: string[]; columns: string[]; rows: string[][] } {
  const lines = text.replace(/^\uFEFF/, '').split('\r\n');
  const head = lines.findIndex((line) => line.startsWith('provider,'));
  const cells = (line: string) => line.split(',');
  return {
    preamble: lines.slice(0, head),
    columns: cells(lines[head] ?? ''),
    rows: lines.slice(head + 1, -1).map(cells),
  };
}

describe('a team’s file', () => {
  test('has a row for each person and day, after everything missing was fetched', async () => {
    const { answer, said, text } = await ask({});
    const { columns, rows } = tableIn(text);
    expect(answer).toMatchObject({
      kind: 'exported',
      file: 'ai-usage-backend-co-2026-10-25-2026-11-21.csv',
      rows: rows.length,
      bytes: Buffer.byteLength(text),
      ...PERIOD,
      slackChannelId: 'D1',
    });
    expect(rows.length).toBeGreaterThan(50);
    const column = columns.indexOf('lines accepted');
    const lines = rows.reduce((sum, row) => sum + Number(row[column]), 0);
    expect(lines).toBe(shop.world.expected.team('backend', PERIOD).linesAccepted);
    const days = rows.map((row) => row[columns.indexOf('day')] ?? '');
    expect(days.every((day) => day >= PERIOD.from && day <= PERIOD.to)).toBe(true);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(said[0]).toEqual({ kind: 'asking', about: 'Backend & <Co>', titles: ['Lingma'] });
    expect(said).toContainEqual({ kind: 'working', what: 'Writing the file', share: 1 });
    expect(shop.sent[0]).toMatchObject({ to: 'UADMIN', file: { name: expect.any(String) } });
  });

  test('says what it is, of when, how fresh, and who asked for it', async () => {
    const { preamble } = tableIn((await ask({})).text);
    const said = preamble.join('\n');
    expect(said).toContain('2026-10-25 to 2026-11-21');
    expect(said).toContain('Of: Backend & <Co>');
    expect(said).toMatch(/Lingma: data to .+, fetched on 22 Nov 2026, .+Asia\/Shanghai/);
    expect(said).toContain('Windsurf is left out');
    expect(said).toMatch(/Asked for by boss@lantern\.example on 22 Nov 2026/);
    expect(said).toMatch(/Rows: \d+/);
  });

  test('is gone from the disk, whether it could be sent or not', async () => {
    await ask({});
    expect(await readdir(shop.filesDir)).toEqual([]);
    const messenger = {
      sendFile: () => Promise.reject(new AppError('unavailable', 'Slack is away.')),
    };
    const { exportUsage } = shop.forTeams([BACKEND], { messenger });
    await expect(
      exportUsage(ADMIN, { ...ASKED, team: 'backend', person: null }, () => undefined),
    ).rejects.toThrow('Slack is away.');
    expect(await readdir(shop.filesDir)).toEqual([]);
  });
});

describe('nothing to export', () => {
  test('is what Windsurf alone has, and why', async () => {
    const { answer } = await ask({ provider: 'windsurf' });
    expect(answer).toEqual({
      kind: 'nothing-to-export',
      why: expect.stringMatching(/^Windsurf tells no single days/),
    });
  });

  test('is of somebody without usage', async () => {
    const person = { kind: 'email', email: 'nobody@lantern.example' } as const;
    const { answer } = await ask({ team: null, person });
    expect(answer).toMatchObject({ kind: 'nothing-to-export' });
    expect(shop.sent).toEqual([]);
  });

  test('is an admin’s own, where they ask for themself', async () => {
    const { answer } = await ask({ team: null, person: { kind: 'me' } });
    expect(answer).toMatchObject({
      kind: 'nothing-to-export',
      why: expect.stringContaining('boss@lantern.example'),
    });
  });
});

test('a person’s file holds their days only', async () => {
  const [best] = shop.world.expected.team('backend', PERIOD).top;
  const found = shop.world.people.find(({ userId }) => userId === best?.userId);
  const email = found?.email?.toLowerCase() ?? '';
  const { text } = await ask({ team: null, person: { kind: 'email', email } });
  const { columns, rows } = tableIn(text);
  expect(new Set(rows.map((row) => row[columns.indexOf('person id')]))).toEqual(
    new Set([best?.userId]),
  );
});
