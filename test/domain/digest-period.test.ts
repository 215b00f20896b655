import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, lengthOf } from '../../src/domain/calendar.ts';
import { digestPeriod } from '../../src/domain/digest-period.ts';
import type { Every } from '../../src/domain/subscriptions.ts';

const MONDAYS: Every = { kind: 'weekdays', days: [1] };
const MONTHLY: Every = { kind: 'first-working-day' };

describe('what a digest tells of', () => {
  test.each([
    [MONDAYS, '2026-11-23', '2026-11-22', '2026-11-16', '2026-11-22'],
    [MONDAYS, '2026-11-19', '2026-11-22', '2026-11-12', '2026-11-18'],
    // Sunday is not over yet where the provider is.
    [MONDAYS, '2026-11-23', '2026-11-21', '2026-11-15', '2026-11-21'],
    [MONTHLY, '2026-11-02', '2026-11-22', '2026-10-01', '2026-10-31'],
    [MONTHLY, '2028-03-01', '2028-02-29', '2028-02-01', '2028-02-29'],
    [MONTHLY, '2027-01-01', '2026-12-31', '2026-12-01', '2026-12-31'],
  ])('%j on %s, with data due to %s, is %s to %s', (every, date, last, from, to) => {
    expect(digestPeriod(every, date, last)).toEqual({ from, to });
  });

  test('is always seven whole days for which data is due, before the slot', () => {
    const day = fc.nat(4000).map((offset) => addDays('2024-01-01', offset));
    fc.assert(
      fc.property(day, day, (date, last) => {
        const period = digestPeriod(MONDAYS, date, last);
        expect(lengthOf(period)).toBe(7);
        expect(period.to < date && period.to <= last).toBe(true);
      }),
    );
  });
});
