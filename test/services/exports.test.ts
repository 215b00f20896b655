import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/access.ts';
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

type ExportAsk = Parameters<ReturnType<Workshop['forTeams']>['exportUsage']>[1];

async function ask(over: Partial<ExportAsk>) {
  const said: Progress[] = [];
  const { exportUsage } = shop.forTeams([BACKEND]);
  const question = { ...ASKED, team: 'backend', person: null, seats: false, ...over };
  const answer = await exportUsage(ADMIN, question, (progress) => said.push(progress));
  return { answer, said, text: shop.sent.at(-1)?.text ?? '' };
}

function tableIn(text: string): { preamble: string[]; columns: string[]; rows: string[][] } {
  const lines = text.replace(/^\uFEFF/, '').split('\r\n');
  const head = lines.findIndex((line) => line.startsWith('provider,'));
  // Names have commas in them, too, and stand in quotes then.
  const cells = (line: string) =>
    [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell);
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
      exportUsage(
        ADMIN,
        { ...ASKED, team: 'backend', person: null, seats: false },
        () => undefined,
      ),
    ).rejects.toThrow('Slack is away.');
    expect(await readdir(shop.filesDir)).toEqual([]);
  });
});

describe('a file that Slack does not take', () => {
  const seenBy = async (email: string) => (await shop.people.accessesTo(email, 5)).inAll;
  const send = (error: AppError) => {
    const noted: string[] = [];
    const { exportUsage } = shop.forTeams([BACKEND], {
      messenger: {
        sendFile: async () => {
          noted.push(String(await seenBy(email)));
          throw error;
        },
      },
    });
    const question = { ...ASKED, team: 'backend', person: null, seats: false };
    return { noted, sent: exportUsage(ADMIN, question, () => undefined) };
  };
  let email = '';

  beforeAll(async () => {
    const { columns, rows } = tableIn((await ask({})).text);
    email = rows.map((row) => row[columns.indexOf('e-mail')] ?? '').find(Boolean) ?? '';
  });

  test('is noted before it leaves, and was shown to nobody', async () => {
    const before = await seenBy(email);
    const { noted, sent } = send(new AppError('unavailable', 'Slack is away.'));
    await expect(sent).rejects.toThrow('Slack is away.');
    expect(noted).toEqual([String(before + 1)]);
    expect(await seenBy(email)).toBe(before);
  });

  test('stays noted where nobody knows whether it arrived', async () => {
    const before = await seenBy(email);
    const { sent } = send(
      new AppError('unavailable', 'Slack is away.', { context: { arrived: 'unknown' } }),
    );
    await expect(sent).rejects.toThrow('Slack is away.');
    expect(await seenBy(email)).toBe(before + 1);
  });
});

describe('the seats of a team', () => {
  const seatsOf = async (actor: Actor, over: Partial<ExportAsk> = {}) => {
    const { exportUsage } = shop.forTeams([BACKEND]);
    const question = { ...ASKED, team: 'backend', person: null, seats: true, ...over };
    const answer = await exportUsage(actor, question, () => undefined);
    return { answer, ...tableIn(shop.sent.at(-1)?.text ?? '') };
  };
  const columnOf = ({ columns, rows }: { columns: string[]; rows: string[][] }, name: string) =>
    rows.map((row) => row[columns.indexOf(name)] ?? '');

  test('have a row each, at every provider, with how they stand', async () => {
    const file = await seatsOf(ADMIN);
    expect(file.answer).toMatchObject({
      kind: 'exported',
      file: 'ai-usage-seats-backend-co-2026-11-22.csv',
      rows: file.rows.length,
      from: '2026-11-22',
      to: '2026-11-22',
    });
    const states = columnOf(file, 'state');
    const standings = columnOf(file, 'standing');
    const lingma = columnOf(file, 'provider').flatMap((title, index) =>
      title === 'Lingma' && states[index] === 'held' ? [standings[index]] : [],
    );
    expect(lingma).toHaveLength(shop.world.expected.seats('backend').length);
    const { inactive } = shop.forTeams([BACKEND]);
    const ask = { ...ASKED, audience: 'asker', team: 'backend', days: null } as const;
    const listed = await inactive(ADMIN, ask, () => undefined);
    if (listed.kind !== 'inactive') throw new Error('no list');
    const named = listed.summary.providers.flatMap(({ seats }) => seats ?? []);
    const isInactive = (standing: string) => ['never used', 'lapsed'].includes(standing);
    const ids = columnOf(file, 'person id').filter((_id, at) => isInactive(standings[at] ?? ''));
    expect(ids.toSorted()).toEqual(named.map(({ personId }) => personId).toSorted());
    expect(new Set(columnOf(file, 'provider'))).toEqual(new Set(['Lingma', 'Windsurf']));
    for (const [at, state] of states.entries()) expect(standings[at] === '').toBe(state !== 'held');
    const days = [...columnOf(file, 'given'), ...columnOf(file, 'last active')];
    for (const day of days) expect(day).toMatch(/^(?:\d{4}-\d\d-\d\d)?$/);
    expect(file.preamble.join('\n')).toContain('As they are on 22 Nov 2026');
    expect(file.preamble.join('\n')).toMatch(/Windsurf: fetched on/);
  });

  test('tell admins alone whom Slack knows', async () => {
    const [one = '', other = ''] = columnOf(await seatsOf(ADMIN), 'e-mail').filter(Boolean);
    await shop.people.keepLookup(one, 'U7', shop.clock());
    await shop.people.keepLookup(other, null, shop.clock());
    const file = await seatsOf(ADMIN);
    const emails = columnOf(file, 'e-mail');
    const found = columnOf(file, 'found in Slack');
    expect(found[emails.indexOf(one)]).toBe('yes');
    expect(found[emails.indexOf(other)]).toBe('no');
    expect(found).toContain('not looked up');
    const managed = { ...BACKEND, managers: ['UMANAGER'] };
    const { exportUsage } = shop.forTeams([managed]);
    const manager = makeActor({ slackUserId: 'UMANAGER' });
    const question = { ...ASKED, team: 'backend', person: null, seats: true };
    expect(await exportUsage(manager, question, () => undefined)).toMatchObject({
      kind: 'exported',
    });
    const shown = columnOf(tableIn(shop.sent.at(-1)?.text ?? ''), 'found in Slack');
    expect(new Set(shown)).toEqual(new Set(['']));
  });

  test('are Windsurf’s too, where it is asked for alone', async () => {
    const file = await seatsOf(ADMIN, { provider: 'windsurf' });
    expect(new Set(columnOf(file, 'provider'))).toEqual(new Set(['Windsurf']));
  });

  test('are for its managers and admins, and one’s own for anybody', async () => {
    const somebody = shop.world.people.find(
      ({ departmentIds, email }) => departmentIds.includes('d-backend') && email !== null,
    );
    const actor = makeActor({ email: somebody?.email?.trim().toLowerCase() ?? null });
    expect((await seatsOf(actor)).answer).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'managers-only' },
    });
    const own = await seatsOf(actor, { team: null });
    expect(own.answer).toMatchObject({ kind: 'exported' });
    expect(new Set(columnOf(own, 'e-mail'))).toEqual(new Set([actor.email]));
  });

  test('are all for admins, also of people in no team', async () => {
    const file = await seatsOf(ADMIN, { team: null });
    const ids = columnOf(file, 'person id');
    const all = new Set(ids);
    const team = columnOf(await seatsOf(ADMIN), 'person id');
    expect([...team].every((id) => all.has(id))).toBe(true);
    const elsewhere = shop.world.expected
      .seats('qa')
      .flatMap(({ person }) => (person.listed ? [person.userId] : []));
    expect(elsewhere.length).toBeGreaterThan(0);
    // Nobody has asked for their days.
    const standings = columnOf(file, 'standing');
    for (const id of elsewhere) {
      expect(all).toContain(id);
      expect(['active', 'new', 'unknown']).toContain(standings[ids.indexOf(id)]);
    }
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
