import { describe, expect, test } from 'vitest';
import { detailPoints, personRows } from '../../src/domain/details.ts';
import { inactiveSeatsOf } from '../../src/domain/inactive-seats.ts';
import type { PersonTotals, RosterEntry } from '../../src/domain/ports.ts';
import { rankPeople } from '../../src/domain/ranking.ts';
import { NO_TOTALS, type Totals } from '../../src/domain/usage.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const RULE = { now: NOW, inactiveDays: 30, graceDays: 14, activityKnown: true };
const daysAgo = (days: number) => NOW.getTime() - days * 86_400_000;

type SeatEntry = NonNullable<RosterEntry['seat']>;

function seatOf(personId: string, over: Partial<SeatEntry> = {}): SeatEntry {
  return {
    personId,
    email: null,
    name: null,
    state: 'held',
    givenAt: daysAgo(400),
    lastActiveAt: null,
    lastActiveFrom: null,
    ...over,
  };
}

function entry(personId: string, over: Partial<RosterEntry> = {}): RosterEntry {
  return {
    personId,
    email: `${personId}@example.com`,
    name: personId,
    joinedAt: null,
    seat: seatOf(personId),
    lastActiveAt: null,
    ...over,
  };
}

function person(personId: string, over: Partial<Totals>): PersonTotals {
  const totals = { ...NO_TOTALS, ...over };
  return { personId, activeDays: 1, chatDays: 0, completionDays: 0, totals };
}

describe('a ranking', () => {
  const roster = [entry('ann'), entry('bob'), entry('cem')];

  test('has people with a value only, equal ones by name, and says how many there are', () => {
    const people = [
      person('cem', { chatTurns: 5 }),
      person('bob', { chatTurns: 5 }),
      person('ann', { chatTurns: 0 }),
      person('stranger', { chatTurns: 9 }),
    ];
    const { ranked, ...rest } = rankPeople(people, roster, 'chats', new Set(['bob@example.com']));
    expect(ranked.map(({ personId, value }) => [personId, value])).toEqual([
      ['stranger', 9],
      ['cem', 5],
    ]);
    expect(rest).toEqual({ people: 3, unlisted: 1, isCounted: true });
  });

  test('is none where the vendor does not count it for anybody', () => {
    const people = [person('ann', { linesAccepted: 3 })];
    expect(rankPeople(people, roster, 'chats', new Set()).isCounted).toBe(false);
    expect(rankPeople(people, roster, 'lines', new Set()).isCounted).toBe(true);
    expect(rankPeople([], roster, 'chats', new Set()).isCounted).toBe(true);
  });
});

describe('inactive seats', () => {
  test('come idle longest first; new, pending and used ones are not among them', () => {
    const roster = [
      entry('lapsed', { lastActiveAt: daysAgo(31) }),
      entry('used', { lastActiveAt: daysAgo(29) }),
      entry('never'),
      entry('pending', { seat: seatOf('pending', { state: 'pending' }) }),
      entry('fresh', { seat: seatOf('fresh', { givenAt: daysAgo(3) }) }),
    ];
    const seats = inactiveSeatsOf(roster, RULE);
    expect(seats.map(({ personId, reason }) => [personId, reason])).toEqual([
      ['never', 'never-used'],
      ['lapsed', 'lapsed'],
    ]);
    expect(inactiveSeatsOf(roster, { ...RULE, activityKnown: false })).toEqual([]);
  });
});

describe('details', () => {
  const point = (day: string, linesAccepted: number | null) => ({
    period: { from: day, to: day },
    linesAccepted,
    activePeople: null,
  });

  test('tell a day on which nothing happened from one that nobody knows', () => {
    const days = [{ day: '2026-11-01', totals: { ...NO_TOTALS, linesChanged: 7 } }];
    const points = detailPoints(
      [point('2026-11-01', 2), point('2026-11-02', 0), point('2026-11-03', null)],
      days,
    );
    expect(points.map(({ linesChanged, chatTurns }) => [linesChanged, chatTurns])).toEqual([
      [7, null],
      [0, 0],
      [null, null],
    ]);
  });

  test('have everybody with a seat or with usage, most lines first', () => {
    const roster = [
      entry('ann'),
      entry('bob'),
      entry('guest', { seat: null }),
      entry('gone', { seat: null }),
    ];
    const people = [person('bob', { linesAccepted: 4 }), person('guest', { linesAccepted: 9 })];
    expect(personRows(people, roster).map(({ personId }) => personId)).toEqual([
      'guest',
      'bob',
      'ann',
    ]);
  });
});
