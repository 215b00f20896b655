import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProviderSummary, TeamSummary } from '../../src/domain/summary.ts';
import type { Team } from '../../src/domain/teams.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const ACTOR = makeActor();
const BACKEND = makeTeam({ groups: { lingma: ['d-backend'], windsurf: ['backend'] } });
const NEVER = new AbortController().signal;

let shop: Workshop;

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

async function summaryOf(team: Team, settings = {}, provider: string | null = null) {
  const { report } = shop.forTeams([team], settings);
  const question = {
    team: team.id,
    period: null,
    provider,
    audience: 'asker',
    details: false,
  } as const;
  const result = await report(ACTOR, question, () => undefined);
  if (result.kind !== 'summary') throw new Error(`no summary but ${result.kind}`);
  return result.summary;
}

/** What Lingma's part of an answer about backend is, now. */
async function lingmaNow(): Promise<ProviderSummary> {
  const [lingma] = (await summaryOf(BACKEND)).providers;
  if (!lingma) throw new Error('no figures from Lingma');
  return lingma;
}

function troubleIn({ notes }: ProviderSummary | TeamSummary): string[] {
  return notes.filter(({ kind }) => kind === 'trouble').map(({ text }) => text);
}

function figuresIn({ notes: _notes, fetchedAt: _fetchedAt, ...figures }: ProviderSummary) {
  return figures;
}

describe('while Lingma is down', () => {
  test('a question asks it once, and shows what is held as of when it is', async () => {
    const before = await lingmaNow();
    const then = shop.clock();
    shop.passHours(2);
    shop.lingma.faults.set({ kind: 'status', status: 500 });
    const asked = await shop.asked(lingmaNow);
    // Once, and once more, as the workshop's providers try again.
    expect(asked).toHaveLength(2);
    const after = await lingmaNow();
    expect(figuresIn(after)).toEqual(figuresIn(before));
    expect(after.fetchedAt).toEqual(then);
    expect(troubleIn(after)).toEqual([
      expect.stringMatching(/last answered this on 22 Nov 2026, 12:00; .+ still holds\.$/),
    ]);
  });

  test('what it still answers is no sign that the rest is new', async () => {
    await lingmaNow();
    const then = shop.clock();
    shop.passHours(2);
    shop.lingma.faults.set({ kind: 'html' }, { path: 'developerUsage' });
    const { fetchedAt, ...after } = await lingmaNow();
    expect(fetchedAt).toEqual(then);
    expect(troubleIn({ ...after, fetchedAt })).toEqual([
      expect.stringMatching(/the usage of developers .+ on 22 Nov 2026, 12:00; what is shown/),
    ]);
  });

  test('a sync that met it is named in every answer until Lingma answers again', async () => {
    const { sync } = shop.forTeams([BACKEND], { backfillDays: 90 });
    await sync(NEVER);
    shop.passHours(0.5);
    shop.lingma.faults.set({ kind: 'unauthorized' });
    const asked = await shop.asked(() => sync(NEVER));
    expect(asked).toHaveLength(1);
    const named = await shop.asked(async () => {
      expect(troubleIn(await lingmaNow())).toEqual([
        expect.stringMatching(/^Lingma could not be read on 22 Nov 2026, 12:30: .+ LINGMA_TOKEN/),
      ]);
    });
    expect(named).toEqual([]);

    shop.lingma.faults.clear();
    shop.passHours(0.1);
    await sync(NEVER);
    expect(troubleIn(await lingmaNow())).toEqual([]);
  });

  test.each([1, 5])(
    'that nobody is known is told as what it is, where %i people would do',
    async (minGroupSize) => {
      shop.lingma.faults.set({ kind: 'unauthorized' });
      const summary = await summaryOf(BACKEND, { minGroupSize }, 'lingma');
      const told = [summary, ...summary.providers].flatMap(troubleIn);
      expect(told).toEqual([expect.stringContaining('check LINGMA_TOKEN')]);
    },
  );
});

test('a permission that is lost later leaves what is held, and says of when it is', async () => {
  const before = await lingmaNow();
  shop.passHours(2);
  shop.lingma.permissions.delete('lingma_developerUsage_read');
  const after = await lingmaNow();
  expect(figuresIn(after)).toEqual(figuresIn(before));
  expect(troubleIn(after)).toEqual([
    expect.stringMatching(
      /are as of 22 Nov 2026, 12:00: Lingma refuses, .+ lack the permission lingma_developerUsage_read\.$/,
    ),
  ]);
});

test('a roster that Windsurf leaves out all at once empties no group, and is told as what it is', async () => {
  const windsurfNow = async () => (await summaryOf(BACKEND, {}, 'windsurf')).providers[0];
  const before = await windsurfNow();
  shop.passHours(2);
  shop.windsurf.quirks.withoutRoster = true;
  const after = await windsurfNow();
  if (!before || !after) throw new Error('no figures from Windsurf');
  expect(figuresIn(before)).toMatchObject({ seats: { state: 'known' } });
  expect(figuresIn(after)).toEqual(figuresIn(before));
  expect(troubleIn(after)).toEqual([
    expect.stringMatching(
      /^Windsurf sent no roster where it has named people before: .+ on 22 Nov 2026, 12:00; .+ still holds\.$/,
    ),
  ]);
});

test('only people who used it are counted as people whom the directory does not know', async () => {
  shop.lingma.permissions.delete('base_orgmember_read');
  const period = { from: '2026-10-25', to: '2026-11-21' };
  const { activePeople } = shop.world.expected.team('backend', period);
  const rows = shop.world.lingma.developerRows({ departmentId: 'd-backend' }, period);
  const withRows = new Set(rows.slice(0, rows.total).map(({ userId }) => userId)).size;
  expect(withRows).toBeGreaterThan(activePeople);
  expect((await lingmaNow()).unmatched).toBe(activePeople);
});

test('after a sync a question asks nobody', async () => {
  const { sync } = shop.forTeams([BACKEND], { backfillDays: 90 });
  expect(await sync(NEVER)).toEqual([]);
  const before = shop.windsurf.requests.length;
  expect(await shop.asked(lingmaNow)).toEqual([]);
  expect(shop.windsurf.requests.slice(before)).toEqual([]);
});

test('totals are not said to have days of people that could not be read', async () => {
  const { world } = shop;
  const qa = world.people.find(
    ({ departmentIds, email, seat }) => departmentIds.includes('d-qa') && email !== null && seat,
  );
  const members = [qa?.email?.trim().toLowerCase() ?? ''];
  const team = makeTeam({ groups: { lingma: ['d-backend'] }, members });
  shop.lingma.permissions.delete('lingma_developerUsage_read');
  const [lingma] = (await summaryOf(team, {}, 'lingma')).providers;
  if (!lingma) throw new Error('no figures from Lingma');
  expect(lingma.usage).toMatchObject({ figures: { source: 'department-days' } });
  expect(troubleIn(lingma)).toContainEqual(
    expect.stringMatching(/^Totals are without 1 person who is in none of the team’s departments/),
  );
  shop.lingma.permissions.add('lingma_developerUsage_read');
  shop.passHours(2);
  const [after] = (await summaryOf(team, {}, 'lingma')).providers;
  expect(after?.usage).toMatchObject({ figures: { source: 'both' } });
  expect(after?.notes.filter(({ text }) => text.startsWith('Totals are without'))).toEqual([]);
});

test('people are not said to be unknown where nobody could be looked for', async () => {
  const { world } = shop;
  const both = world.people.find(
    ({ email, seat, enabled }) =>
      email !== null &&
      seat &&
      enabled &&
      world.windsurf.roster.some((user) => user.email?.toLowerCase() === email.toLowerCase()),
  );
  const actor = makeActor({ email: both?.email?.toLowerCase() ?? null });
  shop.lingma.permissions.delete('base_orgmember_read');
  const { person } = shop.forTeams([BACKEND]);
  const ask = { person: null, period: null, audience: 'asker' } as const;
  for (const provider of [null, 'lingma']) {
    const answer = await person(actor, { ...ask, provider }, () => undefined);
    if (answer.kind !== 'person') throw new Error(`no summary but ${answer.kind}`);
    expect(answer.summary.providers.map((part) => part.provider)).not.toContain('lingma');
    const said = answer.summary.notes.map(({ text }) => text);
    expect(said).toContainEqual(
      expect.stringMatching(
        /^Lingma’s numbers could not be found: .+ directory, which cannot be read/,
      ),
    );
    expect(said).toContainEqual(expect.stringContaining('base_orgmember_read'));
  }
});

test('people of the teams file whom nobody knows are told of, whichever provider is asked', async () => {
  const { world } = shop;
  const inWindsurf = new Set(world.windsurf.roster.map((user) => user.email?.toLowerCase()));
  const atLingma = world.people.find(
    ({ email, listed }) => listed && email !== null && !inWindsurf.has(email.toLowerCase()),
  );
  const known = atLingma?.email?.trim().toLowerCase() ?? '';
  const members = [known, 'nobody@lantern.example'];
  const team = makeTeam({ groups: { windsurf: ['backend'] }, members });
  await summaryOf(team);
  for (const provider of [null, 'lingma', 'windsurf']) {
    const said = troubleIn(await summaryOf(team, {}, provider));
    expect(said).toEqual([expect.stringMatching(/^1 person listed by e-mail .+ at any provider/)]);
  }
});
