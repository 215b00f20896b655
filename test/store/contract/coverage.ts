import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../src/domain/feeds.ts';
import type { UsageStore } from '../../../src/domain/ports.ts';
import { days, group, minute, person, takeIn } from '../rows.ts';

const QUERY = {
  provider: 'lingma',
  feed: 'person-days',
  period: days('2026-11-01', '2026-11-05'),
} as const;

export function describeCoverage(store: () => UsageStore): void {
  describe('coverage', () => {
    it('is every day of a fetch’s period, also where nothing was reported', async () => {
      await takeIn(store(), 'person-days', {
        period: days('2026-10-30', '2026-11-02'),
        at: minute(1),
      });
      expect(await store().coverage({ ...QUERY, scopes: [EVERYONE] })).toEqual([
        { scope: EVERYONE, day: '2026-11-01', fetchedAt: minute(1) },
        { scope: EVERYONE, day: '2026-11-02', fetchedAt: minute(1) },
      ]);
    });

    it('is of a provider, a feed and a scope', async () => {
      const period = days('2026-11-01');
      await takeIn(store(), 'person-days', { period, scope: group('d-1') });
      await takeIn(store(), 'department-days', { period, scope: group('d-2') });
      await takeIn(store(), 'person-days', { period, scope: group('d-3'), provider: 'other' });
      const scopes = [EVERYONE, person('d-1'), group('d-2'), group('d-3')];
      expect(await store().coverage({ ...QUERY, scopes })).toEqual([]);
      expect(await store().coverage({ ...QUERY, scopes: [...scopes, group('d-1')] })).toHaveLength(
        1,
      );
      expect(await store().coverage({ ...QUERY, scopes: [] })).toEqual([]);
    });

    it('is the newest fetch where several scopes hold a day', async () => {
      await takeIn(store(), 'person-days', {
        period: days('2026-11-01', '2026-11-03'),
        at: minute(2),
      });
      await takeIn(store(), 'person-days', {
        period: days('2026-11-02'),
        scope: group('d-1'),
        at: minute(9),
      });
      await takeIn(store(), 'person-days', {
        period: days('2026-11-03'),
        scope: group('d-1'),
        at: minute(1),
      });
      expect(await store().coverage({ ...QUERY, scopes: [EVERYONE, group('d-1')] })).toEqual([
        { scope: EVERYONE, day: '2026-11-01', fetchedAt: minute(2) },
        { scope: group('d-1'), day: '2026-11-02', fetchedAt: minute(9) },
        { scope: EVERYONE, day: '2026-11-03', fetchedAt: minute(2) },
      ]);
      await takeIn(store(), 'person-days', { period: days('2026-11-03'), at: minute(12) });
      expect(await store().coverage({ ...QUERY, scopes: [EVERYONE, group('d-1')] })).toMatchObject([
        {},
        {},
        { scope: EVERYONE, day: '2026-11-03', fetchedAt: minute(12) },
      ]);
    });
  });
}
