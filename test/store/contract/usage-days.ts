import { describe, expect, it } from 'vitest';
import type { UsageStore } from '../../../src/domain/ports.ts';
import type { PersonDay, Totals } from '../../../src/domain/usage.ts';
import { days, group, person, takeIn, usageDay } from '../rows.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const ALL = { provider: 'lingma', personIds: ['ann', 'bob', 'cho'], period: NOVEMBER };

export function describeUsageDays(store: () => UsageStore): void {
  describe('usage days', () => {
    it('come back as they were reported', async () => {
      const reported: PersonDay[] = [
        usageDay('ann', '2026-11-01', 0, { activeChat: true, lastActiveAt: 1_793_500_000_123 }),
        usageDay('bob', '2026-11-02', null, {
          active: false,
          activeCompletion: false,
          totals: counted(5_000_000_000),
          splits: {
            chats: [
              { kind: 'FREE_INPUT', ide: 'VS Code', turns: 3, turnsAccepted: null },
              {
                kind: 'team\treview\n\\t “quoted” \'x\' {"a":1}',
                ide: '',
                turns: null,
                turnsAccepted: 0,
              },
            ],
            lines: [
              { language: '', accepted: 79, changed: 80 },
              { language: 'C++', accepted: null, changed: null },
            ],
            completions: [
              {
                language: 'köln-語-🙂',
                ide: 'JetBrains',
                accepted: 1,
                suggested: 2,
                linesAccepted: 3,
                linesSuggested: null,
              },
            ],
          },
        }),
      ];
      await takeIn(store(), 'person-days', { period: NOVEMBER }, reported);
      expect(await store().personDays(ALL)).toEqual(reported);
    });

    it('lose only what no database can hold', async () => {
      const odd = usageDay('a\0nn', '2026-11-01', 1, {
        splits: {
          chats: [{ kind: 'half \ud83d pair', ide: 'i\0de', turns: 1, turnsAccepted: 1 }],
          lines: [],
          completions: [],
        },
      });
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [odd]);
      const [held] = await store().personDays(ALL);
      expect(held).toMatchObject({
        personId: 'ann',
        splits: { chats: [{ kind: 'half \ufffd pair', ide: 'ide' }] },
      });
    });

    it('count once where a fetch told of a day twice: the last one counts', async () => {
      await takeIn(
        store(),
        'person-days',
        { period: NOVEMBER },
        [usageDay('ann', '2026-11-01', 1), usageDay('ann', '2026-11-01', 2)],
        [usageDay('bob', '2026-11-01', 1)],
        [
          usageDay('ann', '2026-11-02', 4),
          usageDay('bob', '2026-11-01', 3),
          usageDay('ann', '2026-11-01', 5),
        ],
      );
      expect(await linesOf(store())).toEqual({
        'ann 2026-11-01': 5,
        'bob 2026-11-01': 3,
        'ann 2026-11-02': 4,
      });
    });

    it('of everyone replace all days of the period, and none outside it', async () => {
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-01', 1),
        usageDay('ann', '2026-11-02', 2),
        usageDay('bob', '2026-11-02', 3),
      ]);
      await takeIn(store(), 'person-days', { provider: 'other', period: NOVEMBER }, [
        usageDay('bob', '2026-11-02', 9),
      ]);
      await takeIn(store(), 'person-days', { period: days('2026-11-02', '2026-11-03') }, [
        usageDay('ann', '2026-11-03', 4),
        usageDay('ann', '2026-11-02', 5),
      ]);
      expect(await linesOf(store())).toEqual({
        'ann 2026-11-01': 1,
        'ann 2026-11-02': 5,
        'ann 2026-11-03': 4,
      });
      expect(await linesOf(store(), 'other')).toEqual({ 'bob 2026-11-02': 9 });
    });

    it('of a group or a person replace the rows that are reported, and no others', async () => {
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-01', 1),
        usageDay('bob', '2026-11-01', 2),
      ]);
      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: group('d-1') }, [
        usageDay('bob', '2026-11-01', 3),
        usageDay('bob', '2026-11-02', 4),
      ]);
      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: person('cho') }, [
        usageDay('cho', '2026-11-05', 5),
      ]);
      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: person('ann') });
      expect(await linesOf(store())).toEqual({
        'ann 2026-11-01': 1,
        'bob 2026-11-01': 3,
        'bob 2026-11-02': 4,
        'cho 2026-11-05': 5,
      });
    });

    it('tell the newest day, whether of people or of departments', async () => {
      expect(await store().newestDay('lingma')).toBeNull();
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [usageDay('ann', '2026-11-04')]);
      expect(await store().newestDay('lingma')).toBe('2026-11-04');
      expect(await store().newestDay('other')).toBeNull();
    });

    it('are seen whole while a fetch is swapped in', async () => {
      const write = async (lines: number) =>
        takeIn(
          store(),
          'person-days',
          { period: NOVEMBER },
          ['ann', 'bob', 'cho'].flatMap((id) =>
            Array.from({ length: 28 }, (_, index) =>
              usageDay(id, `2026-11-${String(index + 1).padStart(2, '0')}`, lines),
            ),
          ),
        );
      await write(0);
      const writing = Promise.all([1, 2, 3, 4].map(write));
      const seen: number[][] = [];
      const writers = { busy: true };
      void writing.finally(() => (writers.busy = false));
      while (writers.busy) {
        const rows = await store().personDays(ALL);
        seen.push([rows.length, new Set(rows.map(({ totals }) => totals.linesAccepted)).size]);
      }
      await writing;
      expect(seen.length).toBeGreaterThan(1);
      expect(seen).toEqual(seen.map(() => [84, 1]));
    });
  });
}

function counted(start: number): Totals {
  return {
    linesAccepted: start,
    linesChanged: start + 1,
    linesAcceptedChat: 0,
    linesAcceptedCompletion: null,
    linesSuggestedCompletion: 4,
    chatTurns: 5,
    chatTurnsAccepted: 6,
    completionsAccepted: 7,
    completionsSuggested: 8,
  };
}

async function linesOf(store: UsageStore, provider = 'lingma') {
  const held = await store.personDays({ ...ALL, provider });
  return Object.fromEntries(
    held.map(({ personId, day, totals }) => [`${personId} ${day}`, totals.linesAccepted]),
  );
}
