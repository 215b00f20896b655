import type { Delivery } from '../domain/deliveries.ts';
import type { DeliveryStore, ListedDelivery } from '../domain/delivery-ports.ts';
import type { Database } from './database.ts';
import { toListed } from './delivery-row.ts';

type Kysely = Database['kysely'];

/** All but what it says, which can be long. */
const LISTED = [
  'id',
  'kind',
  'key',
  'subject',
  'channel_id',
  'slack_user_id',
  'due_at',
  'state',
  'sent_to',
  'ts',
  'attempts',
  'changed_at',
  'not_before',
  'error',
  'redrawn',
] as const;

/** See `DeliveryStore`. */
export function troubled(
  db: Kysely,
  since: Date,
  limit: number,
): ReturnType<DeliveryStore['troubled']> {
  return newest(
    db
      .selectFrom('delivery')
      .where('state', 'in', ['failed', 'unknown'])
      .where('changed_at', '>=', since),
    limit,
  );
}

/** See `DeliveryStore`. */
export function sentTo(
  db: Kysely,
  slackUserId: string,
  kind: Delivery['kind'],
  limit: number,
): ReturnType<DeliveryStore['sentTo']> {
  return newest(
    db
      .selectFrom('delivery')
      .where('slack_user_id', '=', slackUserId)
      .where('kind', '=', kind)
      .where('state', '=', 'sent'),
    limit,
  );
}

type Chosen = ReturnType<typeof everything>;

function everything(db: Kysely) {
  return db.selectFrom('delivery');
}

async function newest(
  chosen: Chosen,
  limit: number,
): Promise<{ readonly deliveries: readonly ListedDelivery[]; readonly inAll: number }> {
  const found = chosen.select(LISTED).orderBy('changed_at', 'desc').orderBy('id').limit(limit);
  const rows = await found.execute();
  const all = await chosen
    .select(({ fn }) => fn.countAll<number>().as('inAll'))
    .executeTakeFirstOrThrow();
  return { deliveries: rows.map(toListed), inAll: all.inAll };
}
