import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  bucketsOf,
  dayOf,
  daysOf,
  isDay,
  lastDueDay,
  lengthOf,
  periodBefore,
  periodsOf,
  sayInstant,
  sayPeriod,
  startOfDay,
} from '../../src/domain/calendar.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('1990-01-01', count));
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 365 }))
  .map(([from, count]) => ({ from, to: addDays(from, count) }));
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'America/Sao_Paulo',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Asia/Beirut',
  'Africa/Cairo',
  'UTC',
);

describe('days', () => {
  test('a vendor’s midnight in UTC+8 is that day, whatever the server’s zone', () => {
    expect(dayOf(1_749_484_800_000, 'Asia/Shanghai')).toBe('2025-06-10');
    expect(startOfDay('2025-06-10', 'Asia/Shanghai').getTime()).toBe(1_749_484_800_000);
  });

  test('a day starts on that day in every zone, also where summer time skips midnight', () => {
    fc.assert(fc.property(day, zone, (date, name) => dayOf(startOfDay(date, name), name) === date));
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  test('only days that exist are days', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '0000-00-00'].some(isDay)).toBe(false);
  });

  test('the last due day is over in every zone', () => {
    const night = new Date('2026-11-21T20:00:00Z');
    expect(lastDueDay(night, ['Asia/Shanghai'])).toBe('2026-11-21');
    expect(lastDueDay(night, ['Asia/Shanghai', 'America/Los_Angeles'])).toBe('2026-11-20');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        zone,
        (now, name) =>
          startOfDay(addDays(lastDueDay(now, [name, 'Asia/Shanghai']), 1), name) <= now,
      ),
    );
  });
});

describe('periods', () => {
  test('the period before has the same length and ends where this one begins', () => {
    fc.assert(
      fc.property(period, (own) => {
        const before = periodBefore(own);
        expect(lengthOf(before)).toBe(lengthOf(own));
        expect(addDays(before.to, 1)).toBe(own.from);
      }),
    );
  });

  test('days are joined into periods that hold exactly them, newest first', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), (days) => {
        const joined = periodsOf(days);
        expect(joined.flatMap(daysOf).toSorted()).toEqual([...new Set(days)].toSorted());
        expect(joined.map(({ from }) => from)).toEqual(
          joined
            .map(({ from }) => from)
            .toSorted()
            .toReversed(),
        );
      }),
    );
  });

  test('a chart has at most 20 points, which together are the period', () => {
    fc.assert(
      fc.property(period, (own) => {
        const { buckets } = bucketsOf(own);
        expect(buckets.length).toBeLessThanOrEqual(20);
        expect(buckets.flatMap(daysOf)).toEqual(daysOf(own));
      }),
    );
  });

  test('weeks begin on Monday, and the ends may be part weeks', () => {
    const { grain, buckets } = bucketsOf({ from: '2026-10-25', to: '2026-11-21' });
    expect(grain).toBe('week');
    expect(buckets[0]).toEqual({ from: '2026-10-25', to: '2026-10-25' });
    expect(buckets[1]).toEqual({ from: '2026-10-26', to: '2026-11-01' });
    expect(buckets.at(-1)).toEqual({ from: '2026-11-16', to: '2026-11-21' });
  });

  test('dates are said as people read them', () => {
    expect(sayPeriod({ from: '2026-10-25', to: '2026-11-21' })).toBe('25 Oct – 21 Nov 2026');
    expect(sayPeriod({ from: '2025-12-30', to: '2026-01-02' })).toBe('30 Dec 2025 – 2 Jan 2026');
    expect(sayPeriod({ from: '2026-01-02', to: '2026-01-02' })).toBe('2 Jan 2026');
    expect(sayInstant(new Date('2026-11-21T16:30:00Z'), 'Asia/Shanghai')).toBe(
      '22 Nov 2026, 00:30',
    );
  });
});
