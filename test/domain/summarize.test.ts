import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonTotals, RosterEntry } from '../../src/domain/ports.ts';
import { topAcceptors } from '../../src/domain/ranking.ts';
import { summarizeSplits } from '../../src/domain/splits.ts';
import {
  chartOf,
  summarizePeople,
  summarizeSeats,
  summarizeUsage,
  summarizeWindows,
} from '../../src/domain/summarize.ts';
import { NO_TOTALS, type Totals } from '../../src/domain/usage.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const RULE = { now: NOW, inactiveDays: 30, graceDays: 14, activityKnown: true };

type SeatEntry = NonNullable<RosterEntry['seat']>;

function seatOf(personId: string, over: Partial<SeatEntry> = {}): SeatEntry {
  return {
    personId,
    email: null,
    name: null,
    state: 'held',
    givenAt: null,
    lastActiveAt: null,
    lastActiveFrom: null,
    ...over,
  };
}

function entry(personId: string, over: Partial<RosterEntry> = {}): RosterEntry {
  const seat = seatOf(personId);
  return {
    personId,
    email: null,
    name: personId,
    joinedAt: null,
    seat,
    lastActiveAt: null,
    ...over,
  };
}

function person(personId: string, over: Partial<Totals> = {}, days = 1): PersonTotals {
  const totals = { ...NO_TOTALS, ...over };
  return { personId, activeDays: days, chatDays: 0, completionDays: days, totals };
}

describe('totals', () => {
  const counter = fc.option(fc.nat(1_000_000));
  const totals = fc.record(Object.fromEntries(Object.keys(NO_TOTALS).map((key) => [key, counter])));

  test('rates are pooled: the sum of accepted over the sum of suggested', () => {
    fc.assert(
      fc.property(fc.array(totals, { minLength: 1 }), (days) => {
        const rows = days.map((day) => ({ ...NO_TOTALS, ...day }));
        const { completions } = summarizeUsage(rows, null, 'person-days');
        const sum = (values: (number | null)[]) =>
          values.every((value) => value === null)
            ? null
            : values.reduce<number>((all, value) => all + (value ?? 0), 0);
        expect(completions.now).toEqual({
          part: sum(rows.map((row) => row.completionsAccepted)),
          whole: sum(rows.map((row) => row.completionsSuggested)),
        });
      }),
    );
  });

  test('what no row provides stays unknown, and is not zero', () => {
    const { linesAccepted, chatTurns } = summarizeUsage(
      [{ ...NO_TOTALS, chatTurns: 3 }],
      null,
      'department-days',
    );
    expect(linesAccepted.now).toBeNull();
    expect(chatTurns).toEqual({ now: 3, before: null });
  });

  test('a known period without rows is a period in which nothing happened', () => {
    expect(summarizeUsage([], [], 'department-days').linesAccepted).toEqual({ now: 0, before: 0 });
  });
});

describe('people', () => {
  test('are counted once each, however many days they were active', () => {
    const people = [person('a', {}, 20), person('b', {}, 1), person('c', {}, 0)];
    expect(summarizePeople(people, null).active).toEqual({ now: 2, before: null });
    expect(summarizePeople(people, [person('a', {}, 3)]).active.before).toBe(1);
  });

  test('the top is by lines accepted, equal ones by name, and nobody with none', () => {
    const roster = [entry('1', { name: 'Bea' }), entry('2', { name: 'Ann' }), entry('3')];
    const people = [
      person('1', { linesAccepted: 7 }),
      person('2', { linesAccepted: 7 }),
      person('3', { linesAccepted: 0 }),
      person('gone', { linesAccepted: 90 }),
    ];
    expect(
      topAcceptors(people, roster, 5, new Set()).map(({ name, personId }) => name ?? personId),
    ).toEqual(['gone', 'Ann', 'Bea']);
  });
});

describe('seats', () => {
  const ago = (days: number) => NOW.getTime() - days * 86_400_000;
  const pending = entry('p', { seat: seatOf('p', { state: 'pending' }) });
  const roster = [
    entry('active', { lastActiveAt: ago(2) }),
    entry('lapsed', { lastActiveAt: ago(60) }),
    entry('never'),
    entry('new', { joinedAt: ago(3) }),
    entry('without a seat', { seat: null }),
    pending,
  ];

  test('only held ones count, each with its standing', () => {
    expect(
      summarizeSeats(roster, new Set(['active', 'without a seat']), RULE, '2026-08-24'),
    ).toEqual({
      held: 4,
      activeInPeriod: 1,
      inactive: { count: 2, neverUsed: 1, lapsed: 1 },
      usageSince: '2026-08-24',
      fresh: 1,
      pending: 1,
      disabled: 0,
    });
  });

  test('without known activity nobody is inactive', () => {
    const figures = summarizeSeats(roster, null, { ...RULE, activityKnown: false }, null);
    expect(figures).toMatchObject({ inactive: null, activeInPeriod: null });
  });

  test('credits are added only where they are numbers, and a last update is called a guess', () => {
    const window = {
      activeDays: 2,
      credits: '12.5',
      cycleStart: '2026-11-01',
      cycleEnd: '2026-12-01',
    };
    const windows = ['12.5', null, 'many', ''].map((credits, index) => ({
      ...window,
      activeDays: index === 0 ? 2 : 0,
      credits,
    }));
    const updated = entry('b', { seat: seatOf('b', { lastActiveAt: ago(5) }) });
    expect(summarizeWindows([entry('a'), updated], windows)).toEqual({
      activeDays: { sum: 2, people: 1 },
      lastUsedAt: ago(5),
      lastUsedIsGuess: true,
      credits: 12.5,
      cycle: { from: '2026-11-01', to: '2026-12-01' },
    });
  });
});

describe('splits and chart', () => {
  test('names that differ in case or spaces are one, custom ones stay as they were typed', () => {
    const splits = summarizeSplits([
      {
        lines: [
          { language: 'Java', accepted: 5, changed: 9 },
          { language: 'java', accepted: 2, changed: null },
          { language: '', accepted: 1, changed: 1 },
        ],
        completions: ['jetbrains', 'JetBrains', 'VS Code', 'vscode'].map((ide) => ({
          language: 'java',
          ide,
          accepted: 1,
          suggested: 2,
          linesAccepted: null,
          linesSuggested: null,
        })),
        chats: [
          { kind: 'FREE_INPUT', ide: '', turns: 3, turnsAccepted: 1 },
          { kind: 'review my SQL', ide: '', turns: 4, turnsAccepted: 1 },
        ],
      },
    ]);
    expect(splits.languages.map(({ name, part }) => [name, part])).toEqual([
      ['Java', 7],
      ['', 1],
    ]);
    expect(splits.ides.map(({ name, part }) => [name, part])).toEqual([
      ['JetBrains', 2],
      ['VS Code', 2],
    ]);
    expect(splits.chatKinds.map(({ name }) => name)).toEqual(['review my SQL', 'free chat']);
  });

  test('a bucket that is known and quiet is zero, one that is not known has no figure', () => {
    const buckets = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => ({
      from: day,
      to: day,
    }));
    const days = [{ day: '2026-11-01', totals: { ...NO_TOTALS, linesAccepted: 4 } }];
    const { points } = chartOf(
      'day',
      buckets,
      days,
      [1, 0, null],
      new Set(['2026-11-01', '2026-11-02']),
    );
    expect(points.map(({ linesAccepted, activePeople }) => [linesAccepted, activePeople])).toEqual([
      [4, 1],
      [0, 0],
      [null, null],
    ]);
  });
});
