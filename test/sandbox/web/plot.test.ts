import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyNth, ticksFor } from '../../../sandbox/web/blocks/plot.ts';

test.each([
  [
    [9164, 12],
    [0, 2500, 5000, 7500, 10_000],
  ],
  [[62], [0, 20, 40, 60, 80]],
  [[0], [0, 0.25]],
])('%j has ticks at %j', (values, ticks) => {
  expect(ticksFor(values)).toEqual(ticks);
});

test('ticks hold every value, and are few', () => {
  const values = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (some) => {
      const ticks = ticksFor(some);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(...some, 0));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...some, 0));
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(9);
    }),
  );
});

test('labels are left out where they would touch', () => {
  const labels = Array.from({ length: 13 }, (_, at) => `${at}–${at + 6} Nov`);
  expect(everyNth(labels.slice(0, 4), 500)).toBe(1);
  expect(everyNth(labels, 500)).toBeGreaterThan(1);
});
