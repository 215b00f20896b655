import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dayOf } from '../../../src/domain/calendar.ts';
import { dayFinder, firstSightings } from '../../../src/providers/lingma/days.ts';
import { ask, readAll } from '../reading.ts';
import { json, serve } from '../server.ts';
import { makeLingma, published } from './setup.ts';

const JUNE_10 = 1_749_484_800_000;

afterEach(() => vi.unstubAllEnvs());

async function readDay(fields: object, extra: readonly object[] = []) {
  const row = { userId: 'u-1', date: JUNE_10, statusActive: true, ...fields };
  const server = await serve(json([row, ...extra]));
  return readAll(makeLingma(server.url), 'person-days');
}

describe('trap 1: statusActiveLastedTime', () => {
  const at = 1_749_570_900_000;

  test.each([
    ['a number', at],
    ['a numeric string', `${at}`],
    ['ISO with a zone', '2025-06-10T15:55:00Z'],
    ['ISO with another zone', '2025-06-10T23:55:00.000+08:00'],
    ['a time without a zone, which is UTC+8', '2025-06-10 23:55:00'],
  ])('trap 1: it is taken as %s', async (_form, statusActiveLastedTime) => {
    vi.stubEnv('TZ', 'America/New_York');
    const { rows } = await readDay({ statusActiveLastedTime });
    expect(rows[0]?.lastActiveAt).toBe(at);
  });

  test.each([[undefined], [null], [''], [0], ['0']])('trap 1: %j is none', async (none) => {
    const { rows } = await readDay({ statusActiveLastedTime: none });
    expect(rows[0]?.lastActiveAt).toBeNull();
  });

  test('trap 1: what is no time spoils its row', async () => {
    const { rows, rejected } = await readDay({ statusActiveLastedTime: 'yesterday' });
    expect({ rows, rejected }).toEqual({ rows: [], rejected: 1 });
  });
});

describe('trap 2: date', () => {
  test.each(['America/New_York', 'UTC', 'Pacific/Kiritimati'])(
    'trap 2: days are UTC+8 days on a machine in %s',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      const server = await serve(json(published('lingma-developer-usage-all')));
      const provider = makeLingma(server.url);
      const { rows } = await readAll(provider, 'person-days');
      expect(rows.map(({ day }) => day)).toEqual(['2025-06-10']);
      const { startTime, endTime } = server.seen[0]?.query ?? {};
      expect({ startTime, endTime }).toEqual({ startTime: '2025-06-01', endTime: '2025-06-30' });
    },
  );

  test('trap 2: every instant of a day is of that day, as a number or as digits', async () => {
    const dates = [JUNE_10, JUNE_10 + 86_399_999, `${JUNE_10 + 86_400_000}`];
    const rows = dates.map((date, index) => ({ userId: `u-${index}`, date }));
    const server = await serve(json(rows));
    const read = await readAll(makeLingma(server.url), 'person-days');
    expect(read.rows.map(({ day }) => day)).toEqual(['2025-06-10', '2025-06-10', '2025-06-11']);
  });

  test.each([[0], ['0'], [undefined], [null], [''], [-1], ['tomorrow'], [true]])(
    'trap 2: a date of %j is invalid, not 1970',
    async (date) => {
      const period = { from: '1969-12-01', to: '1970-02-01' };
      const server = await serve(json([{ userId: 'u-1', date }]));
      const read = await readAll(makeLingma(server.url), 'person-days', { ...ask, period });
      expect(read).toMatchObject({ rows: [], rejected: 1, outOfRange: 0 });
    },
  );

  test('trap 2: the day of any instant is the one that the calendar names in Asia/Shanghai', () => {
    const period = { from: '2025-01-01', to: '2026-12-31' };
    const findDay = dayFinder(period);
    const instants = fc.integer({ min: Date.UTC(2024, 11, 30), max: Date.UTC(2027, 0, 3) });
    fc.assert(
      fc.property(instants, (instant) => {
        const day = dayOf(instant, 'Asia/Shanghai');
        const isInside = day >= period.from && day <= period.to;
        expect(findDay(instant)?.day).toBe(isInside ? day : undefined);
      }),
    );
  });
});

test('trap 15: rows outside the asked range are dropped, with a count', async () => {
  const period = { from: '2025-06-10', to: '2025-06-11' };
  const dates = [JUNE_10 - 1, JUNE_10, JUNE_10 + 2 * 86_400_000 - 1, JUNE_10 + 2 * 86_400_000];
  const server = await serve(json(dates.map((date, index) => ({ userId: `u-${index}`, date }))));
  const read = await readAll(makeLingma(server.url), 'person-days', { ...ask, period });
  expect(read.rows.map(({ personId, day }) => [personId, day])).toEqual([
    ['u-1', '2025-06-10'],
    ['u-2', '2025-06-11'],
  ]);
  expect(read).toMatchObject({ outOfRange: 2, rejected: 0 });
});

test('what was seen is remembered by id and day, for any length of period', () => {
  const sightings = fc.array(fc.tuple(fc.constantFrom('a', 'b', ''), fc.nat({ max: 400 })));
  fc.assert(
    fc.property(sightings, (list) => {
      const isFirst = firstSightings();
      const seen = new Set<string>();
      for (const [id, index] of list) {
        expect(isFirst(id, index)).toBe(!seen.has(`${id} ${index}`));
        seen.add(`${id} ${index}`);
      }
    }),
  );
});
