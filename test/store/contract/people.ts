import { describe, expect, it } from 'vitest';
import type { RosterEntry, UsageStore } from '../../../src/domain/ports.ts';
import { days, department, entry, group, seat, takeIn, usageDay } from '../rows.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

export function describePeople(store: () => UsageStore): void {
  describe('groups', () => {
    it('are replaced as a whole', async () => {
      await takeIn(store(), 'groups', {}, [department('d-1', 'One'), department('d-2', 'Two')]);
      await takeIn(store(), 'groups', { provider: 'other' }, [department('d-1', 'Other')]);
      await takeIn(
        store(),
        'groups',
        {},
        [{ groupId: 'd-2', name: 'Zwei', parentId: 'd-3' }],
        [department('d-3', 'Drei')],
      );
      expect(await store().groups('lingma')).toEqual([
        department('d-3', 'Drei'),
        { groupId: 'd-2', name: 'Zwei', parentId: 'd-3' },
      ]);
      expect(await store().groups('other')).toEqual([department('d-1', 'Other')]);
    });
  });

  describe('a roster', () => {
    it('is made of seats, the directory and usage, each person once', async () => {
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'people', {}, [
        entry('bob', { groupIds: ['d-1'], name: 'Bob B.', joinedAt: 5 }),
        entry('cho', { groupIds: ['d-1', 'd-2'] }),
        entry('dan', { groupIds: ['d-3'] }),
      ]);
      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: group('d-1') }, [
        usageDay('bob', '2026-11-02'),
        usageDay('eve', '2026-11-02'),
      ]);
      const roster = await rosterOf(store(), ['d-1', 'd-2']);
      expect(Object.keys(roster)).toEqual(['ann', 'bob', 'cho', 'eve']);
      expect(roster['ann']).toMatchObject({ name: 'ann', joinedAt: null, seat: { state: 'held' } });
      expect(roster['bob']).toMatchObject({ name: 'Bob B.', joinedAt: 5, seat: { name: 'bob' } });
      expect(roster['cho']).toMatchObject({
        email: 'cho@example.com',
        seat: null,
        lastActiveAt: null,
      });
      expect(roster['eve']).toMatchObject({ email: null, name: null, seat: null });
    });

    it('is also made of e-mail addresses', async () => {
      await takeIn(store(), 'seats', {}, [seat('s-1', { email: 'ann@example.com' }), seat('s-2')]);
      await takeIn(store(), 'people', {}, [entry('p-1', { email: 'bob@example.com' })]);
      await takeIn(store(), 'seats', { provider: 'other' }, [
        seat('o-1', { email: 'ann@example.com' }),
      ]);
      const emails = ['ann@example.com', 'bob@example.com', 'nobody@example.com'];
      expect(Object.keys(await rosterOf(store(), [], emails))).toEqual(['p-1', 's-1']);
      expect(await rosterOf(store(), [], [])).toEqual({});
    });

    it('keeps apart who belongs by a seat, by the directory and by usage', async () => {
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann')]);
      await takeIn(store(), 'people', {}, [entry('bob', { groupIds: ['d-1'] })]);
      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: group('d-1') }, [
        usageDay('cho', '2026-11-02'),
      ]);
      const all = ['ann', 'bob', 'cho'];
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(all);

      await takeIn(store(), 'person-days', { period: NOVEMBER, scope: group('d-1') });
      await takeIn(store(), 'person-days', { period: NOVEMBER });
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(all);
      await takeIn(store(), 'people', {}, [entry('bob', { groupIds: ['d-2'] })]);
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['ann', 'cho']);
      await takeIn(store(), 'seats', { scope: group('d-1') });
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['cho']);
    });

    it('replaces the directory as a whole', async () => {
      await takeIn(store(), 'people', {}, [
        entry('ann', { groupIds: ['d-1'] }),
        entry('bob', { groupIds: ['d-1'] }),
      ]);
      await takeIn(
        store(),
        'people',
        {},
        [entry('bob', { groupIds: ['d-1', 'd-1'], name: null })],
        [entry('bob', { groupIds: ['d-2', 'd-2'] })],
      );
      expect(await rosterOf(store(), ['d-1'])).toEqual({});
      expect(Object.keys(await rosterOf(store(), ['d-2'], ['ann@example.com']))).toEqual(['bob']);
    });
  });
}

/** A roster by person, in the order of their ids. */
export async function rosterOf(
  store: UsageStore,
  groupIds: readonly string[],
  emails: readonly string[] = [],
): Promise<Record<string, RosterEntry>> {
  const roster = await store.roster({ provider: 'lingma', groupIds, emails });
  const sorted = roster.toSorted((left, right) => (left.personId < right.personId ? -1 : 1));
  expect(new Set(sorted.map(({ personId }) => personId)).size).toBe(sorted.length);
  return Object.fromEntries(sorted.map((it) => [it.personId, it]));
}
