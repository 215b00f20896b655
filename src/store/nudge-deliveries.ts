import type { PostedMessage } from '../domain/ports.ts';
import { nudgeSubjectOf, roundKey } from '../domain/nudge-subjects.ts';
import type { UndeliveredMany } from '../domain/nudges-shown.ts';
import { toDelivery } from './delivery-row.ts';
import type { Kysely } from './nudge-row.ts';

const NEWEST = 3;

/** See `NudgeStore`. */
export async function undelivered(db: Kysely, since: Date): Promise<UndeliveredMany> {
  const lost = db
    .selectFrom('delivery')
    .where('kind', '=', 'nudge')
    .where('state', 'in', ['failed', 'unknown'])
    .where('changed_at', '>=', since);
  const counts = await lost
    .select(({ fn }) => ['state', fn.countAll<number>().as('many')])
    .groupBy('state')
    .execute();
  const rows = await lost.selectAll().orderBy('changed_at', 'desc').limit(NEWEST).execute();
  const many = (of: string) => counts.find(({ state }) => state === of)?.many ?? 0;
  return {
    failed: many('failed'),
    unknown: many('unknown'),
    newest: rows.map(toDelivery).map((delivery) => ({
      deliveryId: delivery.id,
      of: nudgeSubjectOf(delivery)?.about ?? '',
      trouble: delivery.state === 'unknown' ? 'unknown' : 'failed',
      reason: delivery.error ?? '',
      to: delivery.to,
      at: delivery.changedAt,
    })),
  };
}

/** See `NudgeStore`. */
export async function postedRound(db: Kysely, roundId: number): Promise<PostedMessage | null> {
  const row = await db
    .selectFrom('delivery')
    .select(['sent_to', 'ts'])
    .where('kind', '=', 'nudge')
    .where('key', '=', roundKey(roundId))
    .where('state', '=', 'sent')
    .executeTakeFirst();
  return row?.sent_to && row.ts ? { channelId: row.sent_to, ts: row.ts } : null;
}
