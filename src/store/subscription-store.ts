import { sql } from 'kysely';
import type { Enqueue, SubscriptionStore } from '../domain/delivery-ports.ts';
import { nextRun } from '../domain/schedule.ts';
import type { Slot, Subscription, Wish } from '../domain/subscriptions.ts';
import { claimDue, digestKey, untold } from './claim-due.ts';
import type { Database } from './database.ts';
import { slotColumns, toSubscription, wishColumns } from './subscription-row.ts';

type Kysely = Database['kysely'];

/** Who wants which digest where and when, in an open database. `enqueue` works in the transaction that claims. */
export function createSubscriptionStore(
  { kysely }: Database,
  { enqueue }: { readonly enqueue: Enqueue<Kysely> },
): SubscriptionStore {
  return {
    add: (wish, next, at) => add(kysely, wish, next, at),
    change: (id, wish, next) =>
      orTwin(
        kysely.transaction().execute(async (trx) => {
          // Whoever claims it at the same time is done with that first, or finds it changed.
          await trx
            .selectFrom('subscription')
            .select('id')
            .where('id', '=', id)
            .forUpdate()
            .execute();
          await redraw(trx, id);
          return change(trx, id, wish, await unclaimed(trx, id, wish, next));
        }),
      ),
    subscription: async (id) => {
      const found = kysely.selectFrom('subscription').selectAll().where('id', '=', id);
      const row = await found.executeTakeFirst();
      return row ? toSubscription(row) : null;
    },
    subscriptions: (slackTeamId, channelId) => list(kysely, slackTeamId, channelId),
    remove: (id) =>
      kysely.transaction().execute(async (trx) => {
        const removal = trx.deleteFrom('subscription').where('id', '=', id);
        const { numDeletedRows } = await removal.executeTakeFirst();
        await redraw(trx, id);
        return numDeletedRows > 0;
      }),
    suspend: (id, reason, at) => suspend(kysely, id, reason, at),
    resume: (id, next) => resume(kysely, id, next),
    claimDue: (now) => claimDue(kysely, enqueue, now),
    untold: () => untold(kysely),
  };
}

async function add(db: Kysely, wish: Wish, next: Slot, at: Date): Promise<Subscription | 'twin'> {
  const row = await db
    .insertInto('subscription')
    .values({ ...wishColumns(wish), ...slotColumns(next), created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ? toSubscription(row) : 'twin';
}

const UNIQUE_VIOLATION = '23505';

function orTwin<T>(changed: Promise<T>): Promise<T | 'twin'> {
  return changed.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) return 'twin';
    throw error;
  });
}

/**
 * What may be sent yet must say what is wanted now: it is drawn once more, or found to be wanted no longer. That is also what
 * is being sent or nobody knows of: if it did not arrive, it is sent again.
 */
async function redraw(db: Kysely, id: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set(({ eb }) => ({ content: null, redrawn: eb('redrawn', '+', 1) }))
    .where('kind', '=', 'digest')
    .where('state', 'in', ['pending', 'sending', 'unknown', 'failed'])
    .where(sql<string>`subject->>'subscription'`, '=', String(id))
    .execute();
}

/** The first slot from one on whose date had no digest yet. */
async function unclaimed(
  db: Kysely,
  id: number,
  { schedule }: Pick<Wish, 'schedule'>,
  from: Slot,
): Promise<Slot> {
  const claimed = await db
    .selectFrom('delivery')
    .select('id')
    .where('kind', '=', 'digest')
    .where('key', '=', digestKey(id, from))
    .executeTakeFirst();
  return claimed ? unclaimed(db, id, { schedule }, nextRun(schedule, from.at)) : from;
}

/** Whoever changes a suspended one means it to go on. */
async function change(
  db: Kysely,
  id: number,
  wish: Wish,
  next: Slot,
): Promise<Subscription | null> {
  const row = await db
    .updateTable('subscription')
    .set({
      ...wishColumns(wish),
      ...slotColumns(next),
      suspended_at: null,
      suspended_reason: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ? toSubscription(row) : null;
}

async function list(
  db: Kysely,
  slackTeamId: string,
  channelId: string | undefined,
): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscription')
    .selectAll()
    .where('slack_team_id', '=', slackTeamId)
    .$if(channelId !== undefined, (query) => query.where('channel_id', '=', channelId ?? ''))
    .orderBy('id')
    .execute();
  return rows.map(toSubscription);
}

async function suspend(db: Kysely, id: number, reason: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscription')
    .set({ ...slotColumns(null), suspended_at: at, suspended_reason: reason })
    .where('id', '=', id)
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

async function resume(db: Kysely, id: number, next: Slot): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscription')
    .set({ ...slotColumns(next), suspended_at: null, suspended_reason: null })
    .where('id', '=', id)
    .where('suspended_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}
