import { DEFAULT_NUDGE_POLICY } from '../../../src/domain/nudge-settings.ts';
import type {
  Cost,
  NudgeShown,
  NudgeMonth,
  NudgesSeen,
  NudgesStatus,
  RoundShown,
  Undelivered,
  WrongReport,
} from '../../../src/domain/nudges-shown.ts';
import type {
  Nudge,
  NudgeAnswer,
  NudgeRound,
  PlannedSeat,
  ReclaimItem,
  Said,
  SeatUse,
} from '../../../src/domain/nudges.ts';

type Seat = Nudge['seats'][number];

export const TITLES = { lingma: 'Lingma', windsurf: 'Windsurf' };
export const NOW = new Date('2026-11-23T02:05:00Z');

const DAY = 86_400_000;
const LATELY = Date.parse('2026-09-02T04:00:00Z');
const GIVEN = Date.parse('2026-08-03T04:00:00Z');

const USE: SeatUse = {
  lastActiveAt: LATELY,
  givenAt: GIVEN,
  givenIsGuess: false,
  dataTo: '2026-11-21',
  usageSince: '2026-07-01',
  seenAt: NOW.getTime(),
};

export function seat(change: Partial<Seat> = {}): Seat {
  return {
    provider: 'lingma',
    personId: 'p-ann',
    email: 'ann@example.com',
    name: 'Ann Lee',
    standing: 'lapsed',
    ...USE,
    step: 'first',
    ...change,
  };
}

/** A seat that was never used, at a provider without days. */
export const NEVER = seat({
  provider: 'windsurf',
  standing: 'never-used',
  lastActiveAt: null,
  dataTo: null,
  usageSince: null,
});

/** A seat of whose use nothing is known before a day that is later than when it was given. */
export const SILENT = seat({
  standing: 'never-used',
  lastActiveAt: null,
  givenAt: Date.parse('2023-07-13T04:00:00Z'),
  usageSince: '2026-08-25',
});

export function nudge(change: Partial<Nudge> = {}): Nudge {
  return {
    id: 'n-1',
    roundId: 12,
    email: 'ann@example.com',
    name: 'Ann Lee',
    slackUserId: 'U0ANN',
    state: 'sent',
    why: null,
    dueAt: NOW,
    changedAt: NOW,
    seats: [seat()],
    ...change,
  };
}

export function answer(said: Said, change: Partial<NudgeAnswer> = {}): NudgeAnswer {
  return {
    id: 1,
    nudgeId: 'n-1',
    seat: 0,
    said,
    at: NOW,
    undoUntil: new Date(NOW.getTime() + 600_000),
    ...change,
  };
}

export function nudgeShown(change: Partial<NudgeShown> = {}): NudgeShown {
  const seats = change.nudge?.seats ?? [seat()];
  return {
    nudge: nudge({ seats }),
    titles: TITLES,
    contact: 'C0AIHELP1',
    setUp: { lingma: ['https://example.com/lingma/install', 'The page “Set up” of the wiki'] },
    answers: seats.map(() => null),
    fates: seats.map(() => ({ kind: 'idle' as const })),
    tipsOff: false,
    zone: 'Asia/Shanghai',
    policy: DEFAULT_NUDGE_POLICY,
    ...change,
  };
}

export function cost(seats: number, perSeat = 20): Cost {
  return {
    seats,
    unpriced: 0,
    perMonth: seats > 0 ? [{ amount: seats * perSeat, currency: 'USD' }] : [],
  };
}

export const NO_PRICES: Cost = { seats: 3, unpriced: 3, perMonth: [] };

export function round(change: Partial<NudgeRound> = {}): NudgeRound {
  return {
    id: 12,
    date: '2026-11-23',
    state: 'planned',
    plannedAt: NOW,
    expiresAt: new Date(NOW.getTime() + 3 * DAY),
    decidedBy: null,
    decidedAt: null,
    ...change,
  };
}

export function plannedSeat(change: Partial<PlannedSeat> = {}): PlannedSeat {
  const { step, ...rest } = seat();
  return { ...rest, decision: { kind: 'tell', step }, ...change };
}

const QUIET = { planned: 0, queued: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 };

export function roundShown(change: Partial<RoundShown> = {}): RoundShown {
  return {
    round: round(),
    at: NOW,
    nudges: [nudge({ state: 'planned' })],
    seats: [
      plannedSeat(),
      plannedSeat({
        personId: 'p-bob',
        name: 'Bob Ray',
        email: 'bob@example.com',
        decision: { kind: 'skip', reason: 'exempt', detail: '2027-01-31' },
      }),
      plannedSeat({
        provider: 'windsurf',
        personId: 'p-eve',
        name: 'Eve Fox',
        email: 'eve@example.com',
        standing: 'never-used',
        lastActiveAt: null,
        dataTo: null,
        usageSince: null,
        decision: { kind: 'skip', reason: 'new', detail: null },
      }),
    ],
    counts: {
      inactive: 3,
      people: 1,
      steps: { first: 1, second: 0, reclaim: 0 },
      skipped: { exempt: 1, new: 1 },
    },
    progress: { ...QUIET, planned: 1 },
    exposure: cost(3),
    reassignable: cost(1),
    stale: [],
    titles: TITLES,
    zone: 'Asia/Shanghai',
    ...change,
  };
}

/** A round of so many people, each with a seat. */
export function longRound(people: number): RoundShown {
  const each = Array.from({ length: people }, (_, index) => {
    const email = `person.${index}@example.com`;
    const who = { personId: `p-${index}`, email, name: `Person Number ${index}` };
    return {
      seat: plannedSeat(who),
      nudge: nudge({
        id: `n-${index}`,
        email,
        slackUserId: `U0P${index}`,
        state: 'planned',
        seats: [seat(who)],
      }),
    };
  });
  return roundShown({
    nudges: each.map((one) => one.nudge),
    seats: each.map((one) => one.seat),
    counts: {
      inactive: people,
      people,
      steps: { first: people, second: 0, reclaim: 0 },
      skipped: {},
    },
    progress: { ...QUIET, planned: people },
    exposure: cost(people),
  });
}

export function reclaimItem(change: Partial<ReclaimItem> = {}): ReclaimItem {
  return {
    id: 31,
    source: 'candidate',
    provider: 'lingma',
    title: 'Lingma',
    personId: 'p-ann',
    email: 'ann@example.com',
    name: 'Ann Lee',
    slackUserId: 'U0ANN',
    idleSince: LATELY,
    use: USE,
    openedAt: NOW,
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    history: [
      { at: new Date('2026-10-05T02:00:00Z'), step: 'first', answer: null, answeredAt: null },
      {
        at: new Date('2026-10-20T02:00:00Z'),
        step: 'second',
        answer: { kind: 'set-up' },
        answeredAt: new Date('2026-10-20T03:00:00Z'),
      },
    ],
    ...change,
  };
}

export function nudgesStatus(change: Partial<NudgesStatus> = {}): NudgesStatus {
  return {
    policy: DEFAULT_NUDGE_POLICY,
    paused: null,
    latest: roundShown(),
    next: { date: '2026-11-30', at: new Date('2026-11-30T02:00:00Z') },
    goesByItself: false,
    stale: [],
    openReclaims: 2,
    undelivered: { failed: 0, unknown: 0, newest: [] },
    hasChannel: true,
    exemptions: [
      {
        email: 'bob@example.com',
        until: '2027-01-31',
        reason: 'parental leave',
        by: 'U0EVE',
        at: NOW,
      },
    ],
    zone: 'Asia/Shanghai',
    ...change,
  };
}

export function nudgeMonth(change: Partial<NudgeMonth> = {}): NudgeMonth {
  return {
    month: '2026-11',
    nudged: cost(40),
    backInUse: cost(22),
    givenBack: cost(6),
    reclaimed: cost(4),
    blocked: { 'i-use-it': 2, other: 1 },
    ...change,
  };
}

export function wrongReport(change: Partial<WrongReport> = {}): WrongReport {
  return {
    nudge: nudge(),
    seat: seat(),
    title: 'Lingma',
    wrong: 'i-use-it',
    text: 'I use it every day, in the office.',
    at: NOW,
    zone: 'Asia/Shanghai',
    ...change,
  };
}

export function nudgesSeen(change: Partial<NudgesSeen> = {}): NudgesSeen {
  return {
    sent: [
      {
        at: NOW,
        seats: [
          { provider: 'lingma', title: 'Lingma', step: 'second', said: { kind: 'keep' } },
          { provider: 'windsurf', title: 'Windsurf', step: 'first', said: null },
        ],
      },
    ],
    inAll: 3,
    tipsOff: false,
    awayUntil: null,
    exemptUntil: null,
    ...change,
  };
}

export function undelivered(change: Partial<Undelivered> = {}): Undelivered {
  return {
    deliveryId: 'd-1',
    of: 'nudge',
    trouble: 'failed',
    reason: 'not_in_channel',
    to: { channelId: 'C0ADMINS1' },
    ...change,
  };
}
