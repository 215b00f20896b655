import { describe, expect, it } from 'vitest';
import type { SubscriptionStore } from '../../../src/domain/delivery-ports.ts';
import { nextRun } from '../../../src/domain/schedule.ts';
import type { Wish } from '../../../src/domain/subscriptions.ts';
import { minute, NOON } from '../rows.ts';
import { addTo, DAILY, MONDAYS, wish } from './wishes.ts';

const NEXT = nextRun(MONDAYS, NOON);

const OTHERS: readonly Partial<Wish>[] = [
  { slackTeamId: 'T2' },
  { channelId: 'C2' },
  { teamId: 'qa' },
  { provider: 'lingma' },
  { provider: 'windsurf' },
  { schedule: DAILY },
  { schedule: { ...MONDAYS, at: '09:01' } },
  { schedule: { ...MONDAYS, zone: 'Asia/Singapore' } },
];

export function describeSubscriptions(store: () => SubscriptionStore): void {
  describe('subscriptions', () => {
    it('are kept as they were wished for', async () => {
      const wanted = wish({
        schedule: { every: { kind: 'first-working-day' }, at: '18:30', zone: 'America/Nuuk' },
        provider: 'lingma',
        names: false,
        sections: [],
        channelId: `C'--\\"`,
      });
      const kept = await addTo(store(), wanted, NEXT, NOON);
      expect(kept).toEqual({
        ...wanted,
        id: kept.id,
        createdAt: NOON,
        nextRun: NEXT,
        suspended: null,
      });
      expect(await store().subscription(kept.id)).toEqual(kept);
      expect(await store().subscription(kept.id + 1)).toBeNull();
    });

    it('are listed by workspace and by channel, oldest first', async () => {
      const [one, two, three] = [
        await addTo(store(), wish(), NEXT, NOON),
        await addTo(store(), wish({ channelId: 'C2' }), NEXT, NOON),
        await addTo(store(), wish({ slackTeamId: 'T2' }), NEXT, NOON),
      ];
      expect(await store().subscriptions('T1')).toEqual([one, two]);
      expect(await store().subscriptions('T1', 'C2')).toEqual([two]);
      expect(await store().subscriptions('T2')).toEqual([three]);
      expect(await store().subscriptions('T1', 'C9')).toEqual([]);
    });

    it('are changed and removed, if they are there', async () => {
      const { id } = await addTo(store(), wish(), NEXT, NOON);
      const other = wish({ channelId: 'C2', schedule: { ...MONDAYS, zone: 'UTC' } });
      const slot = nextRun(other.schedule, NOON);
      expect(await store().change(id, other, slot)).toMatchObject({ ...other, nextRun: slot });
      expect(await store().change(id + 1, other, slot)).toBeNull();
      expect(await store().remove(id)).toBe(true);
      expect(await store().remove(id)).toBe(false);
      expect(await store().subscription(id)).toBeNull();
    });

    it('are there once for the same wish, however often it comes at once', async () => {
      const many = Array.from({ length: 12 }, () => store().add(wish(), NEXT, NOON));
      const added = (await Promise.all(many)).flatMap((one) => (one === 'twin' ? [] : [one]));
      expect(added).toHaveLength(1);
      const same = { names: false, sections: [], ownerId: 'U9' };
      expect(await store().add(wish(same), NEXT, NOON)).toBe('twin');
      expect(await store().subscriptions('T1')).toEqual(added);
      for (const other of OTHERS) await addTo(store(), wish(other), NEXT, NOON);
    });

    it('are not changed into what another one is', async () => {
      const one = await addTo(store(), wish(), NEXT, NOON);
      const two = await addTo(store(), wish({ schedule: DAILY }), NEXT, NOON);
      expect(await store().change(two.id, wish({ names: false }), NEXT)).toBe('twin');
      expect(await store().subscriptions('T1')).toEqual([one, two]);
      const unnamed = wish({ names: false });
      expect(await store().change(one.id, unnamed, NEXT)).toMatchObject(unnamed);
    });

    it('have no next run while they are suspended, until they are resumed or changed', async () => {
      const { id } = await addTo(store(), wish(), NEXT, NOON);
      expect(await store().resume(id, NEXT)).toBe(false);
      expect(await store().suspend(id, 'is_archived', minute(1))).toBe(true);
      expect(await store().suspend(id, 'not_in_channel', minute(2))).toBe(false);
      expect(await store().subscription(id)).toMatchObject({
        nextRun: null,
        suspended: { at: minute(1), reason: 'is_archived' },
      });
      expect(await store().resume(id, NEXT)).toBe(true);
      expect(await store().subscription(id)).toMatchObject({ nextRun: NEXT, suspended: null });
      await store().suspend(id, 'is_archived', minute(3));
      expect(await store().change(id, wish(), NEXT)).toMatchObject({
        nextRun: NEXT,
        suspended: null,
      });
      expect(await store().suspend(id + 1, 'is_archived', NOON)).toBe(false);
    });
  });
}
