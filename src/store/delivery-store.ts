import { sql, type Updateable } from 'kysely';
import type { Delivery, DeliveryState, NewDelivery } from '../domain/deliveries.ts';
import type { Attempt, DeliveryStore, Enqueue } from '../domain/delivery-ports.ts';
import { addDeliveries } from './add-deliveries.ts';
import type { Database } from './database.ts';
import { sentTo, troubled } from './delivery-lists.ts';
import { toDelivery } from './delivery-row.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type Kysely = Database['kysely'];
type Tally = Partial<Record<Delivery['kind'], Partial<Record<DeliveryState, number>>>>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Every message on its way, in an open database. `enqueue` works in the transaction that changes the state. */
export function createDeliveryStore(
  { kysely }: Database,
  { enqueue }: { readonly enqueue: Enqueue<Kysely> },
): DeliveryStore {
  const move = async (
    db: Kysely,
    { id, attempts }: Pick<Attempt, 'id'> & Partial<Attempt>,
    from: readonly DeliveryState[],
    to: Updateable<Tables['delivery']>,
  ) => {
    const { numUpdatedRows } = await db
      .updateTable('delivery')
      .set(to)
      .where('id', '=', id)
      .where('state', 'in', from)
      .$if(attempts !== undefined, (query) => query.where('attempts', '=', attempts ?? 0))
      .executeTakeFirst();
    return numUpdatedRows > 0;
  };
  /** Moves and enqueues, or neither. */
  const moveBack = (
    of: Pick<Attempt, 'id'> & Partial<Attempt>,
    from: DeliveryState,
    error: string | null,
    when: Date,
    at: Date,
  ) =>
    kysely.transaction().execute(async (trx) => {
      const columns = { state: 'pending', error, not_before: when, changed_at: at } as const;
      const moved = await move(trx, of, [from], columns);
      if (moved) await enqueue(trx, [{ id: of.id, notBefore: when }]);
      return moved;
    });

  return {
    add: (deliveries, at) => add(kysely, enqueue, deliveries, at),
    delivery: async (id) => {
      // A button's value may be anything.
      if (!UUID.test(id)) return null;
      const found = kysely.selectFrom('delivery').selectAll().where('id', '=', id);
      const row = await found.executeTakeFirst();
      return row ? toDelivery(row) : null;
    },
    keepContent: async ({ id, redrawn }, content) => {
      await kysely
        .updateTable('delivery')
        .set({ content: JSON.stringify(content) })
        .where('id', '=', id)
        .where('redrawn', '=', redrawn)
        .where('content', 'is', null)
        .execute();
    },
    readdress: async ({ id, redrawn }, channelId) => {
      await kysely
        .updateTable('delivery')
        .set({ channel_id: channelId, slack_user_id: null })
        .where('id', '=', id)
        .where('redrawn', '=', redrawn)
        .where('state', '=', 'pending')
        .where('content', 'is', null)
        .execute();
    },
    begin: (id, at, perMinute = null) => begin(kysely, id, at, perMinute),
    sent: (attempt, { channelId, ts }, at) =>
      move(kysely, attempt, ['sending'], {
        state: 'sent',
        sent_to: channelId,
        ts,
        changed_at: at,
        error: null,
      }),
    again: (attempt, error, notBefore, at) =>
      moveBack(attempt, 'sending', storable(error), notBefore, at),
    unclear: (attempt, error, at) =>
      move(kysely, attempt, ['sending'], {
        state: 'unknown',
        error: storable(error),
        changed_at: at,
      }),
    end: (attempt, state, error, at) =>
      move(kysely, attempt, ['pending', 'sending'], {
        state,
        error: storable(error),
        changed_at: at,
      }),
    miss: (attempt, error, at) => {
      const columns = { state: 'skipped', error: storable(error), changed_at: at } as const;
      return move(kysely, attempt, ['pending', 'sending'], { ...columns, untold: true });
    },
    tell: (ids, notice, at) => tell(kysely, enqueue, { ids, notice, at }),
    retry: (id, at) => moveBack({ id }, 'failed', null, at, at),
    troubled: (...asked) => troubled(kysely, ...asked),
    sentTo: (...asked) => sentTo(kysely, ...asked),
    decide: (id, arrived, at) =>
      arrived
        ? move(kysely, { id }, ['unknown'], { state: 'sent', changed_at: at })
        : moveBack({ id }, 'unknown', null, at, at),
    reviveStuck: (before) => reviveStuck(kysely, enqueue, before),
    tally: () => tally(kysely),
    queue: (now) => queue(kysely, now),
    prune: async (before) => {
      const closed = kysely.deleteFrom('delivery').where('changed_at', '<', before);
      await closed.where('state', 'not in', ['pending', 'sending']).execute();
    },
  };
}

const BEGIN_LOCK = 7_324_062;

async function begin(
  db: Kysely,
  id: string,
  at: Date,
  perMinute: number | null,
): ReturnType<DeliveryStore['begin']> {
  const change = (own: Kysely) =>
    own
      .updateTable('delivery')
      .set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1), changed_at: at }))
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .where('content', 'is not', null)
      .returningAll();
  const begun =
    perMinute === null
      ? await change(db).executeTakeFirst()
      : await db.transaction().execute(async (trx) => {
          // One after the other, so that each sees whom the others have counted.
          await sql`select pg_advisory_xact_lock(${BEGIN_LOCK})`.execute(trx);
          const since = new Date(at.getTime() - 60_000);
          const hasRoom = sql<boolean>`(
            select count(*) from delivery as other
            where other.kind = delivery.kind and other.slack_user_id is not null
              and other.state in ('sending', 'sent') and other.changed_at > ${since}::timestamptz
          ) < ${perMinute}`;
          return change(trx).where(hasRoom).executeTakeFirst();
        });
  if (!begun) return null;
  const { content, ...delivery } = toDelivery(begun);
  return content && { ...delivery, content };
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

function queue(db: Kysely, now: Date) {
  return db
    .selectFrom('delivery')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('due'), fn.min('not_before').as('since')])
    .where('state', 'in', ['pending', 'sending'])
    .where('not_before', '<=', now)
    .groupBy('kind')
    .execute();
}
