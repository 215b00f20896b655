import { describe, expect, it } from 'vitest';
import type { UsageStore } from '../../../src/domain/ports.ts';
import { NO_TOTALS } from '../../../src/domain/usage.ts';
import { days, NO_SPLITS, takeIn, usageDay } from '../rows.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const TEAM = {
  provider: 'lingma',
  personIds: ['ann', 'bob'],
  period: days('2026-11-02', '2026-11-04'),
};
const NOBODY = { ...TEAM, personIds: [] };

export function describeUsageTotals(store: () => UsageStore): void {
  describe('totals', () => {
    it('are a person’s sum over the period; what nobody provides is not zero', async () => {
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-01', 100),
        usageDay('ann', '2026-11-02', 1, { activeChat: true }),
        usageDay('ann', '2026-11-04', 3_000_000_000, {
          totals: { ...NO_TOTALS, linesAccepted: 3_000_000_000, chatTurns: 0 },
        }),
        usageDay('bob', '2026-11-03', null, { active: false, activeCompletion: false }),
        usageDay('cho', '2026-11-03', 50),
      ]);
      const totals = await store().personTotals(TEAM);
      expect(totals.toSorted((left, right) => (left.personId < right.personId ? -1 : 1))).toEqual([
        {
          personId: 'ann',
          activeDays: 2,
          chatDays: 1,
          completionDays: 2,
          totals: { ...NO_TOTALS, linesAccepted: 3_000_000_001, chatTurns: 0 },
        },
        { personId: 'bob', activeDays: 0, chatDays: 0, completionDays: 0, totals: NO_TOTALS },
      ]);
      expect(await store().personTotals(NOBODY)).toEqual([]);
    });

    it('are a day’s sum over people, oldest day first', async () => {
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('bob', '2026-11-04', 5),
        usageDay('ann', '2026-11-04', 2),
        usageDay('ann', '2026-11-02', null),
        usageDay('cho', '2026-11-03', 50),
        usageDay('ann', '2026-11-05', 9),
      ]);
      expect(await store().dailyTotals(TEAM)).toEqual([
        { day: '2026-11-02', totals: NO_TOTALS },
        { day: '2026-11-04', totals: { ...NO_TOTALS, linesAccepted: 7 } },
      ]);
      expect(await store().dailyTotals(NOBODY)).toEqual([]);
    });

    it('count active people once a period, in the order of the periods', async () => {
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-02'),
        usageDay('ann', '2026-11-03'),
        usageDay('bob', '2026-11-03'),
        usageDay('bob', '2026-11-04', 1, { active: false }),
        usageDay('cho', '2026-11-03'),
      ]);
      const { provider, personIds } = TEAM;
      const periods = [
        days('2026-11-04'),
        days('2026-11-02', '2026-11-04'),
        days('2026-11-02'),
        days('2026-10-01'),
      ];
      expect(await store().activePeople({ provider, personIds, periods })).toEqual([0, 2, 1, 0]);
      expect(await store().activePeople({ provider, personIds: [], periods })).toEqual([
        0, 0, 0, 0,
      ]);
      expect(await store().activePeople({ provider, personIds, periods: [] })).toEqual([]);
    });

    it('add breakdowns up for each combination of names', async () => {
      const chat = { kind: 'a\\b\tc', ide: 'ide', turns: 1, turnsAccepted: null };
      const lines = { language: 'go', accepted: 2, changed: 5 };
      const completion = {
        language: 'go',
        ide: 'ide',
        accepted: 1,
        suggested: 2,
        linesAccepted: 3,
        linesSuggested: null,
      };
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-02', 1, {
          splits: {
            chats: [chat, { ...chat, ide: '' }],
            lines: [lines, lines],
            completions: [completion],
          },
        }),
        usageDay('bob', '2026-11-03', 1, {
          splits: {
            chats: [chat],
            lines: [{ ...lines, accepted: null }],
            completions: [completion],
          },
        }),
        usageDay('bob', '2026-11-04', 1),
        usageDay('cho', '2026-11-03', 1, { splits: { ...NO_SPLITS, lines: [lines] } }),
      ]);
      const splits = await store().personSplits(TEAM);
      expect({
        ...splits,
        chats: splits.chats.toSorted((left, right) => right.ide.length - left.ide.length),
      }).toEqual({
        chats: [
          { ...chat, turns: 2 },
          { ...chat, ide: '' },
        ],
        lines: [{ language: 'go', accepted: 4, changed: 15 }],
        completions: [{ ...completion, accepted: 2, suggested: 4, linesAccepted: 6 }],
      });
      expect(await store().personSplits(NOBODY)).toEqual(NO_SPLITS);
    });

    it('add the breakdowns of many people up over a long time', async () => {
      const period = days('2026-01-01', '2026-12-31');
      const personIds = Array.from({ length: 60 }, (_, index) => `p-${index}`);
      const lines = [{ language: 'go', accepted: 0.5, changed: null }];
      await takeIn(
        store(),
        'person-days',
        { period },
        personIds.map((id) => usageDay(id, '2026-06-01', 1, { splits: { ...NO_SPLITS, lines } })),
      );
      const splits = await store().personSplits({ provider: 'lingma', personIds, period });
      expect(splits).toEqual({
        ...NO_SPLITS,
        lines: [{ language: 'go', accepted: 30, changed: null }],
      });
    });
  });
}
