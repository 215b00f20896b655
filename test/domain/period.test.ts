import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf } from '../../src/domain/calendar.ts';
import { parsePeriod } from '../../src/domain/period.ts';

const LAST = '2026-11-21';
const read = (text: string) => parsePeriod(text, LAST, 400);

describe('period=', () => {
  test.each([
    ['7d', '2026-11-15', '2026-11-21'],
    ['28d', '2026-10-25', '2026-11-21'],
    [' 90D ', '2026-08-24', '2026-11-21'],
    ['yesterday', '2026-11-21', '2026-11-21'],
    ['this-week', '2026-11-16', '2026-11-21'],
    ['Last-Week', '2026-11-09', '2026-11-15'],
    ['this-month', '2026-11-01', '2026-11-21'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026-11', '2026-11-01', '2026-11-21'],
    ['2026-W45', '2026-11-02', '2026-11-08'],
    ['2026-w01', '2025-12-29', '2026-01-04'],
    ['2026-10-01..2026-10-31', '2026-10-01', '2026-10-31'],
    ['2026-11-05', '2026-11-05', '2026-11-05'],
  ])('%s is %s to %s', (text, from, to) => {
    expect(read(text)).toEqual({ from, to });
  });

  test.each([
    ['last week', 'last-week', 'is not a period'],
    ['2026-10-01 to 2026-10-03', '2026-10-01..2026-10-03', 'is not a period'],
    ['4w', '28d', 'is not a period'],
    ['30', '30d', 'is not a period'],
    ['2026-02-30', '28d', 'is not a period'],
    ['2026-W54', '28d', 'is not a period'],
    ['0d', '28d', 'is not a period'],
    ['2y', '28d', 'is not a period'],
    ['399d', '2025-11-21..2026-11-21', 'longer than 366 days'],
    ['999d', '2025-11-21..2026-11-21', 'kept for 400 days'],
    ['2026-10-31..2026-10-01', '2026-10-01..2026-10-31', 'ends before it starts'],
    ['2027-01', '28d', 'no finished day'],
    ['2020-01', '28d', 'kept for 400 days'],
    ['2025-01-01..2026-11-21', '2025-11-21..2026-11-21', 'kept for 400 days'],
    ['2025-01-01..2025-12-31', '2025-10-18..2025-12-31', 'kept for 400 days'],
  ])('%s is refused, and %s offered', (text, suggestion, problem) => {
    const answer = read(text);
    expect(answer).toMatchObject({ suggestion });
    expect('problem' in answer && answer.problem).toContain(problem);
  });

  test('on a Monday this week has no finished day, and last week is offered', () => {
    expect(parsePeriod('this-week', '2026-11-22', 400)).toMatchObject({ suggestion: 'last-week' });
    expect(parsePeriod('this-month', '2026-10-31', 400)).toMatchObject({
      suggestion: 'last-month',
    });
  });

  test('whatever is typed ends in a period that is due, or in a form that works', () => {
    const words = fc.constantFrom('d', '2026', '-', 'W', '..', 'week', 'last', '31', '0', ' ', '९');
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const answer = read(typed);
        const period = 'problem' in answer ? read(answer.suggestion) : answer;
        if ('problem' in period) throw new Error(`${typed} → ${period.problem}`);
        expect(period.from <= period.to && period.to <= LAST).toBe(true);
        expect(lengthOf(period)).toBeLessThanOrEqual(366);
      }),
      { numRuns: 500 },
    );
  });
});
