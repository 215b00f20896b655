import type { NudgeStore } from '../domain/nudge-ports.ts';
import { writeLog, type Kysely } from './nudge-row.ts';

/** See `NudgeStore`. The seats that stay move up, so that each still stands at its place. */
export function leaveOut(
  db: Kysely,
  ...[nudge, reasons, at]: Parameters<NudgeStore['leaveOut']>
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('nudge')
      .innerJoin('delivery', 'delivery.id', 'nudge.delivery_id')
      .select(['delivery.id', 'delivery.state'])
      .where('nudge.id', '=', nudge.id)
      .where('nudge.state', '=', 'queued')
      .forUpdate()
      .executeTakeFirst();
    if (row?.state !== 'pending') return false;
    const seats = trx.updateTable('nudge_seat').where('nudge_id', '=', nudge.id);
    let place = 0;
    for (const [from, reason] of reasons.entries()) {
      const seat = seats.where('place', '=', from);
      if (reason === null) {
        await seat.set({ place }).execute();
        place += 1;
      } else {
        const out = { step: null, reason, detail: null, nudge_id: null, place: null };
        await seat.set(out).execute();
        const { email, roundId } = nudge;
        const provider = nudge.seats[from]?.provider ?? null;
        await writeLog(
          trx,
          [{ what: 'skipped', by: null, email, provider, roundId, why: reason }],
          at,
        );
      }
    }
    await trx
      .updateTable('delivery')
      .set(({ eb }) => ({ content: null, redrawn: eb('redrawn', '+', 1) }))
      .where('id', '=', row.id)
      .execute();
    return true;
  });
}
