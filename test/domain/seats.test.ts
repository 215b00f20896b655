import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../../src/domain/seats.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const ago = (days: number) => NOW.getTime() - days * 86_400_000;
const rule = { now: NOW, inactiveDays: 30, graceDays: 14, activityKnown: true };

describe('how a seat stands', () => {
  test.each([
    ['used yesterday', ago(1), ago(300), 'active'],
    ['last used 29 days ago', ago(29), ago(300), 'active'],
    ['last used 30 days ago', ago(30), ago(300), 'lapsed'],
    ['never used, given long ago', null, ago(300), 'never-used'],
    ['never used, nobody knows since when', null, null, 'never-used'],
    ['given a week ago', null, ago(7), 'new'],
    ['given again a week ago after a long pause', ago(200), ago(7), 'new'],
    ['given 20 days ago and not used: 30 days have not passed', null, ago(20), 'active'],
  ])('%s', (_, lastActiveAt, givenAt, standing) => {
    expect(standingOf({ lastActiveAt, givenAt }, rule)).toBe(standing);
  });

  test('where activity is not known, nobody is called inactive', () => {
    const instant = fc.option(fc.integer({ min: 0, max: 400 }).map(ago));
    fc.assert(
      fc.property(instant, instant, (lastActiveAt, givenAt) => {
        const standing = standingOf({ lastActiveAt, givenAt }, { ...rule, activityKnown: false });
        expect(['active', 'new', 'unknown']).toContain(standing);
      }),
    );
  });
});
