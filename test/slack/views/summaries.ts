import type { InactiveSeat, ProviderSummary, TeamSummary } from '../../../src/domain/summary.ts';

/** Lingma as it answers for a team on a good day. */
export function lingma(change: Partial<ProviderSummary> = {}): ProviderSummary {
  return {
    provider: 'lingma',
    title: 'Lingma',
    groupWord: 'department',
    dayZone: 'Asia/Shanghai',
    dataTo: '2026-11-20',
    fetchedAt: new Date('2026-11-21T23:12:00Z'),
    seats: {
      state: 'known',
      figures: {
        held: 45,
        activeInPeriod: 37,
        inactive: { count: 5, neverUsed: 3, lapsed: 2 },
        usageSince: null,
        fresh: 2,
        pending: 0,
        disabled: 1,
      },
    },
    inactiveSeats: [
      neverUsed('Zed Moss', '2026-08-03'),
      neverUsed('Ida Berg', '2026-08-17'),
      neverUsed('赵敏', '2026-10-05'),
      lapsed('Lee Gray', '2026-09-02'),
      lapsed('Kim Sol', '2026-10-11'),
    ],
    people: {
      state: 'known',
      figures: {
        active: { now: 37, before: 33 },
        chat: { now: 31, before: 30 },
        completion: { now: 35, before: 36 },
      },
    },
    usage: {
      state: 'known',
      figures: {
        linesAccepted: { now: 12_345, before: 11_022 },
        linesChanged: { now: 29_963, before: 27_555 },
        chatTurns: { now: 2345, before: 2418 },
        completions: {
          now: { part: 1234, whole: 3955 },
          before: { part: 1300, whole: 4100 },
        },
        source: 'department-days',
      },
    },
    chart: {
      state: 'known',
      figures: {
        grain: 'week',
        points: [
          week('2026-10-25', '2026-10-25', 120, 9),
          week('2026-10-26', '2026-11-01', 2890, 30),
          week('2026-11-02', '2026-11-08', 3312, 33),
          week('2026-11-09', '2026-11-15', 3100, 31),
          week('2026-11-16', '2026-11-21', 2923, 29),
        ],
      },
    },
    top: {
      state: 'known',
      figures: [
        acceptor('Ann Lee', 1876),
        acceptor('王小明', 1544),
        acceptor('Зоя Иванова', 1201),
        acceptor('Bob Ray', 998),
        { personId: '5f1e2d3c4b5a6978', name: null, email: null, linesAccepted: 870 },
      ],
    },
    splits: {
      state: 'known',
      figures: {
        languages: [
          { name: 'typescript', part: 6120, of: 'lines accepted' },
          { name: 'go', part: 3002, of: 'lines accepted' },
          { name: 'java', part: 1804, of: 'lines accepted' },
          { name: '', part: 702, of: 'lines accepted' },
          { name: 'python', part: 511, of: 'lines accepted' },
          { name: 'sql', part: 120, of: 'lines accepted' },
          { name: 'yaml', part: 86, of: 'lines accepted' },
        ],
        ides: [
          { name: 'JetBrains', part: 790, of: 'completions accepted' },
          { name: 'VS Code', part: 444, of: 'completions accepted' },
        ],
        chatKinds: [
          { name: 'free chat', part: 1800, of: 'chat turns' },
          { name: 'unit tests', part: 545, of: 'chat turns' },
        ],
      },
    },
    window: { state: 'not-provided' },
    unmatched: 1,
    notes: [],
    ...change,
  };
}

/** Windsurf, which counts active days and credits, and no lines. */
export function windsurf(change: Partial<ProviderSummary> = {}): ProviderSummary {
  return {
    provider: 'windsurf',
    title: 'Windsurf',
    groupWord: 'group',
    dayZone: null,
    dataTo: null,
    fetchedAt: new Date('2026-11-21T23:12:00Z'),
    seats: {
      state: 'known',
      figures: {
        held: 20,
        activeInPeriod: 15,
        inactive: { count: 3, neverUsed: 1, lapsed: 2 },
        usageSince: null,
        fresh: 0,
        pending: 2,
        disabled: 1,
      },
    },
    inactiveSeats: null,
    people: { state: 'not-provided' },
    usage: { state: 'not-provided' },
    chart: { state: 'not-provided' },
    top: { state: 'not-provided' },
    splits: { state: 'not-provided' },
    window: {
      state: 'known',
      figures: {
        activeDays: { sum: 182, people: 15 },
        lastUsedAt: Date.parse('2026-11-20T12:00:00Z'),
        lastUsedIsGuess: true,
        credits: 12_500.5,
        cycle: { from: '2026-11-01', to: '2026-11-30' },
      },
    },
    unmatched: 0,
    notes: [],
    ...change,
  };
}

export function teamSummary(change: Partial<TeamSummary> = {}): TeamSummary {
  return {
    team: { id: 'backend', name: 'Backend' },
    period: { from: '2026-10-25', to: '2026-11-21' },
    before: { from: '2026-09-27', to: '2026-10-24' },
    zone: 'Asia/Shanghai',
    inactiveDays: 30,
    providers: [lingma(), windsurf()],
    tooSmall: null,
    notes: [],
    ...change,
  };
}

function week(from: string, to: string, linesAccepted: number, activePeople: number) {
  return { period: { from, to }, linesAccepted, activePeople };
}

function acceptor(name: string, linesAccepted: number) {
  return { personId: `id-${name}`, name, email: null, linesAccepted };
}

export function neverUsed(name: string, given: string): InactiveSeat {
  const givenAt = Date.parse(`${given}T02:00:00Z`);
  return { ...holder(name), reason: 'never-used', lastActiveAt: null, givenAt };
}

export function lapsed(name: string, last: string): InactiveSeat {
  const lastActiveAt = Date.parse(`${last}T02:00:00Z`);
  const givenAt = Date.parse('2026-01-12T02:00:00Z');
  return { ...holder(name), reason: 'lapsed', lastActiveAt, givenAt };
}

function holder(name: string) {
  return { personId: `id-${name}`, name, email: null };
}
