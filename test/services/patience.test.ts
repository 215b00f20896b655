import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { daysOf } from '../../src/domain/calendar.ts';
import { daysNeeded, directoryOf, seatsOf, type Need } from '../../src/services/needs.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = { kind: 'group', id: 'd-backend' } as const;
const HOUR_MS = 3_600_000;
const WEEK = daysOf({ from: '2026-11-15', to: '2026-11-21' });
const DIRECTORY = directoryOf('lingma');
const SEATS = seatsOf('lingma', BACKEND, null, HOUR_MS);
const NEEDS: readonly Need[] = [
  DIRECTORY,
  SEATS,
  daysNeeded('lingma', 'department-days', BACKEND, WEEK, HOUR_MS),
];
/** Refused once, and let through when it is asked again a second later. */
const LIMITED: Fault = { kind: 'status', status: 429, retryAfter: '1' };

let shop: Workshop;

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

/** Meets the needs until Lingma has been asked for this list; gives what is unmet when the patience ends there. */
async function giveUpAt(list: string, needs = NEEDS) {
  const before = shop.lingma.requests.length;
  const patience = new AbortController();
  const unmet = shop.fetchWhile(patience.signal)(needs);
  await vi.waitFor(() => {
    const asked = shop.lingma.requests.slice(before).map(({ path }) => path);
    expect(asked.some((path) => path.endsWith(list))).toBe(true);
  });
  patience.abort();
  return unmet;
}

describe('once the patience of whoever asks is over', () => {
  test('what is lacking is unmet, with what is held of it, and all of it is fetched nevertheless', async () => {
    await shop.fetchMissing([SEATS]);
    const then = shop.clock();
    shop.passHours(2);
    shop.lingma.faults.set(LIMITED, { path: 'departmentUsage', times: 1 });
    shop.lingma.faults.set(LIMITED, { path: 'developer/members', times: 1 });
    const unmet = await giveUpAt('developer/members');
    expect(unmet.map(({ need, heldAt }) => [need, heldAt])).toEqual([
      [SEATS, then],
      [NEEDS[2], null],
    ]);
    for (const { error } of unmet) {
      expect(error.code).toBe('unavailable');
      expect(error.message).toMatch(/^Lingma is slow, or .+ still being fetched: ask again/);
    }
    await vi.waitFor(async () => expect(await shop.store.newestDay('lingma')).not.toBeNull(), 5000);
    const asked = await shop.asked(async () => {
      expect(await shop.fetchMissing(NEEDS)).toEqual([]);
    });
    expect(asked).toEqual([]);
  });

  test('what went wrong before keeps its own reason', async () => {
    shop.lingma.permissions.delete('base_orgmember_read');
    shop.lingma.faults.set({ kind: 'hang' }, { path: 'departmentUsage' });
    const unmet = await giveUpAt('departmentUsage');
    expect(unmet.map(({ need, error }) => [need, error.message])).toEqual([
      [DIRECTORY, expect.stringContaining('does not let this token')],
      [NEEDS[2], expect.stringContaining('is slow')],
    ]);
    shop.lingma.faults.clear();
  });

  test('what is held is not lacking', async () => {
    await shop.fetchMissing(NEEDS);
    expect(await shop.fetchWhile(AbortSignal.abort())(NEEDS)).toEqual([]);
  });

  test('another question waits for the same fetch and does not begin it anew', async () => {
    shop.lingma.faults.set(LIMITED, { path: 'developer/members', times: 1 });
    const asked = await shop.asked(async () => {
      await giveUpAt('developer/members', [SEATS]);
      expect(await shop.fetchMissing([SEATS])).toEqual([]);
    });
    expect(asked).toHaveLength(2);
  });
});
