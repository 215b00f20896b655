import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { DeliveryStore, SubscriptionStore } from '../../../src/domain/delivery-ports.ts';
import { nextRun } from '../../../src/domain/schedule.ts';
import type { Schedule, Subscription } from '../../../src/domain/subscriptions.ts';
import type { Database } from '../../../src/store/database.ts';
import type { Enqueued } from '../enqueued.ts';
import { addTo, DAILY, MONDAYS, wish } from './wishes.ts';
import { beginTo } from '../begin.ts';

const HOUR = 3_600_000;
const MONDAY = new Date('2026-11-23T01:00:00Z');

function after(hours: number): Date {
  return new Date(MONDAY.getTime() + hours * HOUR);
}

export function describeClaimDue(
  store: () => SubscriptionStore,
  deliveries: () => DeliveryStore,
  enqueued: () => Enqueued,
  database: () => Database,
): void {
  describe('what is due', () => {
    it('is drawn anew while it waits, once its subscription is changed or ended', async () => {
      const content = { text: 'Old', blocks: [], basic: [] };
      const kept = await subscribe(MONDAYS, { channelId: 'C7' });
      const other = await subscribe(MONDAYS, { channelId: 'C8' });
      const third = await subscribe(MONDAYS, { channelId: 'C9' });
      const ids = (await store().claimDue(MONDAY)).map(({ deliveryId }) => deliveryId);
      for (const id of ids) await deliveries().keepContent({ id, redrawn: 0 }, content);
      const contents = async () =>
        Promise.all(ids.map(async (id) => (await deliveries().delivery(id))?.content ?? null));

      await store().change(
        kept.id,
        wish({ schedule: MONDAYS, names: false }),
        nextRun(MONDAYS, MONDAY),
      );
      expect((await contents()).filter((one) => one === null)).toHaveLength(1);
      // Of an attempt that is under way nobody knows whether it arrives: what would be sent in its place is drawn anew too.
      const [begun, asked] = ids.filter((_id, index) => index > 0);
      await deliveries().begin(begun ?? '', MONDAY);
      await unclearOf(asked ?? '');
      await store().remove(other.id);
      await store().remove(third.id);
      expect(await contents()).toEqual([null, null, null]);
      expect(await deliveries().begin(ids[0] ?? '', MONDAY)).toBeNull();
      // Somebody may have been drawing it all the while, as it was wanted before.
      await deliveries().keepContent({ id: ids[0] ?? '', redrawn: 0 }, content);
      expect(await contents()).toEqual([null, null, null]);
      await deliveries().keepContent({ id: ids[0] ?? '', redrawn: 1 }, content);
      expect(await deliveries().begin(ids[0] ?? '', MONDAY)).toMatchObject({ content });
    });

    it('is drawn anew too where it failed or may not have arrived, as it may be sent again', async () => {
      const kept = await subscribe(MONDAYS, { channelId: 'C7' });
      const other = await subscribe(MONDAYS, { channelId: 'C8' });
      const ids = (await store().claimDue(MONDAY)).map(({ deliveryId }) => deliveryId);
      const [failed = '', unknown = ''] = ids;
      const failing = await beginTo(deliveries(), failed, MONDAY);
      await deliveries().end(failing, 'failed', 'internal_error', MONDAY);
      const lost = await beginTo(deliveries(), unknown, MONDAY);
      await deliveries().unclear(lost, 'no answer', MONDAY);
      const changed = wish({ schedule: MONDAYS, names: false });
      await store().change(kept.id, changed, nextRun(MONDAYS, MONDAY));
      await store().remove(other.id);
      for (const id of ids) expect((await deliveries().delivery(id))?.content).toBeNull();
    });

    it('is claimed once: written down, enqueued, and moved on', async () => {
      const subscription = await subscribe(MONDAYS, { channelId: 'C7' });
      expect(await store().claimDue(after(-0.001))).toEqual([]);
      const [claim, ...more] = await store().claimDue(MONDAY);
      expect(more).toEqual([]);
      const slot = { date: '2026-11-23', at: MONDAY };
      expect(claim).toEqual({
        subscription,
        slot,
        deliveryId: expect.any(String),
        state: 'pending',
      });
      const id = claim?.deliveryId ?? '';
      expect(await deliveries().delivery(id)).toEqual({
        id,
        kind: 'digest',
        key: `${subscription.id}/2026-11-23`,
        subject: { subscription: subscription.id, date: '2026-11-23' },
        to: { channelId: 'C7' },
        dueAt: MONDAY,
        state: 'pending',
        content: null,
        redrawn: 0,
        ts: null,
        sentTo: null,
        attempts: 0,
        changedAt: MONDAY,
        notBefore: MONDAY,
        error: null,
      });
      expect(enqueued().take()).toEqual([{ id, notBefore: MONDAY }]);
      expect(await nextOf(subscription)).toEqual({
        date: '2026-11-30',
        at: new Date('2026-11-30T01:00:00Z'),
      });
      expect(await store().claimDue(MONDAY)).toEqual([]);
    });

    it('is claimed late within 24 hours, and passed over after that', async () => {
      await subscribe(MONDAYS);
      expect(await claimedAt(after(23.99))).toEqual(['2026-11-23 pending']);
      await subscribe(MONDAYS, { channelId: 'C2' });
      enqueued().take();
      expect(await claimedAt(after(24))).toEqual(['2026-11-23 skipped']);
      expect(enqueued().take()).toEqual([]);
    });

    it('is of several missed slots the newest, and the others are passed over', async () => {
      const subscription = await subscribe(DAILY);
      expect(await claimedAt(after(3 * 24 + 5))).toEqual([
        '2026-11-23 skipped',
        '2026-11-24 skipped',
        '2026-11-25 skipped',
        '2026-11-26 pending',
      ]);
      expect(enqueued().take()).toHaveLength(1);
      const missed = await store().untold();
      expect(missed.map(({ slot }) => slot.date)).toEqual([
        '2026-11-23',
        '2026-11-24',
        '2026-11-25',
      ]);
      const [first] = missed;
      expect(first).toEqual({
        subscription: await store().subscription(subscription.id),
        slot: { date: '2026-11-23', at: MONDAY },
        deliveryId: expect.any(String),
        state: 'skipped',
      });
      expect((await nextOf(subscription))?.date).toBe('2026-11-27');
    });

    it('of years is not written down one by one', async () => {
      await subscribe(DAILY);
      const claimed = await store().claimDue(after(5 * 365 * 24));
      expect(claimed.length).toBeLessThan(100);
      expect(claimed.at(-1)).toMatchObject({ state: 'pending', slot: { date: '2031-11-22' } });
    });

    it('is claimed once by clocks that jump forth and back by a day', async () => {
      const subscription = await subscribe(DAILY);
      const seen: string[] = [];
      for (const hours of [0, 24, 0, 24.5, 48, 25, 49, 72, 47, 73]) {
        seen.push(...(await claimedAt(after(hours))));
      }
      const dates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
      expect(seen).toEqual(dates.map((date) => `${date} pending`));
      // Set back by hand as well, as a new schedule would: each of those dates has had its digest.
      await store().change(subscription.id, wish({ schedule: DAILY }), {
        date: '2026-11-24',
        at: after(24),
      });
      expect((await nextOf(subscription))?.date).toBe('2026-11-27');
      expect(await claimedAt(after(49))).toEqual([]);
    });

    it('is not promised for a date that had its digest, whatever was planned for it meanwhile', async () => {
      const subscription = await subscribe(DAILY);
      await store().claimDue(MONDAY);
      const later = wish({ schedule: { ...DAILY, at: '15:00' } });
      const today = nextRun(later.schedule, MONDAY);
      expect(today.date).toBe('2026-11-23');
      const changed = await store().change(subscription.id, later, today);
      const tomorrow = { date: '2026-11-24', at: new Date('2026-11-24T07:00:00Z') };
      expect(changed).toMatchObject({ nextRun: tomorrow });
      expect(await claimedAt(tomorrow.at)).toEqual(['2026-11-24 pending']);
    });

    it('is claimed or changed first, and either way there is one for a date', async () => {
      const subscription = await subscribe(DAILY);
      const later = wish({ schedule: { ...DAILY, at: '15:00' } });
      const today = nextRun(later.schedule, MONDAY);
      const [claimed, changed] = await Promise.all([
        store().claimDue(MONDAY),
        store().change(subscription.id, later, today),
      ]);
      const next = changed === null || changed === 'twin' ? null : changed.nextRun;
      expect(next?.date).toBe(claimed.length > 0 ? '2026-11-24' : '2026-11-23');
    });

    it('is each of a thousand, once, in the order in which it was due', async () => {
      const sooner = { ...MONDAYS, at: '08:59' };
      await sql`
        insert into subscription (slack_team_id, channel_id, team_id, owner_id, every, at, zone, names, sections,
          created_at, next_date, next_at)
        select 'T1', 'C' || n, 't', 'U1', ${JSON.stringify(MONDAYS.every)}, '09:00', ${MONDAYS.zone}, true, '[]',
          ${MONDAY}, '2026-11-23', ${MONDAY}
        from generate_series(1, 2500) as n
      `.execute(database().kysely);
      const first = await subscribe(sooner);
      const claimed = await store().claimDue(MONDAY);
      expect(claimed[0]?.subscription.id).toBe(first.id);
      expect(new Set(claimed.map(({ deliveryId }) => deliveryId)).size).toBe(2501);
      expect(enqueued().take()).toHaveLength(2501);
    });

    it('is neither written down nor moved on where it cannot be enqueued', async () => {
      const subscription = await subscribe(MONDAYS);
      enqueued().failNext();
      await expect(store().claimDue(MONDAY)).rejects.toThrow('cannot enqueue');
      expect(await deliveries().tally()).toEqual({});
      expect((await nextOf(subscription))?.date).toBe('2026-11-23');
      expect(await claimedAt(MONDAY)).toEqual(['2026-11-23 pending']);
    });

    it('is that of all others where the zone of one is not known any more: that one is suspended', async () => {
      const lost = await subscribe(MONDAYS);
      const other = await subscribe(MONDAYS, { channelId: 'C2' });
      const { kysely } = database();
      await sql`update subscription set zone = 'Asia/Atlantis' where id = ${lost.id}`.execute(
        kysely,
      );
      const claimed = await store().claimDue(MONDAY);
      expect(claimed.map(({ subscription }) => subscription.id)).toEqual([other.id]);
      const suspended = { at: MONDAY, reason: 'zone_gone' };
      expect(await store().subscription(lost.id)).toMatchObject({ nextRun: null, suspended });
    });

    it('is not while a subscription is suspended or gone', async () => {
      const { id } = await subscribe(MONDAYS);
      await store().suspend(id, 'is_archived', after(-1));
      const gone = await subscribe(MONDAYS, { channelId: 'C2' });
      await store().remove(gone.id);
      expect(await store().claimDue(after(1))).toEqual([]);
    });
  });

  function subscribe(schedule: Schedule, over = {}): Promise<Subscription> {
    const before = after(-20);
    return addTo(store(), wish({ schedule, ...over }), nextRun(schedule, before), before);
  }

  async function unclearOf(id: string): Promise<void> {
    const begun = await deliveries().begin(id, MONDAY);
    if (begun) await deliveries().unclear(begun, 'no answer', MONDAY);
  }

  async function claimedAt(now: Date): Promise<string[]> {
    const claimed = await store().claimDue(now);
    return claimed.map(({ slot, state }) => `${slot.date} ${state}`);
  }

  async function nextOf({ id }: Subscription) {
    return (await store().subscription(id))?.nextRun;
  }
}
