import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staleFeeds } from '../../src/domain/nudge-feeds.ts';
import { planNudges, type Situation } from '../../src/domain/nudge-policy.ts';
import { seatKey, type NudgePast, type NudgeSeat } from '../../src/domain/nudge-ports.ts';
import { DEFAULT_NUDGE_POLICY } from '../../src/domain/nudge-settings.ts';
import type { Decision } from '../../src/domain/nudges.ts';
import type { Team } from '../../src/domain/teams.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-23T02:00:00Z');
const ago = (days: number) => NOW.getTime() - days * DAY_MS;
const on = (days: number) => new Date(ago(days));

const NOTHING: NudgePast = {
  told: new Map(),
  steps: new Map(),
  said: new Map(),
  exempt: new Map(),
  away: new Map(),
  tipsOff: new Set(),
  listed: new Set(),
};

const SITUATION: Situation = {
  now: NOW,
  zone: 'Asia/Shanghai',
  policy: DEFAULT_NUDGE_POLICY,
  teams: [],
  past: NOTHING,
  stale: [],
  data: {
    lingma: { known: () => true, dataTo: '2026-11-21', usageSince: '2026-01-01', seenAt: null },
    windsurf: { known: () => true, dataTo: null, usageSince: null, seenAt: null },
  },
};

const ANN: NudgeSeat = {
  provider: 'lingma',
  personId: 'l-ann',
  email: 'ann@example.com',
  name: 'Ann',
  givenAt: ago(200),
  givenIsGuess: false,
  lastActiveAt: ago(40),
  groupIds: ['d-1'],
  isInTeam: true,
  isRead: true,
  slack: { slackUserId: 'U1', membership: 'member', zone: 'Asia/Shanghai' },
};

function team(id: string, groups: Team['groups']): Team {
  const rest = { aliases: [], members: [], managers: [], matchByEmail: false, within: null };
  return { id, name: id, groups, ...rest };
}

function decisionOf(
  seat: Partial<NudgeSeat>,
  { past, ...over }: Partial<Omit<Situation, 'past'>> & { past?: Partial<NudgePast> } = {},
): Decision | undefined {
  const situation = { ...SITUATION, ...over, past: { ...NOTHING, ...past } };
  return planNudges([{ ...ANN, ...seat }], situation).seats[0]?.decision;
}

function reasonOf(...asked: Parameters<typeof decisionOf>): string | undefined {
  const decision = decisionOf(...asked);
  return decision?.kind === 'skip' ? decision.reason : decision?.step;
}

describe('an inactive seat', () => {
  test('is told of after 30 days without use, and not before', () => {
    expect(reasonOf({ lastActiveAt: ago(30) })).toBe('first');
    expect(reasonOf({ lastActiveAt: ago(29.9) })).toBeUndefined();
  });

  test('counts from the day it was given where that is later', () => {
    expect(reasonOf({ lastActiveAt: ago(100), givenAt: ago(20) })).toBeUndefined();
    expect(reasonOf({ lastActiveAt: ago(100), givenAt: ago(30) })).toBe('first');
    expect(reasonOf({ lastActiveAt: null, givenAt: ago(30) })).toBe('first');
    expect(reasonOf({ lastActiveAt: null, givenAt: null })).toBe('not-known');
  });

  test('is told of a second time 15 days after the first, and proposed for reclaim at 60', () => {
    const steps = (...days: number[]) => ({
      past: {
        steps: new Map([
          [
            seatKey(ANN),
            days.map((day, index) => ({
              step: index === 0 ? ('first' as const) : ('second' as const),
              at: on(day),
            })),
          ],
        ]),
      },
    });
    expect(decisionOf({ lastActiveAt: ago(46) }, steps(14.5))).toEqual({
      kind: 'skip',
      reason: 'not-yet',
      detail: '2026-11-23',
    });
    expect(reasonOf({ lastActiveAt: ago(46) }, steps(15))).toBe('second');
    expect(reasonOf({ lastActiveAt: ago(59) }, steps(29, 14))).toBe('not-yet');
    expect(reasonOf({ lastActiveAt: ago(60) }, steps(30, 15))).toBe('reclaim');
    // Used in between: all begins anew.
    expect(reasonOf({ lastActiveAt: ago(31) }, steps(60, 45))).toBe('first');
  });

  test('is proposed for reclaim as late for whoever wants no tips, with what they were spared', () => {
    const tipsOff = new Set(['ann@example.com']);
    const spared = (...days: number[]) => {
      const steps = days.map((day, index) => ({
        step: index === 0 ? ('first' as const) : ('second' as const),
        at: on(day),
      }));
      return { past: { tipsOff, steps: new Map([[seatKey(ANN), steps]]) } };
    };
    const idle = { lastActiveAt: ago(100) };
    expect(decisionOf(idle, spared())).toMatchObject({ reason: 'opted-out', detail: 'first' });
    expect(reasonOf(idle, spared(14))).toBe('not-yet');
    expect(decisionOf(idle, spared(15))).toMatchObject({ reason: 'opted-out', detail: 'second' });
    expect(reasonOf(idle, spared(28, 13))).toBe('not-yet');
    expect(reasonOf(idle, spared(29, 14))).toBe('reclaim');
    expect(reasonOf({ lastActiveAt: ago(59) }, spared(29, 14))).toBe('not-yet');
  });

  test.each<[string, Parameters<typeof decisionOf>]>([
    ['new', [{ givenAt: ago(5), lastActiveAt: null }]],
    ['stale-feed', [{}, { stale: ['Windsurf'] }]],
    ['no-team', [{ isInTeam: false }]],
    ['no-team', [{ isInTeam: false, isRead: false, lastActiveAt: null }]],
    ['not-known', [{ isRead: false, lastActiveAt: null }]],
    [
      'not-known',
      [
        {},
        { data: { lingma: { known: () => false, dataTo: null, usageSince: null, seenAt: null } } },
      ],
    ],
    ['unmatched', [{ slack: null }]],
    ['unmatched', [{ email: null }]],
    ['no-slack-person', [{ slack: { slackUserId: 'U1', membership: 'guest', zone: null } }]],
    ['no-slack-person', [{ slack: { slackUserId: 'U1', membership: 'bot', zone: null } }]],
    ['no-slack-person', [{ slack: { slackUserId: 'U1', membership: 'deactivated', zone: null } }]],
    ['exempt', [{}, { past: { exempt: new Map([['ann@example.com', '2026-11-23']]) } }]],
    ['first', [{}, { past: { exempt: new Map([['ann@example.com', '2026-11-22']]) } }]],
    ['on-leave', [{}, { past: { away: new Map([['ann@example.com', '2026-12-01']]) } }]],
    ['listed', [{}, { past: { listed: new Set([seatKey(ANN)]) } }]],
    ['opted-out', [{}, { past: { tipsOff: new Set(['ann@example.com']) } }]],
    ['opted-out', [{ lastActiveAt: ago(90) }, { past: { tipsOff: new Set(['ann@example.com']) } }]],
    ['told-lately', [{}, { past: { told: new Map([['U1', on(13.9)]]) } }]],
    ['told-lately', [{}, { past: { told: new Map([['U1', on(-1)]]) } }]],
    ['first', [{}, { past: { told: new Map([['U1', on(14)]]) } }]],
    ['asked-to-keep', [{}, { past: { said: new Map([[seatKey(ANN), kept(59)]]) } }]],
    ['first', [{ lastActiveAt: ago(90) }, { past: { said: new Map([[seatKey(ANN), kept(60)]]) } }]],
  ])('is %s', (reason, asked) => {
    expect(reasonOf(...asked)).toBe(reason);
  });

  test('is treated as the gentlest of its holder’s teams wants', () => {
    const teams = [team('a', { lingma: ['d-1'] }), team('b', { windsurf: ['b'] })];
    const policy = { ...DEFAULT_NUDGE_POLICY, teams: { b: { off: false, firstDays: 45 } } };
    expect(reasonOf({}, { teams, policy })).toBe('first');
    const other = { ...ANN, provider: 'windsurf', personId: 'w-ann', groupIds: ['b'] };
    const both = planNudges([ANN, { ...other, lastActiveAt: ago(2) }], {
      ...SITUATION,
      teams,
      policy,
    });
    expect(both.seats).toEqual([]);
    const off = { ...policy, teams: { a: { off: true } } };
    expect(reasonOf({}, { teams, policy: off })).toBe('team-off');
  });

  test('is one of several in one message to its holder', () => {
    const other = { ...ANN, provider: 'windsurf', personId: 'w-ann' };
    const { nudges } = planNudges([ANN, other], SITUATION);
    expect(nudges).toEqual([
      {
        slackUserId: 'U1',
        email: 'ann@example.com',
        name: 'Ann',
        seats: [
          { provider: 'lingma', personId: 'l-ann' },
          { provider: 'windsurf', personId: 'w-ann' },
        ],
      },
    ]);
  });
});

function kept(days: number) {
  return { said: { kind: 'keep' } as const, at: on(days) };
}

const MEMBERSHIPS = [...Array(9).fill('member' as const), 'guest', 'bot', 'deactivated'] as const;
const days = fc.integer({ min: 0, max: 1200 }).map((tenths) => tenths / 10);
// Most seats are idle and most people are left alone by nobody, or hardly anything would be told.
const idleDays = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 300, max: 1200 }).map((tenths) => tenths / 10) },
  { weight: 1, arbitrary: days },
);
const maybeDays = fc.option(idleDays, { nil: null, freq: 8 });
const few = { maxLength: 2, size: 'max' } as const;
const often = fc.integer({ min: 0, max: 9 }).map((number) => number > 0);
const person = fc.integer({ min: 0, max: 7 });

const anySeat = fc
  .record({
    who: person,
    provider: fc.constantFrom('lingma', 'windsurf'),
    given: maybeDays,
    used: maybeDays,
    hasEmail: often,
    membership: fc.option(fc.constantFrom(...MEMBERSHIPS), { nil: null, freq: 8 }),
    groups: fc.constantFrom(['d-1'], ['d-1'], ['d-1'], ['d-2'], []),
  })
  .map(({ who, provider, given, used, hasEmail, membership, groups }): NudgeSeat => {
    const email = hasEmail ? `p${who}@example.com` : null;
    return {
      provider,
      personId: `${provider}-${who}`,
      email,
      name: null,
      givenAt: given === null ? null : ago(given),
      givenIsGuess: false,
      lastActiveAt: used === null ? null : ago(used),
      groupIds: groups,
      isInTeam: groups.length > 0,
      isRead: true,
      slack: email && membership ? { slackUserId: `U${who}`, membership, zone: null } : null,
    };
  });

const aDay = fc.constantFrom('2026-11-20', '2026-11-23', '2026-12-24');
const byEmail = fc
  .array(fc.tuple(person, aDay), few)
  .map((all) => new Map(all.map(([who, day]) => [`p${who}@example.com`, day])));
const anyKey = fc
  .tuple(person, fc.constantFrom('lingma', 'windsurf'))
  .map(([who, provider]) => seatKey({ provider, personId: `${provider}-${who}` }));
const anyPast: fc.Arbitrary<NudgePast> = fc.record({
  told: fc
    .array(
      fc.tuple(
        person,
        fc.integer({ min: -30, max: 400 }).map((tenths) => tenths / 10),
      ),
      few,
    )
    .map((all) => new Map(all.map(([who, day]) => [`U${who}`, on(day)]))),
  steps: fc
    .array(
      fc.tuple(
        anyKey,
        fc.array(
          fc.record({
            step: fc.constantFrom('first' as const, 'second' as const, 'reclaim' as const),
            at: days.map(on),
          }),
        ),
      ),
    )
    .map((all) => new Map(all)),
  said: fc.array(fc.tuple(anyKey, days.map(kept)), few).map((all) => new Map(all)),
  exempt: byEmail,
  away: byEmail,
  tipsOff: fc.subarray(['p0@example.com', 'p1@example.com']).map((all) => new Set(all)),
  listed: fc.array(anyKey, few).map((all) => new Set(all)),
});
const anySituation = fc.record({
  seats: fc.uniqueArray(anySeat, { selector: seatKey, minLength: 3, maxLength: 12, size: 'max' }),
  past: anyPast,
  known: fc.boolean(),
});

describe('a plan', () => {
  const teams = [team('off', { lingma: ['d-2'] })];
  const policy = { ...DEFAULT_NUDGE_POLICY, teams: { off: { off: true } } };

  test('tells nobody who must not be told', () => {
    let count = 0;
    fc.assert(
      fc.property(anySituation, ({ seats, past, known }) => {
        const data = {
          ...SITUATION.data,
          windsurf: { known: () => known, dataTo: null, usageSince: null, seenAt: null },
        };
        const plan = planNudges(seats, { ...SITUATION, teams, policy, past, data });
        for (const planned of plan.seats.filter(({ decision }) => decision.kind === 'tell')) {
          count += 1;
          const seat = seats.find((one) => seatKey(one) === seatKey(planned));
          const { slackUserId = '', membership } = seat?.slack ?? {};
          const email = seat?.email ?? '';
          expect(membership).toBe('member');
          expect(seat?.isInTeam).toBe(true);
          expect(email).not.toBe('');
          const told = past.told.get(slackUserId)?.getTime() ?? 0;
          expect(NOW.getTime() - told).toBeGreaterThanOrEqual(14 * DAY_MS);
          expect((past.exempt.get(email) ?? '') < '2026-11-23').toBe(true);
          expect((past.away.get(email) ?? '') < '2026-11-23').toBe(true);
          expect(past.listed.has(seatKey(planned))).toBe(false);
          const answered = past.said.get(seatKey(planned))?.at.getTime() ?? 0;
          expect(NOW.getTime() - answered).toBeGreaterThanOrEqual(60 * DAY_MS);
          // The clock starts at the later of the two.
          const since = Math.max(seat?.givenAt ?? 0, seat?.lastActiveAt ?? 0);
          expect(since).toBeGreaterThan(0);
          expect(NOW.getTime() - since).toBeGreaterThanOrEqual(30 * DAY_MS);
          const { decision } = planned;
          const step = decision.kind === 'tell' ? decision.step : null;
          const isLongIdle = NOW.getTime() - since >= 60 * DAY_MS;
          expect(step === 'reclaim' ? isLongIdle : !past.tipsOff.has(email)).toBe(true);
          // With tips or without, it takes two nudges' time.
          const told2 = (past.steps.get(seatKey(planned)) ?? []).filter(
            (one) => one.step === 'second' && one.at.getTime() <= NOW.getTime() - 14 * DAY_MS,
          );
          expect(step === 'reclaim' && told2.length === 0).toBe(false);
          expect(planned.provider === 'windsurf' && !known).toBe(false);
          const own = seats.filter((one) => one.email === email && one.provider === 'lingma');
          expect(own.some(({ groupIds }) => groupIds.includes('d-2'))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    expect(count).toBeGreaterThan(500);
  });

  test('tells nobody twice, and of every seat that it means to tell of', () => {
    fc.assert(
      fc.property(anySituation, ({ seats, past }) => {
        const plan = planNudges(seats, { ...SITUATION, past });
        const people = plan.nudges.map(({ slackUserId }) => slackUserId);
        expect(new Set(people).size).toBe(people.length);
        for (const nudge of plan.nudges) {
          const keys = new Set(nudge.seats.map(seatKey));
          const holders = seats.filter((one) => keys.has(seatKey(one)));
          expect(new Set(holders.map(({ slack }) => slack?.slackUserId))).toEqual(
            new Set([nudge.slackUserId]),
          );
        }
        const told = plan.seats.filter(({ decision }) => decision.kind === 'tell').map(seatKey);
        expect(plan.nudges.flatMap((nudge) => nudge.seats.map(seatKey)).toSorted()).toEqual(
          told.toSorted(),
        );
      }),
    );
  });

  test('tells nobody at all while a feed is stale', () => {
    fc.assert(
      fc.property(anySituation, ({ seats, past }) => {
        const plan = planNudges(seats, { ...SITUATION, past, stale: ['Lingma'] });
        expect(plan.nudges).toEqual([]);
      }),
    );
  });
});

describe('a feed', () => {
  const fresh = {
    provider: 'lingma',
    title: 'Lingma',
    countsDays: true,
    seats: on(1),
    days: on(1),
    newestDay: '2026-11-18',
  };
  const zone = 'Asia/Shanghai';

  test.each([
    [{}, undefined],
    [{ newestDay: '2026-11-17' }, 'no-new-day'],
    [{ newestDay: null }, 'no-new-day'],
    [{ newestDay: null, countsDays: false }, undefined],
    [{ days: null, countsDays: false }, undefined],
    [{ days: null }, 'no-sync'],
    [{ seats: null }, 'no-sync'],
    [{ seats: on(2) }, undefined],
    [{ seats: on(2.01) }, 'no-sync'],
    [{ days: on(2.01) }, 'no-sync'],
  ])('that is %o is stale by %s', (over, why) => {
    expect(staleFeeds([{ ...fresh, ...over }], NOW, zone)[0]?.why).toBe(why);
  });
});
