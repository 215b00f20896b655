import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryState, NewDelivery } from '../../../src/domain/deliveries.ts';
import type { DeliveryStore } from '../../../src/domain/delivery-ports.ts';
import type { Enqueued } from '../enqueued.ts';
import { beginTo } from '../begin.ts';
import { minute, NOON } from '../rows.ts';

const NOTICE: NewDelivery = {
  kind: 'notice',
  key: 'one',
  subject: { subscription: 7, why: `it's "--` },
  to: { slackUserId: 'U1' },
  dueAt: NOON,
};
const CONTENT = { text: 'Hi\0 \ud800', blocks: [{ z: 1, a: 'ü' }], basic: [] };
const NOWHERE = '00000000-0000-0000-0000-000000000000';

export function describeDeliveries(store: () => DeliveryStore, enqueued: () => Enqueued): void {
  describe('deliveries', () => {
    let id = '';

    beforeEach(async () => {
      [id = ''] = await store().add([NOTICE], NOON);
      enqueued().take();
    });

    it('are added once by their names, and enqueued', async () => {
      const added = await store().add([{ ...NOTICE, dueAt: minute(9) }, named('two')], minute(1));
      expect(added).toHaveLength(1);
      expect(enqueued().take()).toEqual([{ id: added[0], notBefore: minute(1) }]);
      expect(await store().delivery(id)).toMatchObject({
        ...NOTICE,
        state: 'pending',
        attempts: 0,
      });
      expect(await store().add([], NOON)).toEqual([]);
      expect(await store().add([{ ...NOTICE, kind: 'nudge' }], NOON)).toHaveLength(1);
      expect(await store().delivery(NOWHERE)).toBeNull();
    });

    it('keep the first content that they are given, to the letter', async () => {
      const as = { id, redrawn: 0 };
      await store().keepContent(as, CONTENT);
      await store().keepContent(as, { ...CONTENT, text: 'another' });
      expect(JSON.stringify((await store().delivery(id))?.content)).toBe(JSON.stringify(CONTENT));
    });

    it('go from pending over sending to sent', async () => {
      expect(await store().begin(id, minute(1))).toBeNull();
      await store().keepContent({ id, redrawn: 0 }, CONTENT);
      expect(await store().begin(id, minute(1))).toEqual(await store().delivery(id));
      expect(await store().begin(id, minute(1))).toBeNull();
      expect(await store().delivery(id)).toMatchObject({
        state: 'sending',
        attempts: 1,
        changedAt: minute(1),
      });
      const where = { channelId: 'D1', ts: '1700000000.000100' };
      expect(await store().sent(first(), where, minute(2))).toBe(true);
      expect(await store().sent(first(), { ...where, ts: '9' }, minute(3))).toBe(false);
      expect(await store().delivery(id)).toMatchObject({
        state: 'sent',
        sentTo: 'D1',
        ts: '1700000000.000100',
        changedAt: minute(2),
      });
      expect(enqueued().take()).toEqual([]);
    });

    it('are tried again, not before they may be', async () => {
      expect(await store().again(unbegun(), 'ratelimited', minute(9), minute(1))).toBe(false);
      await beginTo(store(), id, minute(1));
      expect(await store().again(first(), 'rate\0limited', minute(9), minute(2))).toBe(true);
      expect(enqueued().take()).toEqual([{ id, notBefore: minute(9) }]);
      expect(await store().delivery(id)).toMatchObject({
        state: 'pending',
        notBefore: minute(9),
        error: 'ratelimited',
        attempts: 1,
      });
      await beginTo(store(), id, minute(9));
      expect(await store().delivery(id)).toMatchObject({ attempts: 2 });
    });

    it('are not tried again where that cannot be enqueued', async () => {
      await beginTo(store(), id, minute(1));
      enqueued().failNext();
      await expect(store().again(first(), 'x', minute(9), minute(2))).rejects.toThrow(
        'cannot enqueue',
      );
      expect(await store().delivery(id)).toMatchObject({ state: 'sending' });
    });

    it('are not moved by what was found out of an earlier attempt', async () => {
      await beginTo(store(), id, minute(1));
      await store().again(first(), 'no answer', minute(2), minute(2));
      await beginTo(store(), id, minute(3));
      enqueued().take();
      const before = await store().delivery(id);
      for (const old of [unbegun(), first()]) {
        expect(await store().sent(old, { channelId: 'C', ts: '1' }, minute(4))).toBe(false);
        expect(await store().again(old, 'x', minute(4), minute(4))).toBe(false);
        expect(await store().unclear(old, 'x', minute(4))).toBe(false);
        expect(await store().end(old, 'failed', 'x', minute(4))).toBe(false);
        expect(await store().miss(old, 'x', minute(4))).toBe(false);
      }
      expect(await store().delivery(id)).toEqual(before);
      expect(enqueued().take()).toEqual([]);
    });

    it('that nobody can tell of are decided on by a person', async () => {
      await sendingThen('unknown');
      expect(await store().decide(id, true, minute(3))).toBe(true);
      expect(await store().delivery(id)).toMatchObject({ state: 'sent', ts: null });
      expect(await store().decide(id, false, minute(3))).toBe(false);

      [id = ''] = await store().add([named('other')], NOON);
      enqueued().take();
      await sendingThen('unknown');
      expect(await store().decide(id, false, minute(4))).toBe(true);
      expect(await store().delivery(id)).toMatchObject({ state: 'pending', notBefore: minute(4) });
      expect(enqueued().take()).toEqual([{ id, notBefore: minute(4) }]);
    });

    it('that failed are tried again where a person wants that, once', async () => {
      expect(await store().retry(id, minute(1))).toBe(false);
      await store().keepContent({ id, redrawn: 0 }, CONTENT);
      await sendingThen('failed');
      const tries = await Promise.all([1, 2, 3].map(() => store().retry(id, minute(4))));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store().delivery(id)).toMatchObject({
        state: 'pending',
        notBefore: minute(4),
        attempts: 1,
        error: null,
        content: CONTENT,
      });
      expect(enqueued().take()).toEqual([{ id, notBefore: minute(4) }]);
    });

    it('that failed stay it where the retry cannot be enqueued', async () => {
      await sendingThen('failed');
      enqueued().failNext();
      await expect(store().retry(id, minute(4))).rejects.toThrow('cannot enqueue');
      expect(await store().delivery(id)).toMatchObject({ state: 'failed' });
    });

    it('that failed or may not have arrived are listed, the newest first, without what they say', async () => {
      const [second = '', third = '', fourth = ''] = await store().add(
        [named('second'), named('third'), named('fourth')],
        NOON,
      );
      await store().end(unbegun(), 'failed', 'is_archived', minute(1));
      const tried = await beginTo(store(), second, minute(1));
      await store().end(tried, 'failed', 'internal_error', minute(3));
      const lost = await beginTo(store(), third, minute(1));
      await store().unclear(lost, 'nobody knows', minute(2));
      await store().end({ id: fourth, attempts: 0 }, 'skipped', 'too late', minute(4));
      const { deliveries, inAll } = await store().troubled(minute(1), 2);
      expect(deliveries.map(({ id, state, error }) => [id, state, error])).toEqual([
        [second, 'failed', 'internal_error'],
        [third, 'unknown', 'nobody knows'],
      ]);
      expect(deliveries[0]).not.toHaveProperty('content');
      expect(inAll).toBe(3);
      expect(await store().troubled(minute(3), 9)).toMatchObject({ inAll: 1 });
    });

    it('that a person was sent are listed by their kind', async () => {
      await sendingThen('sent');
      const [theirs = ''] = await store().add(
        [{ ...named('theirs'), to: { slackUserId: 'U2' } }, { ...named('on its way') }],
        NOON,
      );
      const begun = await beginTo(store(), theirs, minute(1));
      await store().sent(begun, { channelId: 'D2', ts: '1' }, minute(2));
      expect(await store().sentTo('U1', 'notice', 5)).toMatchObject({
        deliveries: [{ id, subject: NOTICE.subject }],
        inAll: 1,
      });
      expect(await store().sentTo('U1', 'nudge', 5)).toEqual({ deliveries: [], inAll: 0 });
    });

    it.each(['sent', 'unknown', 'failed', 'skipped'] as const)(
      'that are %s stay it',
      async (state) => {
        await sendingThen(state);
        const before = await store().delivery(id);
        const as = before ?? first();
        const where = { channelId: 'C', ts: '1' };
        expect(await store().begin(id, minute(5))).toBeNull();
        expect(await store().sent(as, where, minute(5))).toBe(false);
        expect(await store().again(as, 'x', minute(5), minute(5))).toBe(false);
        expect(await store().unclear(as, 'x', minute(5))).toBe(false);
        expect(await store().end(as, 'failed', 'x', minute(5))).toBe(false);
        expect(await store().delivery(id)).toEqual(before);
        await store().reviveStuck(minute(99));
        expect(enqueued().take()).toEqual([]);
      },
    );

    it('are ended before or while they are sent', async () => {
      expect(await store().end(unbegun(), 'skipped', 'too late', minute(1))).toBe(true);
      expect(await store().delivery(id)).toMatchObject({ state: 'skipped', error: 'too late' });
    });

    it('that were missed are told of by one of many that try, with what is left of them', async () => {
      const ids = [id, ...(await store().add([named('two'), named('three')], NOON))];
      for (const missed of ids) {
        await store().miss({ id: missed, attempts: 0 }, 'too late', minute(1));
      }
      expect(await store().delivery(id)).toMatchObject({ state: 'skipped', error: 'too late' });
      const told: string[][] = [];
      const tell = (of: string[]) =>
        store().tell(
          of,
          (untold) => {
            told.push([...untold].toSorted());
            return named(`of ${told.length}`);
          },
          minute(2),
        );
      enqueued().take();
      await tell(ids.slice(0, 1));
      await Promise.all([tell(ids), tell(ids.toReversed()), tell(ids)]);
      await store().end({ id: ids[1] ?? '', attempts: 0 }, 'skipped', 'not for anybody', minute(3));
      await tell(ids);
      expect(told).toEqual([[id], ids.slice(1).toSorted()]);
      expect(enqueued().take()).toHaveLength(2);
    });

    it('that were missed stay untold where that cannot be written down', async () => {
      await store().miss(unbegun(), 'too late', minute(1));
      enqueued().failNext();
      const told = vi.fn<() => NewDelivery>(() => named('of it'));
      await expect(store().tell([id], told, minute(2))).rejects.toThrow('cannot enqueue');
      await store().tell([id], told, minute(2));
      await store().tell([id], told, minute(2));
      expect(told).toHaveBeenCalledTimes(2);
    });

    it('are begun by one of many that try', async () => {
      await store().keepContent({ id, redrawn: 0 }, CONTENT);
      const begun = await Promise.all(
        Array.from({ length: 20 }, () => store().begin(id, minute(1))),
      );
      expect(begun.filter(Boolean)).toHaveLength(1);
    });

    it('are begun so many in a minute, however many are tried at once', async () => {
      const to = (who: string, kind: NewDelivery['kind'] = 'nudge') => ({
        ...named(who),
        kind,
        to: { slackUserId: who },
      });
      const people = Array.from({ length: 20 }, (_, index) => to(`U${index}`));
      const ids = await store().add(people, NOON);
      const [channel = ''] = await store().add(
        [{ ...named('c'), kind: 'nudge', to: { channelId: 'C1' } }],
        NOON,
      );
      await beginTo(store(), channel, minute(1));
      const [notice = ''] = await store().add([to('N', 'notice')], NOON);
      await beginTo(store(), notice, minute(1));
      await Promise.all(ids.map((one) => store().keepContent({ id: one, redrawn: 0 }, CONTENT)));
      const all = (at: Date) => Promise.all(ids.map((one) => store().begin(one, at, 5)));
      expect((await all(minute(1))).filter(Boolean)).toHaveLength(5);
      expect((await all(minute(1.9))).filter(Boolean)).toHaveLength(0);
      expect((await all(minute(2.1))).filter(Boolean)).toHaveLength(5);
    });

    it('that nobody works on are revived', async () => {
      const [late = ''] = await store().add([named('late')], minute(8));
      const [sending = ''] = await store().add([named('sending')], NOON);
      await beginTo(store(), sending, minute(2));
      enqueued().take();
      expect((await store().reviveStuck(minute(2))).toSorted()).toEqual([id]);
      expect((await store().reviveStuck(minute(3))).toSorted()).toEqual([id, sending].toSorted());
      expect((await store().reviveStuck(minute(9))).toSorted()).toEqual(
        [id, sending, late].toSorted(),
      );
      const again = enqueued().take();
      expect(again).toHaveLength(6);
      expect(again.at(-1)).toEqual({ id: expect.any(String), notBefore: expect.any(Date) });
    });

    it('that are due are counted, with the time since which the oldest is', async () => {
      await store().add([named('late')], minute(8));
      const [sending = ''] = await store().add([named('sending')], minute(1));
      await store().begin(sending, minute(2));
      expect(await store().queue(minute(-1))).toEqual([]);
      expect(await store().queue(minute(2))).toEqual([{ kind: 'notice', due: 2, since: NOON }]);
      expect(await store().queue(minute(9))).toEqual([{ kind: 'notice', due: 3, since: NOON }]);
      await sendingThen('sent');
      expect(await store().queue(minute(2))).toEqual([
        { kind: 'notice', due: 1, since: minute(1) },
      ]);
    });

    it('are counted by kind and state, and forgotten once they are over', async () => {
      const [other = ''] = await store().add([named('other')], NOON);
      await beginTo(store(), other, minute(1));
      await sendingThen('sent');
      expect(await store().tally()).toEqual({ notice: { sent: 1, sending: 1 } });
      await store().prune(minute(2));
      expect(await store().tally()).toEqual({ notice: { sent: 1, sending: 1 } });
      await store().prune(minute(99));
      expect(await store().tally()).toEqual({ notice: { sending: 1 } });
    });

    /** As it was read before anybody tried to send it, and while somebody did for the first time. */
    function unbegun() {
      return { id, attempts: 0 };
    }

    function first() {
      return { id, attempts: 1 };
    }

    async function sendingThen(state: DeliveryState): Promise<void> {
      await beginTo(store(), id, minute(1));
      if (state === 'sent') await store().sent(first(), { channelId: 'C', ts: '1' }, minute(2));
      if (state === 'unknown') await store().unclear(first(), 'timeout', minute(2));
      if (state === 'failed' || state === 'skipped') {
        await store().end(first(), state, 'x', minute(2));
      }
      expect(await store().delivery(id)).toMatchObject({ state });
    }
  });
}

function named(key: string): NewDelivery {
  return { ...NOTICE, key };
}
