import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { DeliveryStore, SubscriptionStore } from '../../../src/domain/delivery-ports.ts';
import { nextRun } from '../../../src/domain/schedule.ts';
import type { Database } from '../../../src/store/database.ts';
import { once } from '../../../src/store/migrations/0005-once.ts';
import { minute, NOON } from '../rows.ts';
import { addTo, MONDAYS, wish } from './wishes.ts';

const NEXT = nextRun(MONDAYS, NOON);

export function describeTwins(
  store: () => SubscriptionStore,
  deliveries: () => DeliveryStore,
  database: () => Database,
): void {
  describe('twins that were kept before there could be none', () => {
    it('leave one that goes on and names nobody, and nothing that was drawn of the others', async () => {
      const { kysely } = database();
      await sql`drop index subscription_wish`.execute(kysely);
      await sql`alter table delivery drop column untold`.execute(kysely);
      const twins = [
        await addTo(store(), wish(), NEXT, NOON),
        await addTo(store(), wish(), NEXT, NOON),
        await addTo(store(), wish({ names: false }), NEXT, NOON),
      ];
      const other = await addTo(store(), wish({ channelId: 'C2' }), NEXT, NOON);
      const [first, second, third] = twins.map(({ id }) => id);
      await store().suspend(first ?? 0, 'is_archived', minute(1));
      const drawn = [second, third].map((subscription) =>
        sql<{ id: string }>`
          insert into delivery (kind, key, subject, channel_id, due_at, state, content, changed_at, not_before)
          values ('digest', ${`${subscription}/d`}, jsonb_build_object('subscription', ${subscription}::int),
            'C1', ${NOON}, 'sending', '{"text":"","blocks":[],"basic":[]}', ${NOON}, ${NOON})
          returning id
        `.execute(kysely),
      );
      const ids = (await Promise.all(drawn)).flatMap(({ rows }) => rows.map(({ id }) => id));

      await kysely.transaction().execute((trx) => once.up(trx));
      expect(await store().subscriptions('T1')).toEqual([twins[2], other]);
      const contents = await Promise.all(ids.map((id) => deliveries().delivery(id)));
      expect(contents.map((delivery) => delivery?.content ?? null)).toEqual([
        null,
        { text: '', blocks: [], basic: [] },
      ]);
      expect(await store().add(wish(), NEXT, NOON)).toBe('twin');
    });
  });
}
