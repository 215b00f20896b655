import { describe, expect, it } from 'vitest';
import {
  change,
  changeInPoints,
  count,
  counted,
  percent,
  rateOf,
} from '../../../src/slack/views/numbers.ts';

describe('numbers', () => {
  it.each([
    [12_345, '12,345'],
    [0, '0'],
    [1234.5, '1,234.5'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
    [1e300, '1.000e+300'],
    [null, 'not provided'],
    [Number.NaN, 'not provided'],
  ])('%j is written %j', (value, expected) => {
    expect(count(value)).toBe(expected);
  });

  it.each([
    [1, 3, '33.3 %'],
    [0, 3, '0.0 %'],
    [3, 3, '100.0 %'],
    [0, 0, '—'],
    [null, 3, 'not provided'],
    [3, null, 'not provided'],
  ])('%j of %j is %j', (part, whole, expected) => {
    expect(percent({ part, whole })).toBe(expected);
  });

  it.each([
    [112, 100, '▲ 12 %'],
    [97, 100, '▼ 3 %'],
    [1001, 1000, '▲ under 1 %'],
    [5000, 2, '▲ 249,900 %'],
    [0, 4, '▼ 100 %'],
    [4, 4, 'no change'],
    [0, 0, 'no change'],
    [4, 0, 'none before'],
    [4, null, '—'],
    [null, 4, '—'],
  ])('%j after %j is %j', (now, before, expected) => {
    expect(change({ now, before })).toBe(expected);
  });

  it.each([
    [{ part: 41, whole: 100 }, { part: 80, whole: 200 }, '▲ 1.0 points'],
    [{ part: 3999, whole: 10_000 }, { part: 4, whole: 10 }, '▼ under 0.1 points'],
    [{ part: 1, whole: 2 }, { part: 2, whole: 4 }, 'no change'],
    [{ part: 1, whole: 2 }, { part: 0, whole: 0 }, '—'],
    [{ part: 1, whole: 2 }, { part: null, whole: 4 }, '—'],
  ])('the rate %j after %j is %j', (now, before, expected) => {
    expect(changeInPoints({ now, before })).toBe(expected);
  });

  it('sets two counts in relation, now and before', () => {
    const rate = rateOf({ now: 1, before: 2 }, { now: 3, before: 4 });
    expect(rate).toEqual({ now: { part: 1, whole: 3 }, before: { part: 2, whole: 4 } });
  });

  it('counts one of a thing and several', () => {
    expect([counted(1, 'seat'), counted(1200, 'person', 'people')]).toEqual([
      '1 seat',
      '1,200 people',
    ]);
  });
});
