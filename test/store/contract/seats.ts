import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../src/domain/feeds.ts';
import type { UsageStore } from '../../../src/domain/ports.ts';
import type { SeatWindow } from '../../../src/domain/seats.ts';
import {
  days,
  fetchOf,
  group,
  minute,
  NOON,
  person,
  result,
  seat,
  takeIn,
  usageDay,
} from '../rows.ts';
import { rosterOf } from './people.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const EMAILS = ['ann', 'bob', 'cho'].map((id) => `${id}@example.com`);

export function describeSeats(store: () => UsageStore): void {
  describe('seats', () => {
    it('come back as they were reported', async () => {
      const held = seat('ann', {
        state: 'pending',
        givenAt: 1,
        lastActiveAt: 2,
        lastActiveFrom: 'update',
      });
      const bare = seat('bob', { name: null, state: 'disabled' });
      await takeIn(store(), 'seats', {}, [seat('ann'), held, bare]);
      const { window: _window, ...kept } = held;
      const roster = await rosterOf(store(), [], EMAILS);
      expect(roster['ann']?.seat).toEqual(kept);
      expect(roster['bob']?.seat).toMatchObject({
        name: null,
        state: 'disabled',
        lastActiveFrom: null,
      });
    });

    it('of everyone are replaced as a whole, with who belonged to a group by them', async () => {
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'seats', { provider: 'other' }, [seat('bob')]);
      await takeIn(store(), 'seats', {}, [seat('ann'), seat('cho')]);
      expect(await holders(store())).toEqual(['ann', 'cho']);
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['ann']);
      const others = await store().roster({ provider: 'other', groupIds: [], emails: EMAILS });
      expect(others).toHaveLength(1);
    });

    it('are read by ids, also of whoever has none', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann', { givenAt: 5, email: null }), seat('bob')]);
      await takeIn(store(), 'seats', { provider: 'other' }, [seat('cho')]);
      const found = await store().entries('lingma', ['ann', 'ann', 'cho']);
      expect(found.map(({ personId, seat: own }) => [personId, own?.givenAt])).toEqual([
        ['ann', 5],
        ['cho', undefined],
      ]);
      expect(await store().entries('lingma', [])).toEqual([]);
    });

    it('of a group are replaced together with who belongs to it', async () => {
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'seats', { scope: group('d-2') }, [seat('bob'), seat('cho')]);
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('cho', { state: 'pending' })]);
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['cho']);
      expect(Object.keys(await rosterOf(store(), ['d-2']))).toEqual(['bob', 'cho']);
      expect(await holders(store())).toEqual(['bob', 'cho']);
      expect((await rosterOf(store(), ['d-2']))['cho']?.seat?.state).toBe('pending');
    });

    it('that a listing of everyone told of stay when a group no longer lists them', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann')]);
      expect(await holders(store())).toEqual(['ann', 'bob']);
      await takeIn(store(), 'seats', {}, [seat('ann')]);
      expect(await holders(store())).toEqual(['ann']);
    });

    it('are kept where nobody is listed in their place and that is in doubt', async () => {
      const takeNobody = async (scope = EVERYONE) => {
        const run = await store().begin(fetchOf('seats', { scope }), NOON);
        await store().commit(run, result(NOON, { doubt: 'Perhaps it is closed.' }));
      };
      await takeIn(store(), 'seats', { scope: group('d-1') }, [seat('ann')]);
      const refusal = { code: 'contract', message: 'Perhaps it is closed.' };
      await expect(takeNobody(group('d-1'))).rejects.toMatchObject(refusal);
      await expect(takeNobody()).rejects.toMatchObject(refusal);
      await takeNobody(group('d-2'));
      expect(Object.keys(await rosterOf(store(), ['d-1']))).toEqual(['ann']);
      expect(await holders(store())).toEqual(['ann']);
      await takeIn(store(), 'seats', { scope: group('d-1') }, []);
      expect(await holders(store())).toEqual([]);
      await takeNobody();
    });

    it('of a person are written over, and no others', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'seats', { scope: person('ann') }, [
        seat('ann', { state: 'disabled' }),
      ]);
      const roster = await rosterOf(store(), [], EMAILS);
      expect(roster['ann']?.seat?.state).toBe('disabled');
      expect(roster['bob']?.seat?.state).toBe('held');
    });
  });

  describe('last activity', () => {
    const at = Date.parse('2026-11-05T08:00:00Z');

    it('is the later of a seat’s use and the newest active day', async () => {
      await takeIn(store(), 'seats', {}, [
        seat('ann', { lastActiveAt: at, lastActiveFrom: 'use' }),
        seat('bob', { lastActiveAt: at, lastActiveFrom: 'use' }),
        seat('cho', { lastActiveAt: at, lastActiveFrom: 'update' }),
      ]);
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-04', 1, { lastActiveAt: at - 5 }),
        usageDay('bob', '2026-11-05', 1, { lastActiveAt: at + 5 }),
        usageDay('bob', '2026-11-06', 1, { active: false, lastActiveAt: at + 9 }),
      ]);
      expect(await lastSeen(store())).toEqual({ ann: at, bob: at + 5, cho: null });
    });

    it('is the start of the day where a day has no time', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann')]);
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [usageDay('ann', '2026-11-06')]);
      expect(await lastSeen(store())).toEqual({ ann: Date.parse('2026-11-06T00:00:00Z') });
    });

    it('outlives the days that it was known by', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann')]);
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-06', 1, { lastActiveAt: at }),
      ]);
      await store().prune('2027-01-01');
      expect(await lastSeen(store())).toEqual({ ann: at });
    });

    it('goes back where the provider takes a day back', async () => {
      await takeIn(store(), 'seats', {}, [seat('ann'), seat('bob')]);
      await takeIn(store(), 'person-days', { period: NOVEMBER }, [
        usageDay('ann', '2026-11-02', 1, { lastActiveAt: at - 9 }),
        usageDay('ann', '2026-11-06', 1, { lastActiveAt: at }),
        usageDay('bob', '2026-11-06', 1, { lastActiveAt: at }),
      ]);
      await takeIn(store(), 'person-days', { period: days('2026-11-06') });
      expect(await lastSeen(store())).toEqual({ ann: at - 9, bob: null });
    });
  });

  describe('seat windows', () => {
    const window: SeatWindow = {
      activeDays: 4,
      credits: '12.5',
      cycleStart: '2026-11-01',
      cycleEnd: '2026-11-30',
    };
    const bare: SeatWindow = { activeDays: 0, credits: null, cycleStart: null, cycleEnd: null };

    it('are those of exactly the period, for any of the scopes', async () => {
      await takeIn(store(), 'seats', { period: NOVEMBER, scope: group('g-1') }, [
        seat('ann', { window }),
        seat('bob'),
      ]);
      await takeIn(store(), 'seats', { period: NOVEMBER, scope: group('g-2') }, [
        seat('cho', { window: bare }),
      ]);
      await takeIn(
        store(),
        'seats',
        { period: days('2026-11-02', '2026-11-30'), scope: group('g-1') },
        [seat('ann', { window: { ...window, activeDays: 3 } })],
      );
      const query = { provider: 'lingma', period: NOVEMBER };
      expect(await store().seatWindows({ ...query, scopes: [group('g-1')] })).toEqual([
        { personId: 'ann', window },
      ]);
      expect(await store().seatWindows({ ...query, scopes: [group('g-1'), group('g-2')] })).toEqual(
        [
          { personId: 'ann', window },
          { personId: 'cho', window: bare },
        ],
      );
      expect(await store().seatWindows({ ...query, scopes: [EVERYONE] })).toEqual([]);
      expect(
        await store().seatWindows({ ...query, provider: 'other', scopes: [group('g-1')] }),
      ).toEqual([]);
    });

    it('are replaced by the next fetch, and the newest is told where scopes differ', async () => {
      const with3 = seat('ann', { window: { ...window, activeDays: 3 } });
      await takeIn(store(), 'seats', { period: NOVEMBER, at: minute(1) }, [
        seat('ann', { window }),
        seat('bob', { window }),
      ]);
      await takeIn(store(), 'seats', { period: NOVEMBER, at: minute(2) }, [with3]);
      await takeIn(store(), 'seats', { period: NOVEMBER, at: minute(3), scope: group('g-1') }, [
        seat('ann', { window }),
      ]);
      const query = { provider: 'lingma', period: NOVEMBER };
      expect(await store().seatWindows({ ...query, scopes: [EVERYONE] })).toEqual([
        { personId: 'ann', window: { ...window, activeDays: 3 } },
      ]);
      expect(await store().seatWindows({ ...query, scopes: [EVERYONE, group('g-1')] })).toEqual([
        { personId: 'ann', window },
      ]);
    });
  });
}

async function holders(store: UsageStore): Promise<string[]> {
  const roster = await rosterOf(store, [], EMAILS);
  return Object.keys(roster).filter((id) => roster[id]?.seat);
}

async function lastSeen(store: UsageStore) {
  const roster = await rosterOf(store, [], EMAILS);
  return Object.fromEntries(
    Object.entries(roster).map(([id, { lastActiveAt }]) => [id, lastActiveAt]),
  );
}
