import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadOut, workingTime } from '../../src/domain/working-hours.ts';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC'];
const instant = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const zone = fc.constantFrom(...ZONES);

describe('working hours', () => {
  test.each([
    ['2026-11-23T00:59:00Z', '2026-11-23T01:00:00.000Z'],
    ['2026-11-23T01:00:00Z', '2026-11-23T01:00:00.000Z'],
    ['2026-11-23T08:59:59Z', '2026-11-23T08:59:59.000Z'],
    ['2026-11-23T09:00:00Z', '2026-11-24T01:00:00.000Z'],
    ['2026-11-27T09:00:00Z', '2026-11-30T01:00:00.000Z'],
    ['2026-11-28T03:00:00Z', '2026-11-30T01:00:00.000Z'],
  ])('from %s on begin in Shanghai at %s', (from, at) => {
    expect(workingTime(new Date(from), 'Asia/Shanghai').toISOString()).toBe(at);
  });

  test('are Monday to Friday, 9 to 17, wherever and whenever', () => {
    fc.assert(
      fc.property(instant, zone, (from, where) => {
        const at = workingTime(from, where);
        const local = new TZDate(at.getTime(), where);
        expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(local.getDay()).toBeGreaterThanOrEqual(1);
        expect(local.getDay()).toBeLessThanOrEqual(5);
        expect(local.getHours()).toBeGreaterThanOrEqual(9);
        expect(local.getHours()).toBeLessThan(17);
      }),
    );
  });

  test('give everybody a time of their own working day, at most so many in a minute', () => {
    fc.assert(
      fc.property(
        instant,
        fc.array(zone, { maxLength: 80 }),
        fc.integer({ min: 1, max: 5 }),
        (from, zones, perMinute) => {
          const people = zones.map((where, index) => ({ id: `${index}`, zone: where }));
          const slots = spreadOut(people, from, perMinute);
          expect(slots.size).toBe(people.length);
          const minutes = Map.groupBy(slots.values(), (at) => Math.floor(at.getTime() / 60_000));
          for (const all of minutes.values()) expect(all.length).toBeLessThanOrEqual(perMinute);
          for (const { id, zone: where } of people) {
            const at = slots.get(id) ?? from;
            expect(workingTime(at, where)).toEqual(at);
            expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
