import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from '../../src/domain/answers.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const ASKED: Asked = { period: null, provider: null, audience: 'asker' };
const ADMIN = makeActor({ slackUserId: 'UADMIN', isAdmin: true });
const nothing = () => undefined;

const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'], windsurf: ['backend'] },
});
const FRONTEND = makeTeam({ id: 'frontend', name: 'Frontend', groups: { lingma: ['d-frontend'] } });
const MOBILE = makeTeam({ id: 'mobile', name: 'Mobile', groups: { lingma: ['d-mobile'] } });
const ENGINEERING = makeTeam({
  id: 'engineering',
  name: 'Engineering',
  groups: { lingma: ['d-backend', 'd-frontend', 'd-mobile'], windsurf: ['backend'] },
});
const QA = makeTeam({ id: 'qa', name: 'QA', groups: { lingma: ['d-qa'] } });

let shop: Workshop;
/** How many hold a seat at Lingma, by team. */
let held: (team: string) => number;

beforeAll(async () => {
  shop = await openWorkshop();
  held = (team) => shop.world.expected.seats(team).length;
  await shop.forTeams([ENGINEERING, QA], { backfillDays: 60 }).sync(new AbortController().signal);
});

afterAll(() => shop.close());

/** What every answer does with a team: whether it shows it. */
async function shownBy(asks: ReturnType<Workshop['forTeams']>, team: string) {
  const report = await asks.report(ADMIN, { ...ASKED, team, details: true }, nothing);
  const top = await asks.top(ADMIN, { ...ASKED, team, by: 'lines', limit: 5 }, nothing);
  const inactive = await asks.inactive(ADMIN, { ...ASKED, team, days: null }, nothing);
  const file = await asks.exportUsage(
    ADMIN,
    { ...ASKED, team, person: null, seats: false },
    nothing,
  );
  const compared = await asks.compare(ADMIN, ASKED, nothing);
  if (
    report.kind !== 'summary' ||
    top.kind !== 'top' ||
    inactive.kind !== 'inactive' ||
    compared.kind !== 'teams'
  ) {
    throw new Error('no answer');
  }
  for (const { summary } of [report, top, inactive]) {
    expect(summary.providers.length > 0).toBe(summary.tooSmall === null);
  }
  expect(report.details?.providers.length).toBe(report.summary.providers.length);
  return [
    report.summary.tooSmall === null,
    top.summary.tooSmall === null,
    inactive.summary.tooSmall === null,
    file.kind === 'exported',
    compared.summary.teams.some(({ id }) => id === team),
  ];
}

const SHOWN = [true, true, true, true, true];
const HIDDEN = [false, false, false, false, false];

describe('teams of fewer people than may be shown', () => {
  test('are in no answer, share or file', async () => {
    const minGroupSize = held('qa') + 1;
    const asks = shop.forTeams([ENGINEERING, QA], { minGroupSize });
    expect(await shownBy(asks, 'qa')).toEqual(HIDDEN);
    const compared = await asks.compare(makeActor(), ASKED, nothing);
    expect(compared).toMatchObject({ summary: { tooSmall: { minimum: minGroupSize } } });
    const channel = { ...ASKED, audience: 'channel', team: 'qa', details: false } as const;
    expect(await asks.report(ADMIN, channel, nothing)).toMatchObject({
      summary: { providers: [], tooSmall: { minimum: minGroupSize } },
    });
    const small = await asks.report(ADMIN, { ...channel, audience: 'asker' }, nothing);
    expect(small).not.toHaveProperty('summary.tooSmall.protects');
  });

  test('hide the team from which they could be worked out, in every answer alike', async () => {
    expect(held('mobile')).toBeLessThan(Math.min(held('backend'), held('frontend')));
    const minGroupSize = held('mobile') + 1;
    const alone = shop.forTeams([ENGINEERING, BACKEND], { minGroupSize });
    expect(await shownBy(alone, 'backend')).toEqual(SHOWN);
    const asks = shop.forTeams([ENGINEERING, BACKEND, FRONTEND], { minGroupSize });
    expect(await shownBy(asks, 'engineering')).toEqual(SHOWN);
    const shown = [await shownBy(asks, 'backend'), await shownBy(asks, 'frontend')];
    expect(shown).toContainEqual(SHOWN);
    expect(shown).toContainEqual(HIDDEN);
    const reports = await Promise.all(
      ['backend', 'frontend'].map((team) =>
        asks.report(ADMIN, { ...ASKED, team, details: false }, nothing),
      ),
    );
    // Neither is small itself.
    expect(reports).toContainEqual(
      expect.objectContaining({
        summary: expect.objectContaining({ tooSmall: { minimum: minGroupSize, protects: true } }),
      }),
    );
  });

  test('leave no pair of shown teams whose difference is too small', async () => {
    const teams = [ENGINEERING, BACKEND, FRONTEND, MOBILE, QA];
    const inside = ['backend', 'frontend', 'mobile'];
    for (let minGroupSize = 2; minGroupSize < 15; minGroupSize += 1) {
      const { compare } = shop.forTeams(teams, { minGroupSize });
      const answer = await compare(makeActor(), ASKED, nothing);
      if (answer.kind !== 'teams') throw new Error('no teams');
      for (const provider of ['lingma', 'windsurf']) {
        const seats = (team: string) =>
          answer.summary.teams
            .find(({ id }) => id === team)
            ?.cells.find((cell) => cell.provider === provider)?.held ?? null;
        const whole = seats('engineering');
        const parts = inside.flatMap((team) => seats(team) ?? []);
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(minGroupSize);
        if (whole === null) continue;
        for (const taken of [...parts, parts.reduce((sum, part) => sum + part, 0)]) {
          const rest = whole - taken;
          expect(rest === 0 || rest >= minGroupSize).toBe(true);
        }
      }
    }
  });
});

describe('a department whose figures may be those of the ones below it, too', () => {
  test('hides what could be worked out if they were', async () => {
    const members = shop.world.people
      .filter(({ departmentIds }) => departmentIds.includes('d-data'))
      .flatMap(({ email }) => email?.trim().toLowerCase() ?? []);
    const dataTeam = makeTeam({ id: 'data', name: 'Data', members });
    // Its seats are those of the data people; its totals may be those of all of engineering besides.
    const trunk = makeTeam({
      id: 'trunk',
      name: 'Trunk',
      groups: { lingma: ['d-engineering'] },
      members,
    });
    const minGroupSize = held('mobile') + 1;
    const backend = makeTeam({ ...BACKEND, groups: { lingma: ['d-backend'] } });
    const asks = shop.forTeams([trunk, backend, FRONTEND, dataTeam], { minGroupSize });
    const compared = await asks.compare(ADMIN, ASKED, nothing);
    if (compared.kind !== 'teams') throw new Error('no teams');
    const shown = compared.summary.teams.map(({ id }) => id);
    expect(shown).toHaveLength(3);
    // Without the department above them nobody is given away by what may be counted with it.
    const apart = shop.forTeams([backend, FRONTEND, dataTeam], { minGroupSize });
    expect(await apart.compare(ADMIN, ASKED, nothing)).toMatchObject({
      summary: { teams: [{ id: 'backend' }, { id: 'data' }, { id: 'frontend' }], tooSmall: null },
    });
  });
});

describe('a provider at which a team has too few people', () => {
  test('is left out with a remark, and is too small where it is asked for alone', async () => {
    const window = {
      start: new Date('2026-10-24T16:00:00Z'),
      end: new Date('2026-11-21T16:00:00Z'),
    };
    const minGroupSize = shop.world.expected.windsurf('backend', window).held + 1;
    expect(minGroupSize).toBeLessThan(held('backend'));
    const { report } = shop.forTeams([BACKEND], { minGroupSize });
    const ask = { ...ASKED, team: 'backend', details: false };
    const both = await report(ADMIN, ask, nothing);
    expect(both).toMatchObject({
      summary: {
        tooSmall: null,
        providers: [{ provider: 'lingma' }],
        notes: [
          { kind: 'remark', text: expect.stringMatching(/^Windsurf is left out: .+ at least/) },
        ],
      },
    });
    expect(await report(ADMIN, { ...ask, provider: 'windsurf' }, nothing)).toMatchObject({
      summary: { providers: [], tooSmall: { minimum: minGroupSize } },
    });
    const { compare } = shop.forTeams([BACKEND], { minGroupSize });
    expect(await compare(ADMIN, ASKED, nothing)).toMatchObject({
      summary: { teams: [{ cells: [{ provider: 'lingma' }], withheld: ['windsurf'] }] },
    });
  });
});

test('all teams together are shown, unless all of them are too few', async () => {
  const ask = { ...ASKED, team: null, by: 'lines', limit: 5 } as const;
  const some = shop.forTeams([QA, MOBILE], { minGroupSize: held('qa') + 1 });
  expect(await some.top(makeActor(), ask, nothing)).toMatchObject({ summary: { tooSmall: null } });
  const none = shop.forTeams([QA, MOBILE], { minGroupSize: 1000 });
  expect(await none.top(makeActor(), ask, nothing)).toMatchObject({
    summary: { providers: [], tooSmall: { minimum: 1000 } },
  });
});

test('a bot that has fetched nothing yet judges by the seats that it then fetches', async () => {
  const own = await openWorkshop();
  try {
    const minGroupSize = held('mobile') + 1;
    const teams = [ENGINEERING, BACKEND, FRONTEND];
    const known = shop.forTeams(teams, { minGroupSize });
    const fresh = own.forTeams(teams, { minGroupSize });
    for (const team of ['frontend', 'backend']) {
      const ask = { ...ASKED, team, details: false };
      const [wanted, answer] = [
        await known.report(ADMIN, ask, nothing),
        await fresh.report(ADMIN, ask, nothing),
      ];
      if (wanted.kind !== 'summary') throw new Error('no summary');
      expect(answer).toMatchObject({ summary: { tooSmall: wanted.summary.tooSmall } });
    }
  } finally {
    await own.close();
  }
});
