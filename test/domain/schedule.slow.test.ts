import { describe, expect, test } from 'vitest';
import { expectDueDates, expectEachDate, ODD } from './slots.ts';

describe('a slot', () => {
  test.each(ODD)('is there once for each local date of 30 years in %s', (zone) => {
    expect(expectEachDate(zone, '1996-06-01', '2026-12-31')).toBeGreaterThan(11_165);
  });

  test('is at its time on the clocks of any zone, on the dates that are due', () => {
    expect.hasAssertions();
    expectDueDates(100);
  });
});
