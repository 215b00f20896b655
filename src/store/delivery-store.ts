import { sql, type Updateable } from 'kysely';
import type { Delivery, DeliveryState, NewDelivery } from '../domain/deliveries.ts';
import type { DeliveryStore, Enqueue } from '../domain/delivery-ports.ts';
import { addDeliveries } from './add-deliveries.ts';
import type { Database } from './database.ts';
import { readContent, toDelivery } from './delivery-row.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type Kysely = Database['kysely'];
type Tally = Partial<Record<Delivery['kind'], Partial<Record<DeliveryState, number>>>>;

/** Every message on its way, in an open database. `enqueue` works in the transaction that changes the state. */
export function createDeliveryStore(
  { kysely }: Database,
  { enqueue }: { readonly enqueue: Enqueue<Kysely> },
): DeliveryStore {
  const move = async (
    db: Kysely,
    id: string,
    from: readonly DeliveryState[],
    to: Updateable<Tables['delivery']>,
  ) => {
    const change = db.updateTable('delivery').set(to).where('id', '=', id);
    const { numUpdatedRows } = await change.where('state', 'in', from).executeTakeFirst();
    return numUpdatedRows > 0;
  };
  /** Moves and enqueues, or neither. */
  const moveBack = (id: string, from: DeliveryState, error: string | null, when: Date, at: Date) =>
    kysely.transaction().execute(async (trx) => {
      const columns = { state: 'pending', error, not_before: when, changed_at: at } as const;
      const moved = await move(trx, id, [from], columns);
      if (moved) await enqueue(trx, [{ id, notBefore: when }]);
      return moved;
    });

  return {
    add: (deliveries, at) => add(kysely, enqueue, deliveries, at),
    delivery: async (id) => {
      const found = kysely.selectFrom('delivery').selectAll().where('id', '=', id);
      const row = await found.executeTakeFirst();
      return row ? toDelivery(row) : null;
    },
    keepContent: async (id, content) => {
      const { content: kept } = await kysely
        .updateTable('delivery')
        .set((to) => ({ content: to.fn.coalesce('content', to.val(JSON.stringify(content))) }))
        .where('id', '=', id)
        .returning('content')
        .executeTakeFirstOrThrow();
      return kept === null ? content : readContent(kept);
    },
    begin: async (id, at) => {
      const begun = await kysely
        .updateTable('delivery')
        .set(({ eb }) => ({
          state: 'sending',
          attempts: eb('attempts', '+', 1),
          changed_at: at,
        }))
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .where('content', 'is not', null)
        .returningAll()
        .executeTakeFirst();
      if (!begun) return null;
      const { content, ...delivery } = toDelivery(begun);
      return content && { ...delivery, content };
    },
    sent: (id, { channelId, ts }, at) =>
      move(kysely, id, ['sending'], {
        state: 'sent',
        sent_to: channelId,
        ts,
        changed_at: at,
        error: null,
      }),
    again: (id, error, notBefore, at) => moveBack(id, 'sending', storable(error), notBefore, at),
    unclear: (id, error, at) =>
      move(kysely, id, ['sending'], { state: 'unknown', error: storable(error), changed_at: at }),
    end: (id, state, error, at) =>
      move(kysely, id, ['pending', 'sending'], { state, error: storable(error), changed_at: at }),
    miss: (id, error, at) => {
      const columns = { state: 'skipped', error: storable(error), changed_at: at } as const;
      return move(kysely, id, ['pending', 'sending'], { ...columns, untold: true });
    },
    tell: (ids, notice, at) => tell(kysely, enqueue, { ids, notice, at }),
    decide: (id, arrived, at) =>
      arrived
        ? move(kysely, id, ['unknown'], { state: 'sent', changed_at: at })
        : moveBack(id, 'unknown', null, at, at),
    reviveStuck: (before) => reviveStuck(kysely, enqueue, before),
    tally: () => tally(kysely),
    prune: async (before) => {
      const closed = kysely.deleteFrom('delivery').where('changed_at', '<', before);
      await closed.where('state', 'not in', ['pending', 'sending']).execute();
    },
  };
}

function add(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
  deliveries: readonly NewDelivery[],
  at: Date,
): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const added = await addDeliveries(trx, enqueue, deliveries, at);
    return added.map(({ id }) => id);
  });
}

/** Whoever else is at it waits here, and then finds none of them left. */
function tell(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
  {
    ids,
    notice,
    at,
  }: {
    readonly ids: readonly string[];
    readonly notice: Parameters<DeliveryStore['tell']>[1];
    readonly at: Date;
  },
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const those = sql<boolean>`id = any(${[...ids]}::uuid[])`;
    const untold = trx.selectFrom('delivery').select('id').where(those).where('untold', '=', true);
    const rows = await untold.orderBy('id').forUpdate().execute();
    if (rows.length === 0) return;
    const added = notice(new Set(rows.map(({ id }) => id)));
    await trx.updateTable('delivery').set({ untold: false }).where(those).execute();
    if (added) await addDeliveries(trx, enqueue, [added], at);
  });
}

function reviveStuck(db: Kysely, enqueue: Enqueue<Kysely>, before: Date): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const stuck = await trx
      .selectFrom('delivery')
      .select(['id', 'not_before as notBefore'])
      .where((where) =>
        where.or([
          where.and([where('state', '=', 'pending'), where('not_before', '<', before)]),
          where.and([where('state', '=', 'sending'), where('changed_at', '<', before)]),
        ]),
      )
      .forUpdate()
      .skipLocked()
      .execute();
    if (stuck.length > 0) await enqueue(trx, stuck);
    return stuck.map(({ id }) => id);
  });
}

async function tally(db: Kysely): Promise<Tally> {
  const rows = await db
    .selectFrom('delivery')
    .select(({ fn }) => ['kind', 'state', fn.countAll<number>().as('deliveries')])
    .groupBy(['kind', 'state'])
    .execute();
  const counts: Tally = {};
  for (const { kind, state, deliveries } of rows) {
    counts[kind] = { ...counts[kind], [state]: deliveries };
  }
  return counts;
}
