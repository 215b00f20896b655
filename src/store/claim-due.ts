import { sql, type Insertable } from 'kysely';
import type { Claimed, Enqueue } from '../domain/delivery-ports.ts';
import { nextRun } from '../domain/schedule.ts';
import { isZone } from '../domain/zones.ts';
import type { Slot, Subscription } from '../domain/subscriptions.ts';
import type { Database } from './database.ts';
import { deliveryColumns } from './delivery-row.ts';
import { slotColumns, toSubscription } from './subscription-row.ts';
import type { Tables } from './tables.ts';

type Kysely = Database['kysely'];

/** What one subscription has due: its slots until now, oldest first, and the one after. */
type Due = {
  readonly subscription: Subscription;
  readonly slots: readonly Slot[];
  readonly next: Slot;
};

const LATEST_MS = 24 * 3_600_000;

/** Of what was missed in a very long outage only the newest slots are written down. */
const MOST_SLOTS = 62;

/** Why a delivery that was never to be sent is skipped. */
const MISSED = 'missed';

/** Rows in one statement: a statement can carry 65,535 parameters. */
const BATCH = 1000;

/** See `SubscriptionStore`. Rows that another replica has locked are being claimed there. */
export function claimDue(db: Kysely, enqueue: Enqueue<Kysely>, now: Date): Promise<Claimed[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('subscription')
      .selectAll()
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .execute();
    const zones = new Set([...new Set(rows.map(({ zone }) => zone))].filter(isZone));
    const due = rows
      .filter(({ zone }) => zones.has(zone))
      .map((row) => dueOf(toSubscription(row), now));
    const zoneless = rows.filter(({ zone }) => !zones.has(zone)).map(({ id }) => id);
    if (zoneless.length > 0) await suspendZoneless(trx, zoneless, now);
    const claimed: Claimed[] = [];
    const entries = due.flatMap((one) => entriesOf(one, now));
    for (let start = 0; start < entries.length; start += BATCH) {
      claimed.push(...(await write(trx, entries.slice(start, start + BATCH))));
    }
    await moveOn(trx, due);
    const toSend = claimed.filter(({ state }) => state === 'pending');
    if (toSend.length > 0) {
      await enqueue(
        trx,
        toSend.map(({ deliveryId }) => ({ id: deliveryId, notBefore: now })),
      );
    }
    return claimed;
  });
}

/** See `SubscriptionStore`. */
export async function untold(db: Kysely): Promise<Claimed[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('subscription', (join) =>
      join.on(sql`(delivery.subject ->> 'subscription')::integer`, '=', sql.ref('subscription.id')),
    )
    .selectAll('subscription')
    .select(['delivery.id as deliveryId', 'delivery.due_at as dueAt', 'delivery.subject'])
    .where('delivery.kind', '=', 'digest')
    .where('delivery.untold', '=', true)
    .orderBy('delivery.due_at')
    .orderBy('subscription.id')
    .execute();
  return rows.map(({ deliveryId, dueAt, subject, ...row }) => ({
    subscription: toSubscription(row),
    slot: { date: String(subject['date']), at: dueAt },
    deliveryId,
    state: 'skipped',
  }));
}

/** What the delivery of a slot is named by: there is one for each local date. */
export function digestKey(subscriptionId: number, { date }: Pick<Slot, 'date'>): string {
  return `${subscriptionId}/${date}`;
}

function dueOf(subscription: Subscription, now: Date): Due {
  const { schedule, nextRun: first } = subscription;
  const slots: Slot[] = [];
  let slot = first ?? nextRun(schedule, now);
  while (slot.at <= now) {
    slots.push(slot);
    slot = nextRun(schedule, slot.at);
  }
  return { subscription, slots: slots.slice(-MOST_SLOTS), next: slot };
}

type Entry = {
  readonly subscription: Subscription;
  readonly slot: Slot;
  readonly row: Insertable<Tables['delivery']>;
};

function entriesOf({ subscription, slots }: Due, now: Date): Entry[] {
  const newest = slots.at(-1);
  const inTime = newest && now.getTime() - newest.at.getTime() < LATEST_MS ? newest : null;
  return slots.map((slot) => {
    const row = deliveryColumns(
      {
        kind: 'digest',
        key: digestKey(subscription.id, slot),
        subject: { subscription: subscription.id, date: slot.date },
        to: { channelId: subscription.channelId },
        dueAt: slot.at,
      },
      now,
    );
    if (slot === inTime) return { subscription, slot, row };
    const missed = { state: 'skipped', error: MISSED, untold: true } as const;
    return { subscription, slot, row: { ...row, ...missed } };
  });
}

/** Writes deliveries for slots that have none yet: a clock that was set back brings slots that were claimed before. */
async function write(trx: Kysely, entries: readonly Entry[]): Promise<Claimed[]> {
  const written = await trx
    .insertInto('delivery')
    .values(entries.map(({ row }) => row))
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .returning(['id', 'key'])
    .execute();
  const ids = new Map(written.map(({ id, key }) => [key, id]));
  return entries.flatMap(({ subscription, slot, row }) => {
    const deliveryId = ids.get(row.key);
    if (deliveryId === undefined) return [];
    const state = row.state === 'skipped' ? 'skipped' : 'pending';
    return [{ subscription, slot, deliveryId, state } satisfies Claimed];
  });
}

/** What nobody knows the zone of any more, as after an update of Node, would keep all others from being claimed. */
async function suspendZoneless(trx: Kysely, ids: readonly number[], now: Date): Promise<void> {
  const columns = { ...slotColumns(null), suspended_at: now, suspended_reason: 'zone_gone' };
  await trx.updateTable('subscription').set(columns).where('id', 'in', ids).execute();
}

async function moveOn(trx: Kysely, due: readonly Due[]): Promise<void> {
  if (due.length === 0) return;
  await sql`
    update subscription set next_date = moved.next_date, next_at = moved.next_at
    from unnest(
      ${due.map(({ subscription }) => subscription.id)}::integer[],
      ${due.map(({ next }) => next.date)}::date[],
      ${due.map(({ next }) => next.at.toISOString())}::timestamptz[]
    ) as moved (id, next_date, next_at)
    where subscription.id = moved.id
  `.execute(trx);
}
