import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked } from '../../src/domain/answers.ts';
import type { Period } from '../../src/domain/calendar.ts';
import type { InactiveSummary, TopSummary } from '../../src/domain/lists.ts';
import { parseTeams } from '../../src/teams-file.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const PERIOD: Period = { from: '2026-10-25', to: '2026-11-21' };
const ASKED: Asked = { period: null, provider: null, audience: 'asker' };
const ADMIN = makeActor({ slackUserId: 'UADMIN', isAdmin: true });
const nothing = () => undefined;

let shop: Workshop;
let asks: ReturnType<Workshop['forTeams']>;

beforeAll(async () => {
  shop = await openWorkshop();
  const parsed = parseTeams(shop.world.teamsYaml(), 'teams.yml');
  asks = shop.forTeams(parsed.ok ? parsed.teams : [], { backfillDays: 120 });
  await asks.sync(new AbortController().signal);
});

afterAll(() => shop.close());

type TopAsk = Parameters<typeof asks.top>[1];

async function top(over: Partial<TopAsk> = {}): Promise<TopSummary> {
  const ask: TopAsk = { ...ASKED, team: 'backend', by: 'lines', limit: 5, ...over };
  const answer = await asks.top(makeActor(), ask, nothing);
  if (answer.kind !== 'top') throw new Error(`no ranking but ${answer.kind}`);
  return answer.summary;
}

function rankedIn(summary: TopSummary) {
  const [lingma] = summary.providers;
  if (lingma?.ranking.state !== 'known') throw new Error('no ranking');
  return lingma.ranking.figures;
}

describe('the top list', () => {
  test('ranks by the vendor’s own figures, best first, as many as asked for', async () => {
    const expected = shop.world.expected.team('backend', PERIOD).top;
    const summary = await top({ limit: 3 });
    expect(rankedIn(summary).map(({ personId, value }) => [personId, value])).toEqual(
      expected.slice(0, 3).map(({ userId, linesAccepted }) => [userId, linesAccepted]),
    );
    expect(summary.providers[0]).toMatchObject({ people: expected.length, unlisted: 0 });
    expect(summary).toMatchObject({ team: { id: 'backend' }, by: 'lines', limit: 3 });
  });

  test('ranks by completions and by chats as well', async () => {
    for (const by of ['completions', 'chats'] as const) {
      const values = rankedIn(await top({ by, limit: 100 })).map(({ value }) => value);
      expect(values.length).toBeGreaterThan(2);
      expect(values).toEqual(values.toSorted((left, right) => right - left));
      expect(values).not.toEqual(rankedIn(await top({ limit: 100 })).map(({ value }) => value));
    }
  });

  test('ranks nobody at a provider that counts no such thing', async () => {
    const { providers } = await top();
    expect(providers.map(({ provider, ranking }) => [provider, ranking.state])).toEqual([
      ['lingma', 'known'],
      ['windsurf', 'not-provided'],
    ]);
  });

  test('leaves out whoever took their name off, and counts them', async () => {
    const [first, second] = rankedIn(await top());
    const email = first?.email ?? '';
    expect(email).not.toBe('');
    await asks.setListed(makeActor({ email }), false);
    const without = await top();
    expect(rankedIn(without)[0]).toEqual(second);
    expect(without.providers[0]).toMatchObject({ unlisted: 1 });
    const report = { ...ASKED, team: 'backend', details: false };
    const answer = await asks.report(ADMIN, report, nothing);
    expect(answer).toMatchObject({
      summary: { providers: [{ top: { figures: { 0: { email: second?.email } } } }, {}] },
    });
    await asks.setListed(makeActor({ email }), true);
    expect(rankedIn(await top())[0]).toEqual(first);
  });

  test('of all teams together has everybody, once', async () => {
    const summary = await top({ team: null, limit: 100 });
    expect(summary.team).toBeNull();
    const ids = rankedIn(summary).map(({ personId }) => personId);
    expect(new Set(ids).size).toBe(ids.length);
    const teams = ['engineering', 'data', 'platform', 'qa', 'guild'];
    const lists = await Promise.all(teams.map((team) => top({ team, limit: 100 })));
    expect(new Set(ids)).toEqual(
      new Set(lists.flatMap((list) => rankedIn(list).map(({ personId }) => personId))),
    );
  });
});

type InactiveAsk = Parameters<typeof asks.inactive>[1];

async function inactive(over: Partial<InactiveAsk> = {}): Promise<InactiveSummary> {
  const ask = { provider: null, audience: 'asker', team: 'backend', days: null, ...over } as const;
  const answer = await asks.inactive(ADMIN, ask, nothing);
  if (answer.kind !== 'inactive') throw new Error(`no list but ${answer.kind}`);
  return answer.summary;
}

describe('inactive seats', () => {
  test.each([
    [null, 30],
    [45, 45],
    [90, 90],
  ])('after %s days are those that nobody used, each with its reason', async (days, meant) => {
    const summary = await inactive({ days });
    expect(summary).toMatchObject({ days: meant, graceDays: 14 });
    const expected = shop.world.expected.inactive('backend', '2026-11-21', meant);
    const seats = summary.providers[0]?.seats ?? [];
    const ids = (reason: string) =>
      seats
        .filter((seat) => seat.reason === reason)
        .map(({ personId }) => personId)
        .toSorted();
    const wanted = (list: typeof expected.lapsed) =>
      list.map(({ person }) => person.userId).toSorted();
    expect(ids('never-used')).toEqual(wanted(expected.neverUsed));
    expect(ids('lapsed')).toEqual(wanted(expected.lapsed));
    expect(summary.providers[0]?.counts).toMatchObject({
      state: 'known',
      figures: { inactive: { count: seats.length }, activeInPeriod: null },
    });
    const idle = seats.map((seat) => Math.max(seat.lastActiveAt ?? 0, seat.givenAt ?? 0));
    expect(idle).toEqual(idle.toSorted((left, right) => left - right));
  });

  test('are the same in the team’s summary', async () => {
    const answer = await asks.report(ADMIN, { ...ASKED, team: 'backend', details: false }, nothing);
    const { providers } = await inactive();
    expect(answer).toMatchObject({
      summary: { providers: providers.map(({ seats }) => ({ inactiveSeats: seats })) },
    });
  });

  test('are nobody’s while usage is not known for long enough', async () => {
    const own = await openWorkshop();
    try {
      own.lingma.permissions.delete('lingma_developerUsage_read');
      const { inactive: list } = own.forTeams([makeTeam({ groups: { lingma: ['d-backend'] } })]);
      const ask = { provider: null, audience: 'asker', team: 'team', days: null } as const;
      const answer = await list(ADMIN, ask, nothing);
      expect(answer).toMatchObject({
        summary: {
          providers: [{ counts: { state: 'known', figures: { inactive: null } }, seats: [] }],
        },
      });
    } finally {
      await own.close();
    }
  });
});

describe('details', () => {
  test('have the days and everybody of the team, and add up to its summary', async () => {
    const ask = { ...ASKED, team: 'backend', details: true };
    const answer = await asks.report(ADMIN, ask, nothing);
    if (answer.kind !== 'summary') throw new Error('no summary');
    const [lingma, windsurf] = answer.details?.providers ?? [];
    const { linesAccepted, linesChanged, chatTurns, completionsAccepted, activePeople } =
      shop.world.expected.team('backend', PERIOD);
    if (lingma?.points.state !== 'known') throw new Error('no points');
    const { points } = lingma.points.figures;
    const sum = (values: readonly (number | null)[]) =>
      values.reduce<number>((all, value) => all + (value ?? 0), 0);
    expect(sum(points.map((point) => point.linesAccepted))).toBe(linesAccepted);
    expect(sum(points.map((point) => point.linesChanged))).toBe(linesChanged);
    expect(sum(points.map((point) => point.chatTurns))).toBe(chatTurns);
    expect(sum(points.map((point) => point.completions.part))).toBe(completionsAccepted);
    const people = lingma.people ?? [];
    expect(people.filter(({ activeDays }) => activeDays > 0)).toHaveLength(activePeople);
    expect(sum(people.map((person) => person.linesAccepted))).toBe(linesAccepted);
    expect(windsurf).toMatchObject({ points: { state: 'not-provided' } });
    expect(windsurf?.people?.length).toBeGreaterThan(0);
  });
});

describe('all teams side by side', () => {
  test('have the figures that each team has by itself', async () => {
    const answer = await asks.compare(makeActor(), ASKED, nothing);
    if (answer.kind !== 'teams') throw new Error(`no teams but ${answer.kind}`);
    const { teams, providers, tooSmall } = answer.summary;
    expect(tooSmall).toBeNull();
    expect(providers.map(({ provider, hasLines }) => [provider, hasLines])).toEqual([
      ['lingma', true],
      ['windsurf', false],
    ]);
    expect(teams.map(({ name }) => name)).toEqual(teams.map(({ name }) => name).toSorted());
    expect(teams).toHaveLength(shop.world.teams.length);
    for (const { id, cells } of teams) {
      const report = await asks.report(ADMIN, { ...ASKED, team: id, details: false }, nothing);
      if (report.kind !== 'summary') throw new Error('no summary');
      expect(cells).toEqual(
        report.summary.providers.map(({ provider, seats, usage }) => ({
          provider,
          ...(seats.state === 'known'
            ? {
                held: seats.figures.held,
                active: seats.figures.activeInPeriod,
                inactive: seats.figures.inactive?.count ?? null,
              }
            : {}),
          linesAccepted:
            usage.state === 'known' ? usage.figures.linesAccepted : { now: null, before: null },
          linesChanged: usage.state === 'known' ? usage.figures.linesChanged.now : null,
          chatTurns: usage.state === 'known' ? usage.figures.chatTurns.now : null,
        })),
      );
    }
  });

  test('ask nobody after a sync', async () => {
    const before = shop.windsurf.requests.length;
    expect(await shop.asked(() => asks.compare(makeActor(), ASKED, nothing))).toEqual([]);
    expect(shop.windsurf.requests.slice(before)).toEqual([]);
  });

  test('without a file are the departments', async () => {
    const { compare } = shop.forTeams(null);
    const answer = await compare(makeActor(), { ...ASKED, provider: 'windsurf' }, nothing);
    if (answer.kind !== 'teams') throw new Error(`no teams but ${answer.kind}`);
    const backend = answer.summary.teams.find(({ name }) => name === 'Backend');
    expect(backend).toMatchObject({ within: 'Engineering' });
  });

  test('are two hundred without a store that is asked for too much at once', async () => {
    const departments = shop.world.departments.map(({ id }) => id);
    const teams = Array.from({ length: 200 }, (_, index) =>
      makeTeam({
        id: `team-${index}`,
        name: `Team ${index}`,
        groups: { lingma: [departments[index % departments.length] ?? ''], windsurf: ['backend'] },
      }),
    );
    const atOnce = { now: 0, most: 0, queries: 0 };
    const counting = new Proxy(shop.store, {
      get(store, name, receiver) {
        const read: unknown = Reflect.get(store, name, receiver);
        if (typeof read !== 'function' || name === 'coverage' || name === 'lastSuccess')
          return read;
        return async (...query: unknown[]) => {
          atOnce.now += 1;
          atOnce.queries += 1;
          atOnce.most = Math.max(atOnce.most, atOnce.now);
          try {
            return await Reflect.apply(read, store, query);
          } finally {
            atOnce.now -= 1;
          }
        };
      },
    });
    const { compare } = shop.forTeams(teams, { store: counting });
    const answer = await compare(makeActor(), ASKED, nothing);
    expect(answer).toMatchObject({ summary: { teams: { length: 200 }, tooSmall: null } });
    expect(atOnce.most).toBeLessThan(20);
    expect(atOnce.queries).toBeLessThan(200 * 15);
  });
});
