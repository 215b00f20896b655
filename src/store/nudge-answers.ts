import { sql } from 'kysely';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { Nudge, Said } from '../domain/nudges.ts';
import { addDeliveries } from './add-deliveries.ts';
import { isUuid, seatAt, toAnswer, writeLog, type Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';

/** After these somebody may still say what becomes of the seat. */
const OPEN: readonly Said['kind'][] = ['set-up', 'no-tips'];

/** What addressees say, and what follows from it at once. */
export function nudgeAnswers(
  db: Kysely,
  enqueue: Enqueue<Kysely>,
): Pick<NudgeStore, 'answer' | 'undo' | 'answers' | 'answerById'> {
  return {
    answer: (nudge, seats, answer, tell) =>
      db.transaction().execute(async (trx) => {
        const { said, at, undoUntil } = answer;
        await trx
          .updateTable('nudge_answer')
          .set({ undone_at: at })
          .where('nudge_id', '=', nudge.id)
          .where('place', 'in', [...seats, -1])
          .where('undone_at', 'is', null)
          .where(sql`said ->> 'kind'`, 'in', OPEN)
          .where(sql`said ->> 'kind'`, '<>', said.kind)
          .execute();
        const text = storable(JSON.stringify(said));
        const kept = await trx
          .insertInto('nudge_answer')
          .values(
            seats.map((place) => ({
              nudge_id: nudge.id,
              place,
              said: text,
              at,
              undo_until: undoUntil,
              undone_at: null,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['nudge_id', 'place']).where('undone_at', 'is', null).doNothing(),
          )
          .returning(['id', 'place'])
          .execute();
        const places = kept.map(({ place }) => place).toSorted((left, right) => left - right);
        const [first] = kept;
        if (!first) return [];
        await follow(trx, nudge, places, said, at);
        await logSeats(trx, nudge, places, 'answered', wordsOf(said), at);
        const deliveries = kept.flatMap(({ id }) => tell(id));
        await addDeliveries(trx, enqueue, deliveries, at);
        return places;
      }),
    undo: (nudge, seats, at) =>
      db.transaction().execute(async (trx) => {
        const undone = await trx
          .updateTable('nudge_answer')
          .set({ undone_at: at })
          .where('nudge_id', '=', nudge.id)
          .where('place', 'in', [...seats, -1])
          .where('undone_at', 'is', null)
          .where('undo_until', '>', at)
          .returning(['place', 'said', 'at'])
          .execute();
        const places = undone.map(({ place }) => place).toSorted((left, right) => left - right);
        const [first] = undone;
        if (!first) return [];
        for (const { place, said, at: since } of undone) {
          await unfollow(trx, nudge, place, said, since);
        }
        await logSeats(trx, nudge, places, 'answer-undone', wordsOf(first.said), at);
        return places;
      }),
    answers: async (nudgeId) => {
      if (!isUuid(nudgeId)) return [];
      const found = db.selectFrom('nudge_answer').selectAll().where('nudge_id', '=', nudgeId);
      const rows = await found.where('undone_at', 'is', null).orderBy('place').execute();
      return rows.map(toAnswer);
    },
    answerById: async (id) => {
      const found = db.selectFrom('nudge_answer').selectAll().where('id', '=', id);
      const row = await found.executeTakeFirst();
      return row && row.undone_at === null ? toAnswer(row) : null;
    },
  };
}

async function follow(
  trx: Kysely,
  nudge: Nudge,
  places: readonly number[],
  said: Said,
  at: Date,
): Promise<void> {
  if (said.kind === 'set-up') return;
  if (said.kind === 'no-tips') {
    await trx
      .insertInto('tips_off')
      .values(emailsOf(nudge).map((email) => ({ email, at })))
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute();
    return;
  }
  if (said.kind === 'away') {
    await trx
      .insertInto('away')
      .values(emailsOf(nudge).map((email) => ({ email, until: said.until, at })))
      .onConflict((conflict) => conflict.column('email').doUpdateSet({ until: said.until, at }))
      .execute();
  }
  for (const place of places) {
    if (said.kind === 'give-back') await giveBack(trx, nudge, place, at);
    else await moveListed(trx, nudge, place, 'open', 'withdrawn', at);
  }
}

async function unfollow(
  trx: Kysely,
  nudge: Nudge,
  place: number,
  said: Said,
  since: Date,
): Promise<void> {
  const emails = emailsOf(nudge);
  if (said.kind === 'set-up') return;
  if (said.kind === 'no-tips') {
    await trx.deleteFrom('tips_off').where('email', 'in', emails).execute();
    return;
  }
  if (said.kind === 'away') {
    await trx.deleteFrom('away').where('email', 'in', emails).where('at', '=', since).execute();
  }
  if (said.kind !== 'give-back') return moveListed(trx, nudge, place, 'withdrawn', 'open', null);
  const seat = seatAt(nudge, place);
  const wasListed = nudge.seats[place]?.step === 'reclaim';
  if (!seat) return;
  await trx
    .updateTable('reclaim')
    .set(wasListed ? { source: 'candidate' } : { state: 'withdrawn', decided_at: since })
    .where('provider', '=', seat.provider)
    .where('person_id', '=', storable(seat.personId))
    .where('state', '=', 'open')
    .execute();
}

async function giveBack(trx: Kysely, nudge: Nudge, place: number, at: Date): Promise<void> {
  const seat = nudge.seats[place];
  if (!seat) return;
  const idleSince = Math.max(seat.givenAt ?? -Infinity, seat.lastActiveAt ?? -Infinity);
  await trx
    .insertInto('reclaim')
    .values({
      source: 'give-back',
      provider: seat.provider,
      person_id: storable(seat.personId),
      email: storable(nudge.email),
      name: nudge.name,
      slack_user_id: nudge.slackUserId,
      idle_since: idleSince === -Infinity ? null : idleSince,
      nudge_id: nudge.id,
      opened_at: at,
      state: 'open',
      decided_by: null,
      decided_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider', 'person_id'])
        .where(sql<boolean>`state in ('open', 'done', 'still-there')`)
        .doUpdateSet({ source: 'give-back' }),
    )
    .execute();
}

/** A seat that this nudge has put on the list leaves it, or comes back. */
async function moveListed(
  trx: Kysely,
  nudge: Nudge,
  place: number,
  from: 'open' | 'withdrawn',
  to: 'open' | 'withdrawn',
  at: Date | null,
): Promise<void> {
  const seat = seatAt(nudge, place);
  if (!seat) return;
  const moved = await trx
    .updateTable('reclaim')
    .set({ state: to, decided_by: at && nudge.slackUserId, decided_at: at })
    .where('provider', '=', seat.provider)
    .where('person_id', '=', storable(seat.personId))
    .where('nudge_id', '=', nudge.id)
    .where('state', '=', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n || at === null) return;
  const { provider } = seat;
  const { email, slackUserId: by } = nudge;
  await writeLog(trx, [{ what: 'reclaim-withdrawn', by, email, provider }], at);
}

async function logSeats(
  trx: Kysely,
  nudge: Nudge,
  places: readonly number[],
  what: 'answered' | 'answer-undone',
  why: string,
  at: Date,
): Promise<void> {
  const { email, roundId, slackUserId: by } = nudge;
  const lines = places.map((place) => {
    const provider = nudge.seats[place]?.provider ?? null;
    return { what, by, email, provider, roundId, why };
  });
  await writeLog(trx, lines, at);
}

function wordsOf(said: Said): string {
  if (said.kind === 'away') return `away until ${said.until}`;
  if (said.kind === 'wrong') return `wrong (${said.wrong}): ${said.text}`;
  return said.kind;
}

function emailsOf({ email, seats }: Nudge): string[] {
  return [...new Set([email, ...seats.flatMap((seat) => seat.email ?? [])])].map(storable);
}
