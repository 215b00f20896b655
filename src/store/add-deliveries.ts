import type { NewDelivery } from '../domain/deliveries.ts';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { Database } from './database.ts';
import { deliveryColumns } from './delivery-row.ts';

type Kysely = Database['kysely'];

/** Rows in one statement: a statement can carry 65,535 parameters. */
const BATCH = 1000;

/** Writes down and enqueues the deliveries that are not there yet by their names, in somebody's transaction; gives the new ones. */
export async function addDeliveries(
  trx: Kysely,
  enqueue: Enqueue<Kysely>,
  deliveries: readonly NewDelivery[],
  at: Date,
): Promise<{ readonly id: string; readonly key: string }[]> {
  const added: { id: string; key: string; not_before: Date }[] = [];
  for (let start = 0; start < deliveries.length; start += BATCH) {
    const batch = deliveries.slice(start, start + BATCH);
    const rows = await trx
      .insertInto('delivery')
      .values(batch.map((delivery) => deliveryColumns(delivery, at)))
      .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
      .returning(['id', 'key', 'not_before'])
      .execute();
    added.push(...rows);
  }
  if (added.length > 0) {
    await enqueue(
      trx,
      added.map(({ id, not_before }) => ({ id, notBefore: not_before })),
    );
  }
  return added;
}
