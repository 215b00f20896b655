import { sql, type Selectable } from 'kysely';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { NudgeStep, ReclaimItem, Said, SeatUse } from '../domain/nudges.ts';
import { addDeliveries } from './add-deliveries.ts';
import { toSeatUse, writeLog, type Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['reclaim']>;
type Item = Omit<ReclaimItem, 'title'>;

const FOUND = {
  gone: 'reclaim-gone',
  'still-there': 'reclaim-still-there',
  withdrawn: 'reclaim-withdrawn',
} as const;

/** The list of seats that admins decide about. */
export function nudgeReclaims(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
): Pick<NudgeStore, 'reclaims' | 'reclaim' | 'reclaimOf' | 'decideReclaim' | 'checkReclaim'> {
  const reclaim = async (id: number) => {
    const found = db.selectFrom('reclaim').selectAll().where('id', '=', id);
    return (await withHistory(db, await found.execute()))[0] ?? null;
  };
  return {
    reclaims: async (states, seenAt) => {
      const found = db
        .selectFrom('reclaim')
        .selectAll()
        .where('state', 'in', [...states])
        .$if(seenAt !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('held_until', 'is', null),
              where('held_until', '<=', seenAt ?? new Date(0)),
            ]),
          ),
        );
      return withHistory(db, await found.orderBy('opened_at').orderBy('id').execute());
    },
    reclaim,
    reclaimOf: async ({ provider, personId }) => {
      const found = db
        .selectFrom('reclaim')
        .selectAll()
        .where('provider', '=', provider)
        .where('person_id', '=', storable(personId));
      const rows = await found.orderBy('id', 'desc').limit(1).execute();
      return (await withHistory(db, rows))[0] ?? null;
    },
    decideReclaim: (id, state, by, at) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('reclaim')
          .set({ state, decided_by: by, decided_at: at })
          .where('id', '=', id)
          .where('state', 'in', ['open', 'still-there'])
          .returning(['email', 'provider'])
          .executeTakeFirst();
        if (!row) return false;
        const what = state === 'done' ? 'reclaim-done' : 'reclaim-kept';
        await writeLog(trx, [{ what, by, ...row }], at);
        return true;
      }),
    checkReclaim: ({ id, state: from }, { state, why }, at, tell) =>
      db.transaction().execute(async (trx) => {
        const isDecidedNow = from === 'open' || state === 'withdrawn';
        const row = await trx
          .updateTable('reclaim')
          .set({ state, ...(isDecidedNow && { decided_by: null, decided_at: at }) })
          .where('id', '=', id)
          .where('state', '=', from)
          .returning(['email', 'provider'])
          .executeTakeFirst();
        if (!row) return false;
        await writeLog(trx, [{ what: FOUND[state], by: null, why, ...row }], at);
        await addDeliveries(trx, enqueue, tell, at);
        return true;
      }),
  };
}

type Told = {
  readonly reclaimId: number;
  readonly at: Date;
  readonly step: NudgeStep;
  readonly said: Said | null;
  readonly answeredAt: Date | null;
};

/** With every message about the seat since nobody uses it, and what was answered. */
async function withHistory(db: Kysely, rows: readonly Row[]): Promise<Item[]> {
  if (rows.length === 0) return [];
  const { rows: told } = await sql<Told>`
    select reclaim.id as "reclaimId", nudge.changed_at as at, seat.step, answer.said, answer.at as "answeredAt"
    from reclaim
    join nudge_seat as seat on seat.provider = reclaim.provider and seat.person_id = reclaim.person_id
    join nudge on nudge.id = seat.nudge_id and nudge.state in ('sent', 'unknown')
    left join nudge_answer as answer
      on answer.nudge_id = nudge.id and answer.place = seat.place and answer.undone_at is null
    where reclaim.id = any(${rows.map(({ id }) => id)}::integer[])
      and extract(epoch from nudge.changed_at) * 1000 >= coalesce(reclaim.idle_since, 0)
    order by nudge.changed_at
  `.execute(db);
  const history = Map.groupBy(told, ({ reclaimId }) => reclaimId);
  const use = await usesOf(db, rows);
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    provider: row.provider,
    personId: row.person_id,
    email: row.email,
    name: row.name,
    slackUserId: row.slack_user_id,
    idleSince: row.idle_since,
    use: use.get(row.id) ?? null,
    openedAt: row.opened_at,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    history: (history.get(row.id) ?? []).map(({ at, step, said, answeredAt }) => ({
      at,
      step,
      answer: said,
      answeredAt,
    })),
  }));
}

/** What was known of seats in the rounds that brought them onto the list, by the items' ids. */
async function usesOf(db: Kysely, rows: readonly Row[]): Promise<Map<number, SeatUse>> {
  const seats = await db
    .selectFrom('reclaim')
    .innerJoin('nudge_seat as seat', (join) =>
      join
        .onRef('seat.nudge_id', '=', 'reclaim.nudge_id')
        .onRef('seat.provider', '=', 'reclaim.provider')
        .onRef('seat.person_id', '=', 'reclaim.person_id'),
    )
    .selectAll('seat')
    .select('reclaim.id as reclaimId')
    .where('reclaim.id', '=', sql<number>`any(${rows.map(({ id }) => id)}::integer[])`)
    .execute();
  return new Map(seats.map((seat) => [seat.reclaimId, toSeatUse(seat)]));
}
