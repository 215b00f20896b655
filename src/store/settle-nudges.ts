import { sql } from 'kysely';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { AuditEvent, NudgeState } from '../domain/nudges.ts';
import { writeLog, type Kysely } from './nudge-row.ts';

type Settled = {
  readonly id: string;
  readonly state: NudgeState;
  readonly why: string | null;
  readonly email: string;
  readonly roundId: number;
};

const SAID: Readonly<Partial<Record<NudgeState, AuditEvent>>> = {
  sent: 'nudge-sent',
  skipped: 'skipped',
  failed: 'nudge-failed',
  unknown: 'nudge-unknown',
};

/** See `NudgeStore`. Rows that another replica has settled meanwhile are no longer in the state that they are taken from. */
export function settleNudges(db: Kysely, at: Date): ReturnType<NudgeStore['settle']> {
  return db.transaction().execute(async (trx) => {
    const { rows: settled } = await sql<Settled>`
      update nudge set state = delivery.state, changed_at = delivery.changed_at,
             why = case when delivery.state = 'sent' then null else delivery.error end
      from delivery
      where delivery.id = nudge.delivery_id and nudge.state in ('queued', 'unknown')
        and (delivery.state in ('sent', 'skipped', 'failed') or (delivery.state = 'unknown' and nudge.state = 'queued'))
      returning nudge.id, nudge.state, nudge.why, nudge.email, nudge.round_id as "roundId"
    `.execute(trx);
    if (settled.length > 0) {
      await writeLog(
        trx,
        settled.flatMap(({ state, why, email, roundId }) => {
          const what = SAID[state];
          return what ? [{ what, by: null, email, roundId, why }] : [];
        }),
        at,
      );
      const sent = settled.filter(({ state }) => state === 'sent').map(({ id }) => id);
      if (sent.length > 0) await listReclaims(trx, sent, at);
    }
    await moveRounds(trx, at);
    return settled.length;
  });
}

/** A seat is proposed for reclaim once its holder was told so. */
async function listReclaims(trx: Kysely, nudgeIds: readonly string[], at: Date): Promise<void> {
  const { rows } = await sql<{ email: string; provider: string }>`
    insert into reclaim (source, provider, person_id, email, name, slack_user_id, idle_since, nudge_id, opened_at, state)
    select 'candidate', seat.provider, seat.person_id, nudge.email, nudge.name, nudge.slack_user_id,
           greatest(seat.given_at, seat.last_active_at), nudge.id, ${at}::timestamptz, 'open'
    from nudge_seat as seat join nudge on nudge.id = seat.nudge_id
    where nudge.id = any(${nudgeIds}::uuid[]) and seat.step = 'reclaim'
    on conflict (provider, person_id) where state in ('open', 'done', 'still-there') do nothing
    returning email, provider
  `.execute(trx);
  await writeLog(
    trx,
    rows.map(({ email, provider }) => ({
      what: 'reclaim-listed',
      by: null,
      email,
      provider,
      why: 'nobody has used it since two nudges and a notice',
    })),
    at,
  );
}

async function moveRounds(trx: Kysely, at: Date): Promise<void> {
  await sql`
    update nudge_round set state = 'sending'
    where state = 'approved' and exists (
      select from nudge where nudge.round_id = nudge_round.id and nudge.state in ('sent', 'failed', 'unknown')
    )
  `.execute(trx);
  const { rows } = await sql<{ id: number }>`
    update nudge_round set state = 'done'
    where state in ('approved', 'sending') and not exists (
      select from nudge where nudge.round_id = nudge_round.id and nudge.state in ('planned', 'queued')
    )
    returning id
  `.execute(trx);
  await writeLog(
    trx,
    rows.map(({ id }) => ({ what: 'round-done', by: null, roundId: id })),
    at,
  );
}
