import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextRun, saySchedule } from '../../src/domain/schedule.ts';
import type { Every, Schedule } from '../../src/domain/subscriptions.ts';
import {
  DAY,
  EVERY_DAY,
  everys,
  expectDueDates,
  expectEachDate,
  instants,
  times,
  walk,
  zones,
} from './slots.ts';

// All odd zones over 30 years, and more schedules, are in schedule.slow.test.ts.

describe('a slot', () => {
  // Zones where a clock skips or repeats the time that is asked for.
  test.each(['Africa/Casablanca', 'Africa/Cairo'])(
    'is there once for each local date of a year in %s',
    (zone) => {
      expect(expectEachDate(zone, '2025-12-31', '2026-12-31')).toBeGreaterThanOrEqual(365);
    },
  );

  test('is at its time on the clocks of any zone, on the dates that are due', () => {
    expect.hasAssertions();
    expectDueDates(5);
  });

  test('is the first after an instant, also between two of them', () => {
    fc.assert(
      fc.property(zones, times, instants, everys, fc.nat(), (zone, at, from, every, part) => {
        const schedule = { every, at, zone };
        const first = nextRun(schedule, from);
        expect(first.at > from).toBe(true);
        const second = nextRun(schedule, first.at);
        const between = first.at.getTime() + (part % (second.at.getTime() - first.at.getTime()));
        expect(nextRun(schedule, new Date(between))).toEqual(second);
        expect(nextRun(schedule, new Date(first.at.getTime() - 1))).toEqual(first);
      }),
    );
  });

  test.each([
    // Clocks go from 02:00 to 03:00.
    ['Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    // They show 02:30 twice.
    ['Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    // By half an hour.
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    // By two hours.
    ['Antarctica/Troll', '01:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    // The last hour of a day is skipped: its slot is the first minute of the next.
    ['America/Nuuk', '23:30', '2026-03-28', '2026-03-29T01:00:00.000Z'],
    ['Asia/Shanghai', '09:00', '2026-11-23', '2026-11-23T01:00:00.000Z'],
  ])('in %s at %s on %s is %s', (zone, at, date, instant) => {
    const schedule = { every: EVERY_DAY, at, zone };
    const before = new Date(Date.parse(`${date}T00:00:00Z`) - DAY);
    const [slot] = walk(schedule, before, (slot) => slot.date > date).slice(-1);
    expect(slot).toEqual({ date, at: new Date(instant) });
  });

  test('is not there for the day that Samoa never had', () => {
    const schedule = { every: EVERY_DAY, at: '09:00', zone: 'Pacific/Apia' };
    const slots = walk(schedule, new Date('2011-12-28'), ({ date }) => date > '2012-01-01');
    expect(slots.map(({ date }) => date)).not.toContain('2011-12-30');
    expect(slots.map(({ date }) => date)).toEqual(
      expect.arrayContaining(['2011-12-29', '2011-12-31']),
    );
  });

  test('of a month is on the first that is Monday to Friday', () => {
    const schedule: Schedule = { every: { kind: 'first-working-day' }, at: '09:00', zone: 'UTC' };
    const slots = walk(schedule, new Date('2026-07-15'), ({ date }) => date > '2026-12-31');
    expect(slots.map(({ date }) => date)).toEqual([
      '2026-08-03',
      '2026-09-01',
      '2026-10-01',
      '2026-11-02',
      '2026-12-01',
    ]);
  });

  test('needs a day to be due on', () => {
    const never: Schedule = { every: { kind: 'weekdays', days: [] }, at: '09:00', zone: 'UTC' };
    expect(() => nextRun(never, new Date())).toThrow('at least one day');
  });
});

test.each([
  [[1], 'every Monday at 09:00 (Asia/Shanghai)'],
  [[4, 1], 'every Monday and Thursday at 09:00 (Asia/Shanghai)'],
  [[5, 1, 3], 'every Monday, Wednesday and Friday at 09:00 (Asia/Shanghai)'],
  [[1, 2, 3, 4, 5], 'Monday to Friday at 09:00 (Asia/Shanghai)'],
  [[7, 6, 5, 4, 3, 2, 1], 'every day at 09:00 (Asia/Shanghai)'],
])('a schedule is said as people say it: %j', (days, said) => {
  const every: Every = { kind: 'weekdays', days };
  expect(saySchedule({ every, at: '09:00', zone: 'Asia/Shanghai' })).toBe(said);
});

test('so is one of each month', () => {
  const every: Every = { kind: 'first-working-day' };
  expect(saySchedule({ every, at: '18:30', zone: 'UTC' })).toBe(
    'on the first working day of the month at 18:30 (UTC)',
  );
});
