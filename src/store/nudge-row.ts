import { sql, type Insertable, type Selectable } from 'kysely';
import type { NewAudit, SeatName } from '../domain/nudge-ports.ts';
import type { Nudge, NudgeAnswer, NudgeRound, PlannedSeat, SeatUse } from '../domain/nudges.ts';
import type { Database } from './database.ts';
import { storable, storableOrNull } from './storable.ts';
import type { Tables } from './tables.ts';

export type Kysely = Database['kysely'];

/** Rows in one statement: a statement can carry 65,535 parameters. */
const BATCH = 1000;

export function toRound(row: Selectable<Tables['nudge_round']>): NudgeRound {
  return {
    id: row.id,
    date: row.date,
    state: row.state,
    plannedAt: row.planned_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

export function toPlannedSeat(row: Selectable<Tables['nudge_seat']>): PlannedSeat {
  const { step, reason, detail } = row;
  return {
    provider: row.provider,
    personId: row.person_id,
    email: row.email,
    name: row.name,
    standing: row.standing,
    ...toSeatUse(row),
    decision:
      step === null
        ? { kind: 'skip', reason: reason ?? 'not-known', detail }
        : { kind: 'tell', step },
  };
}

export function toSeatUse(row: Selectable<Tables['nudge_seat']>): SeatUse {
  return {
    lastActiveAt: row.last_active_at,
    givenAt: row.given_at,
    givenIsGuess: row.given_is_guess,
    dataTo: row.data_to,
    usageSince: row.usage_since,
    seenAt: row.seen_at,
  };
}

export function toAnswer(row: Selectable<Tables['nudge_answer']>): NudgeAnswer {
  return {
    id: row.id,
    nudgeId: row.nudge_id,
    seat: row.place,
    said: row.said,
    at: row.at,
    undoUntil: row.undo_until,
  };
}

/** A decided seat in the columns of its table. Whom it is told to is written down later. */
export function seatColumns(roundId: number, seat: PlannedSeat): Insertable<Tables['nudge_seat']> {
  const { decision } = seat;
  const isTold = decision.kind === 'tell';
  return {
    round_id: roundId,
    provider: seat.provider,
    person_id: storable(seat.personId),
    email: storableOrNull(seat.email),
    name: storableOrNull(seat.name),
    standing: seat.standing,
    given_at: seat.givenAt,
    last_active_at: seat.lastActiveAt,
    given_is_guess: seat.givenIsGuess,
    data_to: seat.dataTo,
    usage_since: seat.usageSince,
    seen_at: seat.seenAt,
    step: isTold ? decision.step : null,
    reason: isTold ? null : decision.reason,
    detail: isTold ? null : storableOrNull(decision.detail),
    nudge_id: null,
    place: null,
  };
}

/** Reads nudges with their seats, in the order of the people's names; `where` narrows them. */
export async function readNudges(
  db: Kysely,
  ids: { readonly roundId: number } | { readonly ids: readonly string[] },
): Promise<Nudge[]> {
  const rows = await db
    .selectFrom('nudge')
    .selectAll()
    .$if('roundId' in ids, (query) =>
      query.where('round_id', '=', 'roundId' in ids ? ids.roundId : 0),
    )
    .$if('ids' in ids, (query) =>
      query.where('id', '=', sql<string>`any(${'ids' in ids ? ids.ids : []}::uuid[])`),
    )
    .orderBy(sql`lower(coalesce(name, email))`)
    .orderBy('id')
    .execute();
  const seats = await db
    .selectFrom('nudge_seat')
    .selectAll()
    .where('nudge_id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('place')
    .execute();
  const bySeat = Map.groupBy(seats, ({ nudge_id }) => nudge_id);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    email: row.email,
    name: row.name,
    slackUserId: row.slack_user_id,
    state: row.state,
    why: row.why,
    dueAt: row.due_at,
    changedAt: row.changed_at,
    seats: (bySeat.get(row.id) ?? []).map(toToldSeat),
  }));
}

function toToldSeat(row: Selectable<Tables['nudge_seat']>): Nudge['seats'][number] {
  const { decision: _decision, standing, ...seat } = toPlannedSeat(row);
  return {
    ...seat,
    standing: standing === 'never-used' ? 'never-used' : 'lapsed',
    step: row.step ?? 'first',
  };
}

/** Writes lines into the log, in somebody's transaction. */
export async function writeLog(db: Kysely, entries: readonly NewAudit[], at: Date): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    await db
      .insertInto('nudge_log')
      .values(
        batch.map(({ what, by, email, provider, roundId, why }) => ({
          at,
          what,
          by_user: storableOrNull(by),
          email: storableOrNull(email ?? null),
          provider: provider ?? null,
          round_id: roundId ?? null,
          why: storableOrNull(why ?? null),
        })),
      )
      .execute();
  }
}

/** Whether a text names a nudge: what comes from an old button may be anything. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** The seat at a place of a nudge. */
export function seatAt(nudge: Nudge, place: number): SeatName | null {
  const seat = nudge.seats[place];
  return seat ? { provider: seat.provider, personId: seat.personId } : null;
}
