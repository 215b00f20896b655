import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import type { UsageStore } from '../../../src/domain/ports.ts';
import type { PersonDay } from '../../../src/domain/usage.ts';
import { days, entry, group, seat, takeIn, usageDay } from '../rows.ts';

const YEAR = days('2026-01-01', '2026-12-31');
const HOSTILE = ["o'hara", '\ud83d\ude00', '\uffee', '%', 'a,b{"c"}', 'ann'];

export function describeUsagePages(store: () => UsageStore): void {
  describe('pages of usage days', () => {
    it('hold every day once, by person and day, some at a time', async () => {
      const rows = yearOf(HOSTILE, 365);
      await takeIn(store(), 'person-days', { period: YEAR }, rows.toReversed(), [
        ...rows.slice(0, 9),
        usageDay('zoe', '2026-03-01'),
      ]);
      await takeIn(store(), 'person-days', { provider: 'other', period: YEAR }, rows.slice(0, 3));
      const query = { provider: 'lingma', personIds: HOSTILE, period: YEAR };
      const pages = await all(store(), query);
      expect(pages.length).toBeGreaterThan(1);
      expect(Math.max(...pages.map((page) => page.length))).toBeLessThan(rows.length);
      expect(pages.flat()).toEqual(
        rows.toSorted((left, right) => Buffer.compare(keyOf(left), keyOf(right))),
      );
      expect(await store().countPersonDays(query)).toBe(rows.length);
      const everybody = { ...query, personIds: null };
      expect((await all(store(), everybody)).flat()).toHaveLength(rows.length + 1);
      expect(await store().countPersonDays(everybody)).toBe(rows.length + 1);
      const march = { ...everybody, period: days('2026-03-01', '2026-03-31') };
      expect((await all(store(), march)).flat()).toHaveLength(HOSTILE.length * 31 + 1);
    });

    it('are none where there is nothing', async () => {
      await takeIn(store(), 'person-days', { period: YEAR }, [usageDay('ann', '2026-03-01')]);
      const nobody = { provider: 'lingma', personIds: [], period: YEAR };
      expect(await all(store(), nobody)).toEqual([]);
      expect(await store().countPersonDays(nobody)).toBe(0);
      expect(await all(store(), { ...nobody, provider: 'other', personIds: null })).toEqual([]);
    });

    it('are none too many where the last one is full', async () => {
      await takeIn(store(), 'person-days', { period: YEAR }, yearOf(['a', 'b', 'c', 'd'], 250), [
        ...yearOf(['e', 'f', 'g', 'h'], 250),
      ]);
      const pages = await all(store(), { provider: 'lingma', personIds: null, period: YEAR });
      expect(pages.map((page) => page.length)).toEqual([2000]);
    });

    it('let others read and write between two of them, and may be left at any time', async () => {
      await takeIn(store(), 'person-days', { period: YEAR }, yearOf(HOSTILE, 365));
      let rows = 0;
      for await (const page of store().personDayPages({
        provider: 'lingma',
        personIds: null,
        period: YEAR,
      })) {
        rows += page.length;
        await takeIn(store(), 'person-days', { period: days('2026-06-01') });
        expect(await store().newestDay('lingma')).toBe('2026-12-31');
        if (rows > 2000) break;
      }
      expect(rows).toBeGreaterThan(2000);
      expect(await store().newestDay('lingma')).toBe('2026-12-31');
    });
  });

  describe('the groups of people', () => {
    it('are told once each, whatever tells of them', async () => {
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'people', {}, [
        entry('ann', { groupIds: ['d-1', "d'2"] }),
        entry('cho', { groupIds: ['d-1'] }),
      ]);
      await takeIn(store(), 'seats', { provider: 'other', scope: group('o-1') }, [seat('ann')]);
      const groups = await store().groupsOfPeople('lingma', ['ann', 'bob', 'nobody']);
      expect(groups.map(({ personId, groupId }) => `${personId} ${groupId}`).toSorted()).toEqual([
        "ann d'2",
        'ann d-1',
        'bob d-1',
      ]);
      expect(await store().groupsOfPeople('lingma', [])).toEqual([]);
    });
  });
}

function keyOf({ personId, day }: PersonDay): Buffer {
  return Buffer.from(`${personId}\0${day}`);
}

function yearOf(people: readonly string[], count: number): PersonDay[] {
  return people.flatMap((id) =>
    Array.from({ length: count }, (_, index) => usageDay(id, addDays(YEAR.from, index), index)),
  );
}

async function all(
  store: UsageStore,
  query: Parameters<UsageStore['personDayPages']>[0],
): Promise<(readonly PersonDay[])[]> {
  const pages: (readonly PersonDay[])[] = [];
  for await (const page of store.personDayPages(query)) pages.push(page);
  return pages;
}
