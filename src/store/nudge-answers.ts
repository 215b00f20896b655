import { sql } from 'kysely';
import type { Enqueue } from '../domain/delivery-ports.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { Nudge, Said } from '../domain/nudges.ts';
import { addDeliveries } from './add-deliveries.ts';
import { canUnfollow, follow, unfollow } from './follow-answer.ts';
import { isUuid, toAnswer, writeLog, type Kysely } from './nudge-row.ts';
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
          .returning(['id', 'place', 'said', 'at', 'undo_until'])
          .execute();
        const places = kept.map(({ place }) => place).toSorted((left, right) => left - right);
        const [first] = kept;
        if (!first) return [];
        await follow(trx, nudge, kept);
        await logSeats(trx, nudge, places, 'answered', wordsOf(said), at);
        const deliveries = kept.flatMap(({ id }) => tell(id));
        await addDeliveries(trx, enqueue, deliveries, at);
        return places;
      }),
    undo: (nudge, seats, at) =>
      db.transaction().execute(async (trx) => {
        const standing = await trx
          .selectFrom('nudge_answer')
          .selectAll()
          .where('nudge_id', '=', nudge.id)
          .where('place', 'in', [...seats, -1])
          .where('undone_at', 'is', null)
          .where('undo_until', '>', at)
          .orderBy('place')
          .forUpdate()
          .execute();
        const undone = [];
        for (const answer of standing) {
          if (await canUnfollow(trx, answer)) undone.push(answer);
        }
        const [first] = undone;
        if (!first) return [];
        const ids = undone.map(({ id }) => id);
        await trx
          .updateTable('nudge_answer')
          .set({ undone_at: at })
          .where('id', 'in', ids)
          .execute();
        for (const answer of undone) await unfollow(trx, nudge, answer);
        const places = undone.map(({ place }) => place);
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
