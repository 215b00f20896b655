import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportTeam } from '../../src/domain/answers.ts';
import type { ProviderSummary, TeamSummary } from '../../src/domain/summary.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const ACTOR = makeActor();
const PERIOD = { from: '2026-10-25', to: '2026-11-21' };

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

async function ask(
  report: ReportTeam,
  team: string,
  provider: string | null = null,
): Promise<TeamSummary> {
  const result = await report(
    ACTOR,
    { team, period: null, provider, audience: 'asker', details: false },
    () => undefined,
  );
  if (result.kind !== 'summary') throw new Error(`no summary but ${result.kind}`);
  return result.summary;
}

function lingmaOf(summary: TeamSummary): ProviderSummary {
  const found = summary.providers.find(({ provider }) => provider === 'lingma');
  if (!found) throw new Error('no figures from Lingma');
  return found;
}

function linesOf(summary: ProviderSummary): number | null {
  return summary.usage.state === 'known' ? summary.usage.figures.linesAccepted.now : null;
}

describe('a team', () => {
  test('has its departments’ totals, and a department within another one counts once', async () => {
    const one = makeTeam({ id: 'one', groups: { lingma: ['d-backend'] } });
    const both = makeTeam({ id: 'both', groups: { lingma: ['d-backend', 'd-engineering'] } });
    const { report } = shop.forTeams([one, both]);
    const backend = lingmaOf(await ask(report, 'one'));
    expect(linesOf(backend)).toBe(shop.world.expected.team('backend', PERIOD).linesAccepted);
    const nested = lingmaOf(await ask(report, 'both'));
    expect(nested.notes.map(({ text }) => text).join()).toMatch(/Counted once: Backend/);
  });

  test('has the days of people who belong to it besides, once they are in none of its departments', async () => {
    const inBackend = shop.world.expected.team('backend', PERIOD);
    const qa = shop.world.people.find(
      ({ departmentIds, email }) => departmentIds.includes('d-qa') && email !== null,
    );
    const backender = shop.world.people.find(
      ({ departmentIds, email }) => departmentIds.includes('d-backend') && email !== null,
    );
    const members = [qa?.email ?? '', backender?.email ?? ''].map((email) => email.toLowerCase());
    const { report } = shop.forTeams([makeTeam({ groups: { lingma: ['d-backend'] }, members })]);
    const summary = lingmaOf(await ask(report, 'team', 'lingma'));
    const own = await shop.store.dailyTotals({
      provider: 'lingma',
      personIds: [qa?.userId ?? ''],
      period: PERIOD,
    });
    const besides = own.reduce((sum, { totals }) => sum + (totals.linesAccepted ?? 0), 0);
    expect(linesOf(summary)).toBe(inBackend.linesAccepted + besides);
  });

  test('is the same before and after a sync', async () => {
    const teams = [makeTeam({ groups: { lingma: ['d-data'], windsurf: ['data'] } })];
    const { report, sync } = shop.forTeams(teams);
    const before = await ask(report, 'team');
    expect(await sync(new AbortController().signal)).toEqual([]);
    const after = await ask(report, 'team');
    const figures = ({ providers }: TeamSummary) =>
      providers.map(({ fetchedAt: _fetchedAt, ...rest }) => rest);
    expect(figures(after)).toEqual(figures(before));
  });

  test('of too few people shows no figures of anybody', async () => {
    const { report } = shop.forTeams([makeTeam({ groups: { lingma: ['d-data'] } })], {
      minGroupSize: 1000,
    });
    expect(await ask(report, 'team')).toMatchObject({
      providers: [],
      notes: [],
      tooSmall: { minimum: 1000 },
    });
  });

  test('without a file is a department by its name, and Windsurf’s seats join it by e-mail', async () => {
    const { report } = shop.forTeams(null);
    const summary = await ask(report, 'backend');
    expect(linesOf(lingmaOf(summary))).toBe(
      shop.world.expected.team('backend', PERIOD).linesAccepted,
    );
    const windsurf = summary.providers.find(({ provider }) => provider === 'windsurf');
    expect(windsurf?.seats.state).toBe('known');
    const [alone] = (await ask(report, 'backend', 'windsurf')).providers;
    expect(alone?.seats).toEqual(windsurf?.seats);
  });
});

describe('the sync', () => {
  test('forgets usage that is past its time', async () => {
    const { sync } = shop.forTeams([makeTeam({ groups: { lingma: ['d-data'] } })], {
      retentionDays: 31,
    });
    await sync(new AbortController().signal);
    const query = { provider: 'lingma', groupIds: ['d-data', 'd-backend'] };
    const kept = await shop.store.departmentDays({
      ...query,
      period: { from: '2026-01-01', to: '2026-11-21' },
    });
    expect(kept[0]?.day).toBe('2026-10-22');
  });
});
