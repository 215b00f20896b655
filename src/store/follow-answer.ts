import type { Selectable } from 'kysely';
import type { Nudge, Said } from '../domain/nudges.ts';
import { seatAt, writeLog, type Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';
import type { AnsweredBefore, Tables } from './tables.ts';

type Kept = Pick<
  Selectable<Tables['nudge_answer']>,
  'id' | 'place' | 'said' | 'at' | 'undo_until' | 'before'
>;
type Listed = NonNullable<AnsweredBefore['reclaim']>;

/** On the list, whoever is to say something next. */
const ON_LIST = ['open', 'still-there'] as const;

/** Does at once what an answer means, and remembers what that has changed. */
export async function follow(
  trx: Kysely,
  nudge: Nudge,
  answers: readonly Omit<Kept, 'before'>[],
): Promise<void> {
  const [first] = answers;
  if (!first) return;
  const { said, at } = first;
  if (said.kind === 'set-up') return;
  if (said.kind === 'no-tips') return turnTipsOff(trx, nudge, at);
  const away = said.kind === 'away' ? await goAway(trx, nudge, said.until, at) : null;
  for (const answer of answers) {
    const changed =
      said.kind === 'give-back'
        ? await giveBack(trx, nudge, answer)
        : await withdraw(trx, nudge, answer);
    const before: AnsweredBefore = { ...changed, ...(away && { away }) };
    await trx
      .updateTable('nudge_answer')
      .set({ before: storable(JSON.stringify(before)) })
      .where('id', '=', answer.id)
      .execute();
  }
}

/** Whether what an answer has changed is still as it left it: an admin may have acted on it. */
export async function canUnfollow(trx: Kysely, { said, before }: Kept): Promise<boolean> {
  const id = before.listed ?? before.reclaim?.id;
  if (said.kind !== 'give-back' || id === undefined) return true;
  const found = trx.selectFrom('reclaim').select('state').where('id', '=', id).forUpdate();
  const row = await found.executeTakeFirst();
  return row?.state !== 'done' && row?.state !== 'gone' && row?.state !== 'kept';
}

/** Restores what an answer has changed, and nothing else. */
export async function unfollow(trx: Kysely, nudge: Nudge, answer: Kept): Promise<void> {
  const { said, at, before } = answer;
  const emails = emailsOf(nudge);
  if (said.kind === 'no-tips') {
    await trx.deleteFrom('tips_off').where('email', 'in', emails).where('at', '=', at).execute();
  }
  if (said.kind === 'away') await comeBack(trx, emails, answer);
  if (before.listed !== undefined) {
    await trx
      .updateTable('reclaim')
      .set({ state: 'withdrawn', decided_by: nudge.slackUserId, decided_at: at })
      .where('id', '=', before.listed)
      .where('state', 'in', ON_LIST)
      .execute();
  }
  if (before.reclaim) await restore(trx, before.reclaim, said);
}

async function turnTipsOff(trx: Kysely, nudge: Nudge, at: Date): Promise<void> {
  await trx
    .insertInto('tips_off')
    .values(emailsOf(nudge).map((email) => ({ email, at })))
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

async function goAway(
  trx: Kysely,
  nudge: Nudge,
  until: string,
  at: Date,
): Promise<NonNullable<AnsweredBefore['away']>> {
  const emails = emailsOf(nudge);
  const found = trx.selectFrom('away').selectAll().where('email', 'in', emails);
  const before = await found.forUpdate().execute();
  await trx
    .insertInto('away')
    .values(emails.map((email) => ({ email, until, at })))
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ until, at }))
    .execute();
  return before.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function comeBack(
  trx: Kysely,
  emails: readonly string[],
  { at, before }: Kept,
): Promise<void> {
  const own = trx.deleteFrom('away').where('email', 'in', emails);
  const { numDeletedRows } = await own.where('at', '=', at).executeTakeFirst();
  const away = before.away ?? [];
  if (numDeletedRows === 0n || away.length === 0) return;
  await trx
    .insertInto('away')
    .values(away.map((row) => ({ ...row, at: new Date(row.at) })))
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

/** Puts the seat on the list, where admins see it once that cannot be taken back any more; or says there whose wish it is. */
async function giveBack(
  trx: Kysely,
  nudge: Nudge,
  { place, at, undo_until }: Omit<Kept, 'before'>,
): Promise<AnsweredBefore> {
  const seat = nudge.seats[place];
  if (!seat) return {};
  const idleSince = Math.max(seat.givenAt ?? -Infinity, seat.lastActiveAt ?? -Infinity);
  const added = await trx
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
      given_back_at: at,
      held_until: undo_until,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return { listed: added.id };
  const reclaim = await listedOf(trx, nudge, place);
  if (!reclaim) return {};
  await trx
    .updateTable('reclaim')
    .set({ source: 'give-back', given_back_at: at })
    .where('id', '=', reclaim.id)
    .execute();
  return { reclaim };
}

/** Takes the seat off the list, whichever message has put it there. */
async function withdraw(
  trx: Kysely,
  nudge: Nudge,
  { place, at }: Pick<Kept, 'place' | 'at'>,
): Promise<AnsweredBefore> {
  const reclaim = await listedOf(trx, nudge, place);
  if (!reclaim) return {};
  const { slackUserId: by, email } = nudge;
  await trx
    .updateTable('reclaim')
    .set({ state: 'withdrawn', decided_by: by, decided_at: at })
    .where('id', '=', reclaim.id)
    .execute();
  const provider = nudge.seats[place]?.provider ?? null;
  await writeLog(trx, [{ what: 'reclaim-withdrawn', by, email, provider }], at);
  return { reclaim };
}

async function listedOf(trx: Kysely, nudge: Nudge, place: number): Promise<Listed | null> {
  const seat = seatAt(nudge, place);
  if (!seat) return null;
  const row = await trx
    .selectFrom('reclaim')
    .select(['id', 'state', 'source', 'decided_by', 'decided_at', 'given_back_at'])
    .where('provider', '=', seat.provider)
    .where('person_id', '=', storable(seat.personId))
    .where('state', 'in', ON_LIST)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { decided_at, given_back_at, ...rest } = row;
  return {
    ...rest,
    decided_at: decided_at?.toISOString() ?? null,
    given_back_at: given_back_at?.toISOString() ?? null,
  };
}

async function restore(trx: Kysely, was: Listed, said: Said): Promise<void> {
  const { id, state, source, decided_by } = was;
  const change = trx.updateTable('reclaim').where('id', '=', id);
  if (said.kind === 'give-back') {
    await change
      .set({ source, given_back_at: instant(was.given_back_at) })
      .where('state', 'in', ON_LIST)
      .execute();
    return;
  }
  // It may stand there anew meanwhile, by another answer.
  const other = trx
    .selectFrom('reclaim as own')
    .innerJoin('reclaim as other', (join) =>
      join
        .onRef('other.provider', '=', 'own.provider')
        .onRef('other.person_id', '=', 'own.person_id'),
    )
    .select('other.id')
    .where('own.id', '=', id)
    .where('other.state', 'in', [...ON_LIST, 'done']);
  await change
    .set({ state, decided_by, decided_at: instant(was.decided_at) })
    .where('state', '=', 'withdrawn')
    .where((where) => where.not(where.exists(other)))
    .execute();
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function emailsOf({ email, seats }: Nudge): string[] {
  return [...new Set([email, ...seats.flatMap((seat) => seat.email ?? [])])].map(storable);
}
