import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { daysOf, type Period } from '../../src/domain/calendar.ts';
import type { Fetch, Scope } from '../../src/domain/feeds.ts';
import { daysNeeded, directoryOf, seatsOf } from '../../src/services/needs.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const BACKEND: Scope = { kind: 'group', id: 'd-backend' };
const WEEK: Period = { from: '2026-11-15', to: '2026-11-21' };
const HOUR_MS = 3_600_000;

let shop: Workshop;

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

function days(period: Period, feed: 'person-days' | 'department-days' = 'department-days') {
  return daysNeeded('lingma', feed, BACKEND, daysOf(period), HOUR_MS);
}

function spans(asked: Record<string, unknown>[]) {
  return asked.map(({ startTime, endTime }) => [startTime, endTime]);
}

describe('what is fetched', () => {
  test('is only what is lacking: a second time nothing, then just the days that are new', async () => {
    const first = await shop.asked(() => shop.fetchMissing([days(WEEK)]));
    expect(spans(first)).toEqual([['2026-11-15', '2026-11-21']]);
    expect(await shop.asked(() => shop.fetchMissing([days(WEEK)]))).toEqual([]);
    const longer = { from: '2026-11-13', to: '2026-11-21' };
    const second = await shop.asked(() => shop.fetchMissing([days(longer)]));
    expect(spans(second)).toEqual([['2026-11-13', '2026-11-14']]);
  });

  test('is fetched again after an hour while it may change, and never once it is final', async () => {
    await shop.fetchMissing([days(WEEK)]);
    shop.passHours(2);
    const hoursLater = await shop.asked(() => shop.fetchMissing([days(WEEK)]));
    expect(spans(hoursLater)).toEqual([['2026-11-20', '2026-11-21']]);
    shop.passHours(24 * 10);
    const daysLater = await shop.asked(() => shop.fetchMissing([days(WEEK)]));
    expect(spans(daysLater)).toEqual([['2026-11-20', '2026-11-21']]);
    shop.passHours(24 * 10);
    expect(await shop.asked(() => shop.fetchMissing([days(WEEK)]))).toEqual([]);
  });

  test('is fetched once where two want it at the same moment', async () => {
    const fetch: Fetch = {
      provider: 'lingma',
      feed: 'people',
      scope: { kind: 'everyone' },
      period: null,
    };
    const asked = await shop.asked(() =>
      Promise.all([
        shop.fetchFeed(fetch),
        shop.fetchFeed(fetch),
        shop.fetchMissing([directoryOf('lingma')]),
      ]),
    );
    expect(asked).toHaveLength(1);
    expect(await shop.asked(() => shop.fetchFeed(fetch))).toHaveLength(1);
  });

  test('comes newest first, in parts that a commit can take in', async () => {
    const long = { from: '2026-08-01', to: '2026-11-21' };
    const asked = await shop.asked(() => shop.fetchMissing([days(long)]));
    expect(spans(asked)).toEqual([
      ['2026-10-22', '2026-11-21'],
      ['2026-09-21', '2026-10-21'],
      ['2026-08-21', '2026-09-20'],
      ['2026-08-01', '2026-08-20'],
    ]);
  });

  test('days that are held for everyone are held for a department, too', async () => {
    const everyone = daysNeeded(
      'lingma',
      'person-days',
      { kind: 'everyone' },
      daysOf(WEEK),
      HOUR_MS,
    );
    await shop.fetchMissing([everyone]);
    expect(await shop.asked(() => shop.fetchMissing([days(WEEK, 'person-days')]))).toEqual([]);
  });
});

describe('what cannot be fetched', () => {
  const period = WEEK;
  const held = () =>
    shop.store.departmentDays({ provider: 'lingma', groupIds: ['d-backend'], period });

  test('leaves the store as it was, and is on record', async () => {
    await shop.fetchMissing([days(WEEK)]);
    const before = await held();
    shop.passHours(2);
    shop.lingma.faults.set({ kind: 'status', status: 500 });
    const [unmet] = await shop.fetchMissing([days(WEEK)]);
    expect(unmet?.error.code).toBe('unavailable');
    expect(unmet?.heldAt).toEqual(new Date(shop.clock().getTime() - 2 * HOUR_MS));
    expect(await held()).toEqual(before);
    const runs = await shop.store.newestRuns('lingma');
    expect(runs).toMatchObject([{ outcome: 'failed', error: { code: 'unavailable' } }]);
  });

  test('half of a fetch is none of it', async () => {
    const month = { from: '2026-10-22', to: '2026-11-21' };
    shop.lingma.faults.set({ kind: 'garbage' }, { path: 'developerUsage', after: 1 });
    const [unmet] = await shop.fetchMissing([days(month, 'person-days')]);
    expect(unmet?.error.code).toBe('unavailable');
    const roster = await shop.store.roster({
      provider: 'lingma',
      groupIds: ['d-backend'],
      emails: [],
    });
    expect(roster).toEqual([]);
  });

  test('a provider that is not there is not asked for the rest; one that lacks a permission is', async () => {
    shop.lingma.faults.set({ kind: 'unauthorized' });
    const needs = [directoryOf('lingma'), days(WEEK), seatsOf('lingma', BACKEND, null, HOUR_MS)];
    expect(await shop.asked(() => shop.fetchMissing(needs))).toHaveLength(1);
    shop.lingma.faults.clear();
    shop.lingma.permissions.delete('base_orgmember_read');
    const unmet = await shop.fetchMissing(needs);
    expect(unmet.map(({ error }) => [error.code, error.permission])).toEqual([
      ['forbidden', 'base_orgmember_read'],
    ]);
  });

  test('nothing more is begun once somebody stops', async () => {
    const stopped = AbortSignal.abort();
    const asked = await shop.asked(() => shop.fetchMissing([days(WEEK)], undefined, stopped));
    expect(asked).toEqual([]);
  });
});
