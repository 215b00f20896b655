import type {
  InactiveSummary,
  RankedBy,
  TeamsSummary,
  TopSummary,
} from '../../../src/domain/lists.ts';
import type { PersonSummary } from '../../../src/domain/person-summary.ts';
import type { StatusSummary } from '../../../src/domain/status.ts';
import type { TeamDetails } from '../../../src/domain/team-details.ts';
import { lapsed, lingma, neverUsed, windsurf } from './summaries.ts';
import { nudgesSeen } from './nudges.ts';

const PERIOD = { from: '2026-10-25', to: '2026-11-21' };
const BEFORE = { from: '2026-09-27', to: '2026-10-24' };
const ZONE = 'Asia/Shanghai';
const FETCHED = new Date('2026-11-21T23:12:00Z');

type Part = PersonSummary['providers'][number];

const WEEKS = [
  { from: '2026-10-25', to: '2026-10-25' },
  { from: '2026-10-26', to: '2026-11-01' },
  { from: '2026-11-02', to: '2026-11-08' },
  { from: '2026-11-09', to: '2026-11-15' },
  { from: '2026-11-16', to: '2026-11-21' },
];

/** What stands behind `teamSummary()`, for somebody who may see its people. */
export function teamDetails(people = 12): TeamDetails {
  const weeks = [
    [120, 291, 23, 12, 40, 9],
    [2890, 7014, 549, 289, 930, 30],
    [3312, 8038, 629, 331, 1050, 33],
    [3100, 7524, 589, 310, 990, 31],
    [2923, 7096, 555, 292, 945, 29],
  ] as const;
  const points = weeks.map(
    ([linesAccepted, linesChanged, chatTurns, part, whole, activePeople], index) => ({
      period: WEEKS[index] ?? PERIOD,
      linesAccepted,
      linesChanged,
      chatTurns,
      completions: { part, whole },
      activePeople,
    }),
  );
  return {
    providers: [
      {
        provider: 'lingma',
        title: 'Lingma',
        points: { state: 'known', figures: { grain: 'week', points } },
        people: Array.from({ length: people }, (_, index) => ({
          ...holder(index),
          activeDays: 20 - (index % 20),
          linesAccepted: Math.max(0, 1876 - index * 120),
          chatTurns: Math.max(0, 240 - index * 15),
          completions: { part: Math.max(0, 120 - index * 9), whole: 320 },
        })),
      },
      { provider: 'windsurf', title: 'Windsurf', points: { state: 'not-provided' }, people: null },
    ],
  };
}

function holder(index: number) {
  const name = NAMES[index] ?? `Person ${index}`;
  return { personId: `p${index}`, name, email: `p${index}@example.com` };
}

const NAMES = [
  'Ann Lee',
  '王小明',
  'Зоя Иванова',
  'Bob Ray',
  'Cy Doe',
  'نور حسن',
  'Eve Stone',
  '김서연',
  'Fay Wood',
  'Gus Hill',
  'Hal Brook',
  'Ida Lake',
];

/** Ann at Lingma and Windsurf, as she sees herself. */
export function personSummary(change: Partial<PersonSummary> = {}): PersonSummary {
  return {
    person: { name: 'Ann Lee', email: 'ann@example.com', isSelf: true },
    teams: ['Backend', 'Guild of Tests'],
    period: PERIOD,
    before: BEFORE,
    zone: ZONE,
    inactiveDays: 30,
    providers: [atLingma(), atWindsurf()],
    privacy: {
      listed: true,
      seen: [
        { at: new Date('2026-11-20T06:05:00Z'), slackUserId: 'U0BOSS', what: 'summary' },
        { at: new Date('2026-11-18T01:40:00Z'), slackUserId: 'U0ADMIN', what: 'export' },
        { at: new Date('2026-11-16T02:01:00Z'), slackUserId: 'C0ADMINS1', what: 'nudges' },
      ],
      seenInAll: 7,
      nudges: nudgesSeen({ sent: [], inAll: 0 }),
    },
    notes: [],
    ...change,
  };
}

function atLingma(): Part {
  return {
    provider: 'lingma',
    title: 'Lingma',
    dayZone: ZONE,
    dataTo: '2026-11-20',
    fetchedAt: FETCHED,
    seat: {
      state: 'held',
      standing: 'active',
      givenAt: Date.parse('2026-01-12T02:00:00Z'),
      lastActiveAt: Date.parse('2026-11-20T09:00:00Z'),
      lastActiveIsGuess: false,
    },
    activeDays: { state: 'known', figures: { now: 18, before: 15 } },
    usage: {
      state: 'known',
      figures: {
        linesAccepted: { now: 1876, before: 1702 },
        linesChanged: { now: 4120, before: 4003 },
        chatTurns: { now: 240, before: 0 },
        completions: { now: { part: 120, whole: 320 }, before: { part: 0, whole: 0 } },
        source: 'person-days',
      },
    },
    chart: {
      state: 'known',
      figures: {
        grain: 'week',
        points: WEEKS.map((period, index) => ({
          period,
          linesAccepted: [20, 440, 503, 471, 442][index] ?? null,
          activePeople: 1,
        })),
      },
    },
    splits: {
      state: 'known',
      figures: {
        languages: [
          { name: 'typescript', part: 1320, of: 'lines accepted' },
          { name: 'go', part: 470, of: 'lines accepted' },
          { name: '', part: 86, of: 'lines accepted' },
        ],
        ides: [{ name: 'VS Code', part: 120, of: 'completions accepted' }],
        chatKinds: [{ name: 'free chat', part: 240, of: 'chat turns' }],
      },
    },
    window: { state: 'not-provided' },
    notes: [],
  };
}

function atWindsurf(): Part {
  const none = { state: 'not-provided' } as const;
  return {
    provider: 'windsurf',
    title: 'Windsurf',
    dayZone: null,
    dataTo: null,
    fetchedAt: FETCHED,
    seat: {
      state: 'held',
      standing: 'lapsed',
      givenAt: null,
      lastActiveAt: Date.parse('2026-10-02T09:00:00Z'),
      lastActiveIsGuess: true,
    },
    activeDays: { state: 'known', figures: { now: 0, before: 4 } },
    usage: none,
    chart: none,
    splits: none,
    window: {
      state: 'known',
      figures: { credits: '120', cycle: { from: '2026-11-01', to: '2026-11-30' } },
    },
    notes: [],
  };
}

/** A ranking of `people` in Backend. */
export function topSummary(people = 5, by: RankedBy = 'lines'): TopSummary {
  const windsurfRanking = { state: 'not-provided' } as const;
  return {
    team: { id: 'backend', name: 'Backend' },
    by,
    limit: people,
    period: PERIOD,
    zone: ZONE,
    providers: [
      {
        provider: 'lingma',
        title: 'Lingma',
        dataTo: '2026-11-20',
        fetchedAt: FETCHED,
        ranking: {
          state: 'known',
          figures: Array.from({ length: people }, (_, index) => ({
            ...holder(index),
            value: 1876 - index * 17,
          })),
        },
        people: 37,
        unlisted: 2,
        notes: [],
      },
      {
        provider: 'windsurf',
        title: 'Windsurf',
        dataTo: null,
        fetchedAt: FETCHED,
        ranking: windsurfRanking,
        people: 0,
        unlisted: 0,
        notes: [],
      },
    ],
    tooSmall: null,
    notes: [],
  };
}

/** Backend's inactive seats: by name where `named`, else with the reader's own only. */
export function inactiveSummary(named = true): InactiveSummary {
  const own = lapsed('Kim Sol', '2026-10-11');
  const lingmaSeats = [
    neverUsed('Zed Moss', '2026-08-03'),
    neverUsed('Ida Berg', '2026-08-17'),
    neverUsed('赵敏', '2026-10-05'),
    lapsed('Lee Gray', '2026-09-02'),
    own,
  ];
  return {
    team: { id: 'backend', name: 'Backend' },
    days: 30,
    graceDays: 14,
    zone: ZONE,
    providers: [
      {
        provider: 'lingma',
        title: 'Lingma',
        dataTo: '2026-11-20',
        fetchedAt: FETCHED,
        counts: lingma().seats,
        seats: named ? lingmaSeats : null,
        own: named ? null : own,
        notes: [],
      },
      {
        provider: 'windsurf',
        title: 'Windsurf',
        dataTo: null,
        fetchedAt: FETCHED,
        counts: windsurf().seats,
        seats: named ? [lapsed('Pat Quill', '2026-09-20')] : null,
        own: null,
        notes: [],
      },
    ],
    tooSmall: null,
    notes: [],
  };
}

/** Three teams, or `count` of them, at both vendors. */
export function teamsSummary(count = 3): TeamsSummary {
  const titles = ['Backend', 'Data', 'Frontend'];
  return {
    period: PERIOD,
    before: BEFORE,
    zone: ZONE,
    inactiveDays: 30,
    providers: [
      {
        provider: 'lingma',
        title: 'Lingma',
        dataTo: '2026-11-20',
        fetchedAt: FETCHED,
        hasLines: true,
        notes: [],
      },
      {
        provider: 'windsurf',
        title: 'Windsurf',
        dataTo: null,
        fetchedAt: FETCHED,
        hasLines: false,
        notes: [],
      },
    ],
    teams: Array.from({ length: count }, (_, index) => ({
      id: `team-${index}`,
      name: titles[index] ?? `Team ${index}`,
      within: index === 1 ? 'Platform' : null,
      withheld: [],
      cells: [
        {
          provider: 'lingma',
          held: Math.max(5, 45 - index),
          active: Math.max(2, 37 - index),
          inactive: 5,
          linesAccepted: { now: 12_345 - index * 50, before: 11_022 },
          linesChanged: 29_963,
          chatTurns: 2345,
        },
        ...(index === 2
          ? []
          : [
              {
                provider: 'windsurf',
                held: 20,
                active: 15,
                inactive: 3,
                linesAccepted: { now: null, before: null },
                linesChanged: null,
                chatTurns: null,
              },
            ]),
      ],
    })),
    tooSmall: { count: 1, minimum: 5 },
    notes: [],
  };
}

/** A bot whose Windsurf has trouble, with a few people who are not matched; with `unmatched` as an admin sees them. */
export function statusSummary(unmatched = false): StatusSummary {
  return {
    version: '0.1.0',
    database: 'pglite',
    startedAt: new Date('2026-11-20T01:00:00Z'),
    now: new Date('2026-11-22T01:12:00Z'),
    zone: ZONE,
    providers: [
      {
        provider: 'lingma',
        title: 'Lingma',
        dataTo: '2026-11-20',
        lastAnswer: FETCHED,
        failure: null,
        rejected: 3,
        syncing: true,
        held: { from: '2026-01-01', to: '2026-11-21' },
        seats: 145,
      },
      {
        provider: 'windsurf',
        title: 'Windsurf',
        dataTo: null,
        lastAnswer: new Date('2026-11-19T23:12:00Z'),
        failure: {
          at: new Date('2026-11-20T00:00:00Z'),
          message: unmatched ? 'Windsurf does not accept the service key.' : null,
        },
        rejected: 0,
        syncing: false,
        held: null,
        seats: 20,
      },
    ],
    people: {
      withSeats: 152,
      matched: 144,
      waiting: 3,
      unmatched: { 'not-in-directory': 1, 'no-email': 2, 'not-in-slack': 2 },
    },
    unmatchedPeople: unmatched
      ? {
          people: [
            {
              provider: 'lingma',
              personId: '5f1e2d3c4b5a6978',
              name: null,
              email: null,
              reason: 'not-in-directory',
            },
            {
              provider: 'windsurf',
              personId: 'w-7',
              name: 'Pat Quill',
              email: 'pat@old.example',
              reason: 'not-in-slack',
            },
          ],
          inAll: 5,
        }
      : null,
    notes: [],
  };
}
