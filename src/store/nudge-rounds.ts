import { sql } from 'kysely';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { NewAudit, NudgeStore } from '../domain/nudge-ports.ts';
import type { PlannedSeat } from '../domain/nudges.ts';
import { addDeliveries } from './add-deliveries.ts';
import { leaveOut } from './leave-out.ts';
import {
  isUuid,
  readNudges,
  seatColumns,
  toPlannedSeat,
  toRound,
  writeLog,
  type Kysely,
} from './nudge-row.ts';
import { storable, storableOrNull } from './storable.ts';

const BATCH = 1000;

/** Rounds and their messages, up to when they are handed over to be delivered. */
export function nudgeRounds(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
): Pick<
  NudgeStore,
  | 'plan'
  | 'round'
  | 'newestRound'
  | 'firstSentAt'
  | 'nudgesOf'
  | 'seatsOf'
  | 'nudge'
  | 'approve'
  | 'decline'
  | 'expire'
  | 'leaveOut'
  | 'skip'
> {
  return {
    plan: (round) => plan(db, enqueue, round),
    round: async (id) => {
      const found = db.selectFrom('nudge_round').selectAll().where('id', '=', id);
      const row = await found.executeTakeFirst();
      return row ? toRound(row) : null;
    },
    newestRound: async () => {
      const newest = db.selectFrom('nudge_round').selectAll().orderBy('date', 'desc').limit(1);
      const row = await newest.executeTakeFirst();
      return row ? toRound(row) : null;
    },
    firstSentAt: async () => {
      const { at } = await db
        .selectFrom('nudge')
        .innerJoin('nudge_round', 'nudge_round.id', 'nudge.round_id')
        .select(({ fn }) => fn.min('nudge.changed_at').as('at'))
        .where('nudge.state', '=', 'sent')
        .where('nudge_round.decided_by', 'is not', null)
        .executeTakeFirstOrThrow();
      return at;
    },
    nudgesOf: (roundId) => readNudges(db, { roundId }),
    seatsOf: async (roundId) => {
      const rows = await db
        .selectFrom('nudge_seat')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy(sql`lower(coalesce(name, email, person_id))`)
        .orderBy('provider')
        .orderBy('person_id')
        .execute();
      return rows.map(toPlannedSeat);
    },
    nudge: async (id) => (isUuid(id) ? ((await readNudges(db, { ids: [id] }))[0] ?? null) : null),
    approve: (roundId, decision) => approve(db, enqueue, roundId, decision),
    decline: (roundId, by, at) =>
      db.transaction().execute(async (trx) => {
        const declined = await trx
          .updateTable('nudge_round')
          .set({ state: 'declined', decided_by: by, decided_at: at })
          .where('id', '=', roundId)
          .where('state', '=', 'planned')
          .executeTakeFirst();
        if (declined.numUpdatedRows === 0n) return false;
        await writeLog(trx, [{ what: 'round-declined', by, roundId }], at);
        return true;
      }),
    expire: (at) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx
          .updateTable('nudge_round')
          .set({ state: 'expired' })
          .where('state', '=', 'planned')
          .where('expires_at', '<=', at)
          .returning('id')
          .execute();
        const ids = rows.map(({ id }) => id);
        await writeLog(
          trx,
          ids.map((roundId) => ({ what: 'round-expired', by: null, roundId })),
          at,
        );
        return ids;
      }),
    leaveOut: (...asked) => leaveOut(db, ...asked),
    skip: (nudgeId, by, at) => skip(db, nudgeId, by, at),
  };
}

function plan(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
  { date, at, expiresAt, seats, nudges, tell }: Parameters<NudgeStore['plan']>[0],
): ReturnType<NudgeStore['plan']> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('nudge_round')
      .values({
        date,
        state: 'planned',
        planned_at: at,
        expires_at: expiresAt,
        decided_by: null,
        decided_at: null,
      })
      .onConflict((conflict) => conflict.column('date').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) return null;
    const roundId = row.id;
    for (let start = 0; start < seats.length; start += BATCH) {
      const batch = seats.slice(start, start + BATCH);
      await trx
        .insertInto('nudge_seat')
        .values(batch.map((seat) => seatColumns(roundId, seat)))
        .execute();
    }
    for (let start = 0; start < nudges.length; start += BATCH) {
      await writeNudges(trx, roundId, nudges.slice(start, start + BATCH), at);
    }
    const why = `${nudges.length} to write to, ${seats.length} inactive seats`;
    await writeLog(trx, [{ what: 'round-planned', by: null, roundId, why }], at);
    await writeLog(
      trx,
      seats.map((seat) => decided(roundId, seat)),
      at,
    );
    await addDeliveries(trx, enqueue, tell(roundId), at);
    return toRound(row);
  });
}

function decided(roundId: number, { email, provider, decision }: PlannedSeat): NewAudit {
  const why =
    decision.kind === 'tell'
      ? `tell: ${decision.step}`
      : `leave alone: ${[decision.reason, decision.detail].filter(Boolean).join(', ')}`;
  return { what: 'decided', by: null, roundId, email, provider, why };
}

async function writeNudges(
  trx: Kysely,
  roundId: number,
  nudges: Parameters<NudgeStore['plan']>[0]['nudges'],
  at: Date,
): Promise<void> {
  const rows = await trx
    .insertInto('nudge')
    .values(
      nudges.map(({ email, name, slackUserId }) => ({
        round_id: roundId,
        email: storable(email),
        name: storableOrNull(name),
        slack_user_id: slackUserId,
        state: 'planned' as const,
        why: null,
        due_at: null,
        delivery_id: null,
        changed_at: at,
      })),
    )
    .returning(['id', 'slack_user_id'])
    .execute();
  const ids = new Map(rows.map(({ id, slack_user_id }) => [slack_user_id, id]));
  const places = nudges.flatMap(({ slackUserId, seats }) =>
    seats.map((seat, place) => ({ ...seat, place, nudgeId: ids.get(slackUserId) })),
  );
  await sql`
    update nudge_seat set nudge_id = told.nudge_id, place = told.place
    from unnest(
      ${places.map(({ provider }) => provider)}::text[],
      ${places.map(({ personId }) => storable(personId))}::text[],
      ${places.map(({ nudgeId }) => nudgeId)}::uuid[],
      ${places.map(({ place }) => place)}::integer[]
    ) as told (provider, person_id, nudge_id, place)
    where nudge_seat.round_id = ${roundId}
      and nudge_seat.provider = told.provider and nudge_seat.person_id = told.person_id
  `.execute(trx);
}

/** What was shown goes out: whoever was taken out before is not in it, and nobody is added. */
function approve(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
  roundId: number,
  { by, at, slots }: Parameters<NudgeStore['approve']>[1],
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const approved = await trx
      .updateTable('nudge_round')
      .set({ state: 'approved', decided_by: by, decided_at: at })
      .where('id', '=', roundId)
      .where('state', '=', 'planned')
      .where('expires_at', '>', at)
      .executeTakeFirst();
    if (approved.numUpdatedRows === 0n) return false;
    const nudges = await trx
      .selectFrom('nudge')
      .select(['id', 'slack_user_id', 'email'])
      .where('round_id', '=', roundId)
      .where('state', '=', 'planned')
      .forUpdate()
      .execute();
    const deliveries = nudges.map(({ id, slack_user_id }) => ({
      kind: 'nudge' as const,
      key: `round/${roundId}/${slack_user_id}`,
      subject: { about: 'nudge', nudge: id },
      to: { slackUserId: slack_user_id },
      dueAt: slots.get(id) ?? at,
    }));
    const added = await addDeliveries(trx, enqueue, deliveries, at);
    const ids = new Map(added.map(({ id, key }) => [key, id]));
    const queued = deliveries.flatMap(({ subject, key, dueAt }) => {
      const deliveryId = ids.get(key);
      return deliveryId === undefined ? [] : [{ nudgeId: subject.nudge, deliveryId, dueAt }];
    });
    await sql`
      update nudge set state = 'queued', changed_at = ${at}::timestamptz, delivery_id = queued.delivery_id, due_at = queued.due_at
      from unnest(
        ${queued.map(({ nudgeId }) => nudgeId)}::uuid[],
        ${queued.map(({ deliveryId }) => deliveryId)}::uuid[],
        ${queued.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[]
      ) as queued (nudge_id, delivery_id, due_at)
      where nudge.id = queued.nudge_id
    `.execute(trx);
    await writeLog(
      trx,
      [
        {
          what: 'round-approved',
          by,
          roundId,
          why:
            by === null
              ? 'auto, after a round that an admin approved'
              : `${queued.length} to write to`,
        },
        ...nudges.map(({ email }) => ({ what: 'nudge-queued' as const, by: null, roundId, email })),
      ],
      at,
    );
    return true;
  });
}

/** One that is on its way already cannot be called back: its delivery is no longer pending then. */
function skip(db: Kysely, nudgeId: string, by: string, at: Date): Promise<boolean> {
  if (!isUuid(nudgeId)) return Promise.resolve(false);
  return db.transaction().execute(async (trx) => {
    const nudge = await trx
      .selectFrom('nudge')
      .innerJoin('nudge_round', 'nudge_round.id', 'nudge.round_id')
      .select(['nudge.state', 'email', 'round_id', 'delivery_id', 'nudge_round.state as round'])
      .where('nudge.id', '=', nudgeId)
      .forUpdate()
      .executeTakeFirst();
    if (!nudge || (nudge.state !== 'planned' && nudge.state !== 'queued')) return false;
    if (nudge.round === 'declined' || nudge.round === 'expired') return false;
    if (nudge.delivery_id !== null) {
      const stopped = await trx
        .updateTable('delivery')
        .set({ state: 'skipped', error: 'skipped-by-admin', changed_at: at })
        .where('id', '=', nudge.delivery_id)
        .where('state', '=', 'pending')
        .executeTakeFirst();
      if (stopped.numUpdatedRows === 0n) return false;
    }
    await trx
      .updateTable('nudge')
      .set({ state: 'skipped', why: 'skipped-by-admin', changed_at: at })
      .where('id', '=', nudgeId)
      .execute();
    const { email, round_id: roundId } = nudge;
    await writeLog(trx, [{ what: 'skipped', by, email, roundId, why: 'skipped-by-admin' }], at);
    return true;
  });
}
