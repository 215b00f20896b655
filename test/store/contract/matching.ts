import { describe, expect, it } from 'vitest';
import type { PeopleStore, UsageStore } from '../../../src/domain/ports.ts';
import { days, entry, group, minute, NOON, seat, takeIn, usageDay } from '../rows.ts';
import { slackPerson } from './slack-people.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');
const NOBODY = { 'not-in-directory': 0, 'no-email': 0, 'not-in-slack': 0 };

export function describeMatching(store: () => PeopleStore, usage: () => UsageStore): void {
  describe('matching', () => {
    it('knows of nobody at first', async () => {
      expect(await store().matching()).toEqual({
        withSeats: 0,
        matched: 0,
        waiting: 0,
        unmatched: NOBODY,
      });
      expect(await store().unmatchedPeople(5)).toEqual({ people: [], inAll: 0 });
      expect(await store().emailsToLookUp(NOON, 5)).toEqual([]);
    });

    it('counts each address of people with seats once, by the last lookup or by whom Slack told of', async () => {
      await takeIn(usage(), 'seats', {}, [
        ...['ann', 'bob', 'cho', 'dan'].map((id) => seat(id)),
        seat('eve', { state: 'pending' }),
        seat('fay', { email: null }),
      ]);
      await takeIn(usage(), 'people', {}, [entry('fay', { email: 'fay@example.com' })]);
      await takeIn(usage(), 'seats', { provider: 'other' }, [
        seat('o-1', { email: 'ann@example.com' }),
      ]);
      await store().keepLookup('ann@example.com', null, NOON);
      await store().keepLookup('ann@example.com', 'U1', minute(1));
      await store().keepLookup('bob@example.com', 'U2', NOON);
      await store().keepLookup('bob@example.com', null, minute(1));
      await store().keepLookup('stranger@example.com', 'U9', NOON);
      await store().keepSlackPerson(slackPerson('U3', { email: 'cho@example.com' }), NOON);
      await store().keepSlackPerson(slackPerson('U4'), NOON);
      expect(await store().matching()).toEqual({
        withSeats: 5,
        matched: 2,
        waiting: 2,
        unmatched: { ...NOBODY, 'not-in-slack': 1 },
      });
      await store().keepLookup('cho@example.com', null, NOON);
      expect(await store().matching()).toMatchObject({ matched: 2, waiting: 2 });
    });

    it('tells why somebody without an address cannot be matched', async () => {
      await takeIn(usage(), 'seats', {}, [
        seat('ann', { email: null, name: null }),
        seat('bob', { email: null, name: null }),
        seat('cho', { email: null }),
      ]);
      await takeIn(usage(), 'people', {}, [entry('ann', { email: null, name: null })]);
      expect(await store().matching()).toMatchObject({
        withSeats: 3,
        unmatched: { 'not-in-directory': 1, 'no-email': 2, 'not-in-slack': 0 },
      });
    });

    it('lists those whom nobody could match, by provider and name, with how many there are', async () => {
      await takeIn(usage(), 'seats', {}, [
        seat('s-1', { email: 'zoe@example.com', name: 'zoë <!here>' }),
        seat('s-2', { email: 'bob@example.com', name: 'Bob' }),
        seat('s-3', { email: null, name: `'Ann"` }),
        seat('s-4'),
      ]);
      await takeIn(usage(), 'seats', { provider: 'aaa' }, [seat('x', { email: null, name: null })]);
      for (const name of ['zoe', 'bob']) {
        await store().keepLookup(`${name}@example.com`, null, NOON);
      }
      const unmatched = await store().unmatchedPeople(3);
      expect(unmatched).toEqual({
        people: [
          { provider: 'aaa', personId: 'x', name: null, email: null, reason: 'not-in-directory' },
          { provider: 'lingma', personId: 's-3', name: `'Ann"`, email: null, reason: 'no-email' },
          {
            provider: 'lingma',
            personId: 's-2',
            name: 'Bob',
            email: 'bob@example.com',
            reason: 'not-in-slack',
          },
        ],
        inAll: 4,
      });
      expect((await store().unmatchedPeople(100)).people.map(({ personId }) => personId)).toEqual([
        'x',
        's-3',
        's-2',
        's-1',
      ]);
    });

    it('lists people by their usage too, as long as it is held, and not by a row without any', async () => {
      await takeIn(usage(), 'seats', {}, [seat('ann')]);
      await takeIn(usage(), 'people', {}, [entry('bob')]);
      await takeIn(usage(), 'person-days', { period: NOVEMBER }, [
        ...['ann', 'bob', 'gone'].map((id) => usageDay(id, '2026-11-02')),
        usageDay('cho', '2026-11-05'),
        usageDay('idle', '2026-11-05', 0, { active: false }),
      ]);
      await takeIn(usage(), 'person-days', { period: NOVEMBER, scope: group('d-1') }, [
        usageDay('dan', '2026-11-05'),
      ]);
      const listed = async () =>
        (await store().unmatchedPeople(9)).people.map(({ personId, reason }) => [personId, reason]);
      expect(await listed()).toEqual([
        ['cho', 'not-in-directory'],
        ['dan', 'not-in-directory'],
        ['gone', 'not-in-directory'],
      ]);
      expect((await store().matching()).withSeats).toBe(1);
      await usage().prune('2026-11-03');
      expect(await listed()).toEqual([
        ['cho', 'not-in-directory'],
        ['dan', 'not-in-directory'],
      ]);
    });

    it('looks addresses up that never were, then those of the longest ago', async () => {
      await takeIn(usage(), 'seats', {}, [
        ...['ann', 'bob', 'cho', 'dan'].map((id) => seat(id)),
        seat('ann-again', { email: 'ann@example.com' }),
        seat('eve', { state: 'disabled' }),
        seat('fay', { email: null }),
      ]);
      await store().keepLookup('bob@example.com', 'U2', minute(2));
      await store().keepLookup('cho@example.com', null, minute(1));
      await store().keepLookup('dan@example.com', null, minute(3));
      await store().keepLookup('stranger@example.com', null, NOON);
      const emails = (...names: string[]) => names.map((name) => `${name}@example.com`);
      expect(await store().emailsToLookUp(minute(3), 9)).toEqual(emails('ann', 'cho', 'bob'));
      expect(await store().emailsToLookUp(minute(3), 2)).toEqual(emails('ann', 'cho'));
      expect(await store().emailsToLookUp(NOON, 9)).toEqual(emails('ann'));
    });
  });
}
