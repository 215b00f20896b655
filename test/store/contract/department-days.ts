import { describe, expect, it } from 'vitest';
import type { UsageStore } from '../../../src/domain/ports.ts';
import { days, departmentDay, group, takeIn } from '../rows.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const QUERY = { provider: 'lingma', groupIds: ['d-1', 'd-2'], period: NOVEMBER };

export function describeDepartmentDays(store: () => UsageStore): void {
  describe('department days', () => {
    it('come back as they were reported, oldest first', async () => {
      const later = departmentDay('d-1', '2026-11-09', null, {
        splits: {
          chats: [],
          lines: [{ language: 'vue', accepted: 1, changed: null }],
          completions: [],
        },
      });
      const earlier = departmentDay('d-2', '2026-11-02', 4, {
        activePeople: null,
        activeCompletion: 0,
      });
      await takeIn(store(), 'department-days', { period: NOVEMBER }, [later, earlier]);
      expect(await store().departmentDays(QUERY)).toEqual([earlier, later]);
      expect(await store().departmentDays({ ...QUERY, groupIds: ['d-2'] })).toEqual([earlier]);
      expect(await store().departmentDays({ ...QUERY, period: days('2026-11-09') })).toEqual([
        later,
      ]);
      expect(await store().newestDay('lingma')).toBe('2026-11-09');
    });

    it('of a department replace its days of the period, and nobody else’s', async () => {
      await takeIn(store(), 'department-days', { period: NOVEMBER }, [
        departmentDay('d-1', '2026-11-01', 1),
        departmentDay('d-1', '2026-11-02', 2),
        departmentDay('d-2', '2026-11-02', 3),
      ]);
      await takeIn(
        store(),
        'department-days',
        { period: days('2026-11-02', '2026-11-05'), scope: group('d-1') },
        [departmentDay('d-1', '2026-11-05', 4)],
        [departmentDay('d-1', '2026-11-05', 5)],
      );
      const held = await store().departmentDays(QUERY);
      expect(held.map(({ groupId, day, totals }) => [groupId, day, totals.linesAccepted])).toEqual([
        ['d-1', '2026-11-01', 1],
        ['d-2', '2026-11-02', 3],
        ['d-1', '2026-11-05', 5],
      ]);
    });
  });
}
