import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../src/domain/feeds.ts';
import type { UsageStore } from '../../../src/domain/ports.ts';
import { days, departmentDay, fetchOf, group, seat, takeIn, usageDay } from '../rows.ts';
import { rosterOf } from './people.ts';

const PERIOD = days('2026-11-01', '2026-11-04');

export function describeRetention(store: () => UsageStore): void {
  describe('pruning', () => {
    it('forgets days before the day, with their coverage', async () => {
      await takeIn(store(), 'person-days', { period: PERIOD }, [
        usageDay('ann', '2026-11-02'),
        usageDay('ann', '2026-11-03'),
      ]);
      await takeIn(store(), 'department-days', { period: PERIOD, scope: group('d-1') }, [
        departmentDay('d-1', '2026-11-02'),
        departmentDay('d-1', '2026-11-03'),
      ]);
      await store().prune('2026-11-03');

      const held = await store().personDays({
        provider: 'lingma',
        personIds: ['ann'],
        period: PERIOD,
      });
      expect(held.map(({ day }) => day)).toEqual(['2026-11-03']);
      const departments = await store().departmentDays({
        provider: 'lingma',
        groupIds: ['d-1'],
        period: PERIOD,
      });
      expect(departments.map(({ day }) => day)).toEqual(['2026-11-03']);
      const query = {
        provider: 'lingma',
        feed: 'person-days',
        scopes: [EVERYONE],
        period: PERIOD,
      } as const;
      expect((await store().coverage(query)).map(({ day }) => day)).toEqual([
        '2026-11-03',
        '2026-11-04',
      ]);
    });

    it('forgets runs that ended before the day, with their windows, and no seat', async () => {
      const window = { activeDays: 1, credits: null, cycleStart: null, cycleEnd: null };
      const old = new Date('2026-11-02T23:59:59Z');
      await takeIn(store(), 'seats', { period: PERIOD, at: old }, [seat('ann', { window })]);
      await takeIn(store(), 'groups', { at: new Date('2026-11-03T00:00:00Z') });
      const running = await store().begin(fetchOf('people'), old);
      await store().prune('2026-11-03');

      expect(await store().newestRuns('lingma')).toMatchObject([{ feed: 'groups' }]);
      expect(
        await store().seatWindows({ provider: 'lingma', scopes: [EVERYONE], period: PERIOD }),
      ).toEqual([]);
      expect((await rosterOf(store(), [], ['ann@example.com']))['ann']?.seat).not.toBeNull();
      await store().commit(running, { at: old, rejected: 0, outOfRange: 0, warnings: [] });
    });

    it('forgets who belonged to a group by usage before the day only', async () => {
      await takeIn(store(), 'person-days', { period: PERIOD, scope: group('d-1') }, [
        usageDay('ann', '2026-11-02'),
        usageDay('bob', '2026-11-02'),
        usageDay('bob', '2026-11-04'),
        usageDay('cho', '2026-11-03'),
      ]);
      await takeIn(store(), 'person-days', { period: days('2026-11-01'), scope: group('d-1') }, [
        usageDay('bob', '2026-11-01'),
      ]);
      await store().prune('2026-11-03');
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['bob', 'cho']);
    });
  });
}
