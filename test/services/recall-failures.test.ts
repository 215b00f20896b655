import { afterEach, beforeEach, expect, test } from 'vitest';
import { daysOf } from '../../src/domain/calendar.ts';
import { daysNeeded } from '../../src/services/needs.ts';
import { createRecallFailures } from '../../src/services/recall-failures.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const HOUR_MS = 3_600_000;
const WEEK = daysOf({ from: '2026-11-15', to: '2026-11-21' });

let shop: Workshop;

beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

function needOf(department: string) {
  const scope = { kind: 'group', id: department } as const;
  return daysNeeded('lingma', 'department-days', scope, WEEK, HOUR_MS);
}

test('a provider that did not answer one digest is not asked for the next ones for a while', async () => {
  const recall = createRecallFailures(shop.clock);
  // Each digest has its own patience, and so its own way to fetch.
  const fetchMissing = (department: string) =>
    recall((...asked) => shop.fetchMissing(...asked))([needOf(department)]);
  shop.lingma.faults.set({ kind: 'status', status: 503 });
  const [first] = await fetchMissing('d-backend');
  expect(first?.error.code).toBe('unavailable');
  const asked = await shop.asked(async () => {
    expect(await fetchMissing('d-qa')).toMatchObject([{ error: { code: 'unavailable' } }]);
  });
  expect(asked).toEqual([]);
  shop.lingma.faults.clear();
  // One failure is not taken for two.
  shop.passHours(1 / 60);
  await fetchMissing('d-qa');
  shop.passHours(1 / 60);
  expect(await fetchMissing('d-qa')).toEqual([]);
  expect(await fetchMissing('d-backend')).toEqual([]);
});

test('whoever does not recall asks all the same', async () => {
  shop.lingma.faults.set({ kind: 'status', status: 503 });
  await createRecallFailures(shop.clock)((...asked) => shop.fetchMissing(...asked))([
    needOf('d-backend'),
  ]);
  shop.lingma.faults.clear();
  expect(await shop.fetchMissing([needOf('d-backend')])).toEqual([]);
});
