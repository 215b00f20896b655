import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/domain/digests.ts';
import type { Subscription, Wish } from '../../src/domain/subscriptions.ts';
import { addTo } from '../store/contract/wishes.ts';
import { openDesk } from './digest-desk.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'], windsurf: ['backend'] },
  managers: ['U-MANAGER'],
});
const WEEK = { from: '2026-11-16', to: '2026-11-22' };
const BEFORE = { from: '2026-11-09', to: '2026-11-15' };
/** Monday, 09:00 in Shanghai. */
const SLOT = new Date('2026-11-23T01:00:00Z');
const SECTIONS = ['chart', 'top', 'inactive', 'splits'] as const;
const OWNER = { slackUserId: 'U-OWNER', email: null };

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
  shop.passHours(21);
  await shop.forTeams([BACKEND], { backfillDays: 90 }).sync(new AbortController().signal);
});

afterAll(() => shop.close());

function subscription(over: Partial<Subscription> = {}): Subscription {
  return {
    id: 1,
    slackTeamId: 'T1',
    channelId: 'C1',
    teamId: 'backend',
    ownerId: 'U-OWNER',
    schedule: { every: { kind: 'weekdays', days: [1] }, at: '09:00', zone: 'Asia/Shanghai' },
    provider: null,
    names: true,
    sections: SECTIONS,
    createdAt: SLOT,
    nextRun: null,
    suspended: null,
    ...over,
  };
}

const MAKING = {
  date: '2026-11-23',
  dueAt: SLOT,
  reader: OWNER,
  mayName: () => true,
  onProgress: () => undefined,
};

async function make(
  desk: ReturnType<typeof openDesk>,
  over: Partial<Subscription> = {},
  making: Partial<typeof MAKING> = {},
): Promise<Digest> {
  const made = await desk.makeDigest(subscription(over), { ...MAKING, ...making });
  if (made.kind !== 'digest') throw new Error(`no digest but ${made.kind}`);
  return made.digest;
}

function partOf({ summary }: Digest, id: string) {
  const part = summary.providers.find(({ provider }) => provider === id);
  if (!part) throw new Error(`no figures from ${id}`);
  return part;
}

function linesOf(digest: Digest) {
  const { usage } = partOf(digest, 'lingma');
  return usage.state === 'known' ? usage.figures.linesAccepted : null;
}

/** The addresses of inactive holders of a Lingma seat in backend. */
function idle(): string[] {
  const { neverUsed, lapsed } = shop.world.expected.inactive('backend', '2026-11-22');
  return [...neverUsed, ...lapsed].flatMap(({ person }) => person.email?.toLowerCase() ?? []);
}

async function toldOf(email: string) {
  return (await shop.people.accessesTo(email, 5)).inAll;
}

describe('a digest', () => {
  test('on a Monday tells of exactly the week before, beside the one before that', async () => {
    const digest = await make(openDesk(shop, [BACKEND]));
    expect(digest).toMatchObject({ period: WEEK, news: true, noData: false, dueAt: SLOT });
    const { expected } = shop.world;
    expect(linesOf(digest)).toEqual({
      now: expected.team('backend', WEEK).linesAccepted,
      before: expected.team('backend', BEFORE).linesAccepted,
    });
    const { chart } = partOf(digest, 'lingma');
    expect(chart.state === 'known' && chart.figures.points).toHaveLength(7);
  });

  test('on another day tells of the seven days up to the day before', async () => {
    const digest = await make(openDesk(shop, [BACKEND]), {}, { date: '2026-11-19' });
    expect(digest.period).toEqual({ from: '2026-11-12', to: '2026-11-18' });
  });

  test('on the first working day tells of the month before', async () => {
    const schedule = { ...subscription().schedule, every: { kind: 'first-working-day' } as const };
    const digest = await make(openDesk(shop, [BACKEND]), { schedule }, { date: '2026-11-02' });
    const october = { from: '2026-10-01', to: '2026-10-31' };
    expect(digest.period).toEqual(october);
    expect(linesOf(digest)?.now).toBe(shop.world.expected.team('backend', october).linesAccepted);
  });

  test('is of one provider where it is narrowed to it', async () => {
    const digest = await make(openDesk(shop, [BACKEND]), { provider: 'windsurf' });
    expect(digest.provider).toBe('windsurf');
    expect(digest.summary.providers.map(({ provider }) => provider)).toEqual(['windsurf']);
  });

  test('names nobody who left the top lists', async () => {
    const [first] = shop.world.expected.team('backend', WEEK).top;
    const person = shop.world.people.find(({ userId }) => userId === first?.userId);
    const email = person?.email?.toLowerCase() ?? '';
    await shop.people.setListed(email, false, shop.clock());
    const digest = await make(openDesk(shop, [BACKEND]));
    await shop.people.setListed(email, true, shop.clock());
    const { top } = partOf(digest, 'lingma');
    const named = top.state === 'known' ? top.figures.map(({ personId }) => personId) : [];
    expect(named.length).toBeGreaterThan(2);
    expect(named).not.toContain(first?.userId);
  });

  test('shows no figures of too few people', async () => {
    const digest = await make(openDesk(shop, [BACKEND], { settings: { minGroupSize: 1000 } }));
    expect(digest.summary).toMatchObject({ providers: [], tooSmall: { minimum: 1000 } });
    expect(digest).toMatchObject({ news: true, noData: false });
  });

  test('ends where its team or its provider is gone', async () => {
    const desk = openDesk(shop, [BACKEND]);
    const gone = await desk.makeDigest(subscription({ teamId: 'gone' }), MAKING);
    expect(gone.kind).toBe('unknown-team');
    const other = await desk.makeDigest(subscription({ provider: 'copilot' }), MAKING);
    expect(other.kind).toBe('bad-provider');
  });
});

describe('the names of inactive seats', () => {
  test('are those of the first five, and it is written down that the owner was shown them', async () => {
    const before = await Promise.all(idle().map(toldOf));
    const digest = await make(openDesk(shop, [BACKEND]));
    const named = digest.summary.providers.flatMap(({ inactiveSeats }) => inactiveSeats ?? []);
    const shown = new Set(named.flatMap(({ email }) => email ?? []));
    expect(partOf(digest, 'lingma').inactiveSeats).toHaveLength(Math.min(idle().length, 5));
    const after = await Promise.all(idle().map(toldOf));
    expect(after).toEqual(
      idle().map((email, index) => (before[index] ?? 0) + (shown.has(email) ? 1 : 0)),
    );
    const [email = ''] = shown;
    const { seen } = await shop.people.accessesTo(email, 1);
    expect(seen[0]).toMatchObject({ slackUserId: 'U-OWNER', what: 'inactive' });
  });

  test('are five, of however many there are', async () => {
    const store: typeof shop.store = {
      ...shop.store,
      roster: async (query) => {
        const people = await shop.store.roster(query);
        return [...people, ...people.map((one) => ({ ...one, personId: `${one.personId}-2` }))];
      },
    };
    const digest = await make(openDesk(shop, [BACKEND], { over: { store } }));
    const { seats, inactiveSeats } = partOf(digest, 'lingma');
    expect(seats.state === 'known' && seats.figures.inactive?.count).toBeGreaterThan(5);
    expect(inactiveSeats).toHaveLength(5);
  });

  test.each([
    ['names are off', { names: false }, {}],
    ['the section is left out', { sections: ['chart', 'top', 'splits'] as const }, {}],
    ['the reader may not see them', {}, { mayName: () => false }],
  ])('are not there, and nobody was shown them, where %s', async (_why, over, making) => {
    const before = await Promise.all(idle().map(toldOf));
    const digest = await make(openDesk(shop, [BACKEND]), over, making);
    for (const { inactiveSeats } of digest.summary.providers) expect(inactiveSeats).toBeNull();
    const { seats } = partOf(digest, 'lingma');
    expect(seats.state === 'known' && seats.figures.inactive?.count).toBeGreaterThan(0);
    expect(await Promise.all(idle().map(toldOf))).toEqual(before);
  });
});

describe('a team’s summary', () => {
  test('is made once for all its channels, and anew after some minutes', async () => {
    let summed = 0;
    const store = new Proxy(shop.store, {
      get(target, name) {
        if (name === 'personTotals') summed += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
    const desk = openDesk(shop, [BACKEND], { over: { store } });
    const one = { provider: 'lingma' };
    await make(desk, one);
    const once = summed;
    expect(once).toBeGreaterThan(0);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        make(desk, { ...one, id: index + 2, names: index % 2 === 0 }),
      ),
    );
    expect(summed).toBe(once);
    await make(desk, one, { date: '2026-11-22' });
    expect(summed).toBe(2 * once);
    shop.passHours(0.1);
    await make(desk, one);
    shop.passHours(-0.1);
    expect(summed).toBe(3 * once);
  });

  test('that failed is made anew by the next one', async () => {
    let fails = true;
    const store = new Proxy(shop.store, {
      get(target, name) {
        if (name === 'personTotals' && fails) throw new Error('the database is away');
        return Reflect.get(target, name) as unknown;
      },
    });
    const desk = openDesk(shop, [BACKEND], { over: { store } });
    await expect(make(desk)).rejects.toThrow('the database is away');
    fails = false;
    expect(linesOf(await make(desk))).not.toBeNull();
  });
});

describe('a week without news', () => {
  /** A team of one person who last used Lingma so long ago. */
  function teamOfOne(lastActive: (day: string) => boolean) {
    const seat = shop.world.expected
      .seats('backend')
      .find(({ person, lastActiveOn }) => person.email && lastActiveOn && lastActive(lastActiveOn));
    if (!seat) throw new Error('the world has nobody like that');
    const members = [seat.person.email?.toLowerCase() ?? ''];
    return makeTeam({ id: 'one', name: 'One', members });
  }

  test('is one in which nobody was active and no more seats became inactive', async () => {
    const team = teamOfOne((day) => day < '2026-10-16');
    const digest = await make(openDesk(shop, [team]), { teamId: 'one', provider: 'lingma' });
    expect(digest).toMatchObject({ news: false, noData: false });
    expect(digest.summary.providers[0]?.inactiveSeats).toBeNull();
  });

  test('is none while somebody is active', async () => {
    const team = teamOfOne((day) => day >= '2026-11-18');
    const digest = await make(openDesk(shop, [team]), { teamId: 'one', provider: 'lingma' });
    expect(digest.news).toBe(true);
  });
});

describe('while a provider is in trouble', () => {
  let own: Workshop;

  beforeEach(async () => {
    own = await openWorkshop();
    own.passHours(21);
    return () => own.close();
  });

  test('a digest says what is true, and what went wrong', async () => {
    own.lingma.faults.set({ kind: 'status', status: 503 });
    const digest = await make(openDesk(own, [BACKEND]));
    expect(digest).toMatchObject({ news: true, noData: false });
    expect(partOf(digest, 'windsurf').seats.state).toBe('known');
    expect(partOf(digest, 'lingma').notes).toMatchObject([{ kind: 'trouble' }]);
  });

  test('a digest of what was held before is made of that', async () => {
    await own.forTeams([BACKEND], { backfillDays: 90 }).sync(new AbortController().signal);
    own.passHours(3);
    own.lingma.faults.set({ kind: 'status', status: 503 });
    const digest = await make(openDesk(own, [BACKEND]), { provider: 'lingma' });
    expect(digest).toMatchObject({ news: true, noData: false });
    expect(linesOf(digest)?.now).toBe(own.world.expected.team('backend', WEEK).linesAccepted);
    expect(partOf(digest, 'lingma').notes[0]?.text).toMatch(/still holds/);
  });

  test('a digest without any data says so', async () => {
    own.lingma.faults.set({ kind: 'status', status: 503 });
    const digest = await make(openDesk(own, [BACKEND]), { provider: 'lingma' });
    expect(digest).toMatchObject({ noData: true });
  });

  test('days that a vendor has not told of yet are no zeros', async () => {
    await own.forTeams([BACKEND], { backfillDays: 90 }).sync(new AbortController().signal);
    own.passHours(24 * 14);
    const store = { ...own.store, newestDay: async () => '2026-11-22' };
    const late = openDesk(own, [BACKEND], { over: { store } });
    const digest = await make(late, { provider: 'lingma' }, { date: '2026-12-07' });
    expect(digest.period).toEqual({ from: '2026-11-30', to: '2026-12-06' });
    expect(digest).toMatchObject({ noData: true });
  });
});

describe('a test of a digest', () => {
  const wish: Wish = subscription();

  test('is of the seven days up to yesterday, and names whom its reader may see', async () => {
    const desk = openDesk(shop, [BACKEND]);
    const kept = await addTo(desk.subscriptions, wish, { date: '2026-11-30', at: SLOT }, SLOT);
    const manager = makeActor({ slackUserId: 'U-MANAGER' });
    const result = await desk.preview(manager, kept.id, () => undefined);
    if (result.kind !== 'digest') throw new Error(result.kind);
    expect(result.digest).toMatchObject({ period: WEEK, dueAt: null, subscriptionId: kept.id });
    expect(partOf(result.digest, 'lingma').inactiveSeats).not.toBeNull();
    const owner = makeActor({ slackUserId: 'U-OWNER' });
    const theirs = await desk.preview(owner, kept.id, () => undefined);
    if (theirs.kind !== 'digest') throw new Error(theirs.kind);
    expect(partOf(theirs.digest, 'lingma').inactiveSeats).toBeNull();
    expect(await desk.preview(makeActor(), kept.id, () => undefined)).toMatchObject({
      kind: 'refused',
    });
  });
});
