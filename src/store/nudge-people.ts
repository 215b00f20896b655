import type { Day } from '../domain/calendar.ts';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { Exemption } from '../domain/nudges.ts';
import { writeLog, type Kysely } from './nudge-row.ts';
import { storable, storableOrNull } from './storable.ts';

/** Who is left alone, and whether everybody is. */
export function nudgePeople(
  db: Kysely,
): Pick<
  NudgeStore,
  'exempt' | 'endExemption' | 'exemptions' | 'setTips' | 'setAway' | 'paused' | 'pause' | 'resume'
> {
  return {
    exempt: (exemption) => exempt(db, exemption),
    endExemption: (email, by, at) =>
      db.transaction().execute(async (trx) => {
        const ended = await trx
          .deleteFrom('exemption')
          .where('email', '=', storable(email))
          .executeTakeFirst();
        if (ended.numDeletedRows === 0n) return false;
        await writeLog(trx, [{ what: 'exemption-ended', by, email }], at);
        return true;
      }),
    exemptions: async (day) => {
      const found = db.selectFrom('exemption').selectAll().where('until', '>=', day);
      const rows = await found.orderBy('until').orderBy('email').execute();
      return rows.map(({ by_user: by, ...exemption }) => ({ ...exemption, by }));
    },
    setTips: (email, on, by, at) => setTips(db, storable(email), on, by, at),
    setAway: (who, until, at) => setAway(db, who, until, at),
    paused: async () => {
      const row = await db.selectFrom('nudge_pause').selectAll().executeTakeFirst();
      return row ? { by: row.by_user, at: row.at } : null;
    },
    pause: (by, at) =>
      db.transaction().execute(async (trx) => {
        const paused = await trx
          .insertInto('nudge_pause')
          .values({ by_user: by, at })
          .onConflict((conflict) => conflict.column('single').doNothing())
          .executeTakeFirst();
        if (!paused.numInsertedOrUpdatedRows) return false;
        await writeLog(trx, [{ what: 'paused', by }], at);
        return true;
      }),
    resume: (by, at) =>
      db.transaction().execute(async (trx) => {
        const { numDeletedRows } = await trx.deleteFrom('nudge_pause').executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await dueAnew(trx, at);
        await writeLog(trx, [{ what: 'resumed', by }], at);
        return true;
      }),
  };
}

/** What waited is as if it were due now: the pause made none of it late. */
async function dueAnew(trx: Kysely, at: Date): Promise<void> {
  const waiting = await trx
    .updateTable('nudge')
    .set({ due_at: at })
    .where('state', '=', 'queued')
    .where('due_at', '<', at)
    .returning('delivery_id')
    .execute();
  const ids = waiting.flatMap(({ delivery_id }) => delivery_id ?? []);
  if (ids.length === 0) return;
  await trx
    .updateTable('delivery')
    .set({ due_at: at })
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .execute();
}

function exempt(db: Kysely, { email, until, reason, by, at }: Exemption): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const values = { until, reason: storableOrNull(reason), by_user: by, at };
    await trx
      .insertInto('exemption')
      .values({ email: storable(email), ...values })
      .onConflict((conflict) => conflict.column('email').doUpdateSet(values))
      .execute();
    const why = reason === null ? `until ${until}` : `until ${until}: ${reason}`;
    await writeLog(trx, [{ what: 'exempted', by, email, why }], at);
  });
}

function setTips(db: Kysely, email: string, on: boolean, by: string, at: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const insertion = trx
      .insertInto('tips_off')
      .values({ email, at })
      .onConflict((conflict) => conflict.column('email').doNothing());
    const changed = on
      ? (await trx.deleteFrom('tips_off').where('email', '=', email).executeTakeFirst())
          .numDeletedRows
      : (await insertion.executeTakeFirst()).numInsertedOrUpdatedRows;
    if (!changed) return false;
    await writeLog(trx, [{ what: on ? 'tips-on' : 'tips-off', by, email }], at);
    return true;
  });
}

function setAway(
  db: Kysely,
  { slackUserId, email }: Parameters<NudgeStore['setAway']>[0],
  until: Day | null,
  at: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const found = trx.selectFrom('slack_lookup').select('email');
    const known = await found.where('slack_user_id', '=', slackUserId).execute();
    const emails = [...new Set([storable(email), ...known.map((row) => row.email)])];
    const ended = await trx.deleteFrom('away').where('email', 'in', emails).executeTakeFirst();
    if (until === null && ended.numDeletedRows === 0n) return false;
    if (until !== null) {
      const rows = emails.map((one) => ({ email: one, until, at }));
      await trx.insertInto('away').values(rows).execute();
    }
    const what = until === null ? ('back' as const) : ('away' as const);
    const why = until === null ? null : `until ${until}`;
    await writeLog(trx, [{ what, by: slackUserId, email, why }], at);
    return true;
  });
}
