import type { TeamsSummary } from '../domain/lists.ts';
import type { ProviderSummary, TeamSummary } from '../domain/summary.ts';
import { helpAnswer } from '../slack/commands/answers.ts';
import { teamsAnswer, reportAnswer } from '../slack/commands/answers.ts';
import type { Message } from '../slack/views/blocks.ts';
import type { Look } from '../slack/views/look.ts';

type Sample = { readonly what: string; readonly draw: (blocks: Look['blocks']) => Message };

const PERIOD = { from: '2026-10-05', to: '2026-11-01' };
const BEFORE = { from: '2026-09-07', to: '2026-10-04' };
const NARROWED = { period: null, provider: null } as const;
const OFFERS = { share: true, details: true, download: true, providers: ['sample'] } as const;
const NOT_PROVIDED = { state: 'not-provided' } as const;

const PROVIDER: ProviderSummary = {
  provider: 'sample',
  title: 'Sample',
  groupWord: 'group',
  dayZone: null,
  dataTo: PERIOD.to,
  fetchedAt: new Date('2026-11-02T01:00:00Z'),
  seats: {
    state: 'known',
    figures: {
      held: 20,
      activeInPeriod: 15,
      inactive: { count: 1, neverUsed: 1, lapsed: 0 },
      usageSince: null,
      fresh: 0,
      pending: 0,
      disabled: 0,
    },
  },
  inactiveSeats: [
    {
      personId: '1',
      name: 'A <b> & *c*',
      email: null,
      reason: 'never-used',
      lastActiveAt: null,
      givenAt: null,
    },
  ],
  people: NOT_PROVIDED,
  usage: NOT_PROVIDED,
  chart: {
    state: 'known',
    figures: {
      grain: 'week',
      points: [
        { period: { from: '2026-10-19', to: '2026-10-25' }, linesAccepted: 1200, activePeople: 12 },
        { period: { from: '2026-10-26', to: PERIOD.to }, linesAccepted: 900, activePeople: 15 },
      ],
    },
  },
  top: {
    state: 'known',
    figures: [{ personId: '2', name: '王小明', email: null, linesAccepted: 900 }],
  },
  splits: NOT_PROVIDED,
  window: NOT_PROVIDED,
  unmatched: 0,
  notes: [],
};

const TEAM: TeamSummary = {
  team: { id: 'sample', name: 'Sample' },
  period: PERIOD,
  before: BEFORE,
  zone: 'Etc/UTC',
  inactiveDays: 30,
  providers: [PROVIDER],
  tooSmall: null,
  notes: [],
};

const TEAMS: TeamsSummary = {
  period: PERIOD,
  before: BEFORE,
  zone: 'Etc/UTC',
  inactiveDays: 30,
  providers: [{ ...PROVIDER, hasLines: true }],
  teams: Array.from({ length: 20 }, (_, index) => ({
    id: `t${index}`,
    name: `Team ${index}`,
    within: null,
    cells: [
      {
        provider: PROVIDER.provider,
        held: 20,
        active: index,
        inactive: 1,
        linesAccepted: { now: 100 * index, before: 100 },
        linesChanged: 4000,
        chatTurns: 30,
      },
    ],
    withheld: [],
  })),
  tooSmall: null,
  notes: [],
};

/** Messages of invented figures with every kind of block that answers have. */
export const SAMPLES: readonly Sample[] = [
  { what: 'the help', draw: (blocks) => helpAnswer(look(blocks)) },
  {
    what: 'a summary with charts',
    draw: (blocks) =>
      reportAnswer(
        { verb: 'report', team: 'sample', details: false, ...NARROWED },
        { kind: 'summary', summary: TEAM, details: null, offers: OFFERS },
        look(blocks),
      ),
  },
  {
    what: 'a table of teams',
    draw: (blocks) =>
      teamsAnswer(
        { verb: 'teams', ...NARROWED },
        { kind: 'teams', summary: TEAMS, offers: OFFERS },
        look(blocks),
      ),
  },
];

function look(blocks: Look['blocks']): Look {
  return { blocks, providers: ['sample'], audience: 'asker', sharedBy: null };
}
