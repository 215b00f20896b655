import { sql } from 'kysely';
import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { WrongKind } from '../domain/nudges.ts';
import { readNudges, writeLog, type Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';

type MonthRow = {
  readonly what: 'nudged' | 'backInUse' | 'givenBack' | 'reclaimed';
  readonly provider: string;
  readonly seats: number;
};

/** What was done, by whom and why; and what it came to. */
export function nudgeLog(db: Kysely): Pick<NudgeStore, 'note' | 'log' | 'sentTo' | 'month'> {
  return {
    note: (entry, at) => writeLog(db, [entry], at),
    log: (query) => readLog(db, query),
    sentTo: async (slackUserId, limit) => {
      const rows = await db
        .selectFrom('nudge')
        .select(['id', ({ fn }) => fn.countAll<number>().over().as('inAll')])
        .where('slack_user_id', '=', storable(slackUserId))
        .where('state', 'in', ['sent', 'unknown'])
        .orderBy('changed_at', 'desc')
        .limit(limit)
        .execute();
      const nudges = await readNudges(db, { ids: rows.map(({ id }) => id) });
      const newest = nudges.toSorted(
        (one, other) => Number(other.changedAt) - Number(one.changedAt),
      );
      return { nudges: newest, inAll: rows[0]?.inAll ?? 0 };
    },
    month: async (from, to, zone) => {
      const { rows } = await monthOf(from, to, zone).execute(db);
      const of = (what: MonthRow['what']) =>
        Object.fromEntries(
          rows.filter((row) => row.what === what).map(({ provider, seats }) => [provider, seats]),
        );
      return {
        seats: {
          nudged: of('nudged'),
          backInUse: of('backInUse'),
          givenBack: of('givenBack'),
          reclaimed: of('reclaimed'),
        },
        blocked: await blocked(db, from, to),
      };
    },
  };
}

async function readLog(
  db: Kysely,
  { email, limit, before, all }: Parameters<NudgeStore['log']>[0],
): ReturnType<NudgeStore['log']> {
  const found = db
    .selectFrom('nudge_log')
    .$if(email !== null, (query) => query.where('email', '=', storable(email ?? '')))
    .$if(email === null && !all, (query) => query.where('what', '<>', 'decided'));
  const { inAll } = await found
    .select(({ fn }) => fn.countAll<number>().as('inAll'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const entries = rows.map(({ by_user: by, round_id: roundId, ...entry }) => ({
    ...entry,
    by,
    roundId,
  }));
  return { entries, inAll };
}

/** Each seat once. It is back in use once it was used after its message; on its day, where the vendor tells only days. */
function monthOf(from: Date, to: Date, zone: string) {
  return sql<MonthRow>`
    with sent as (
      select seat.provider, seat.person_id, min(nudge.changed_at) as at
      from nudge_seat as seat join nudge on nudge.id = seat.nudge_id
      where nudge.state = 'sent' and nudge.changed_at >= ${from}::timestamptz and nudge.changed_at < ${to}::timestamptz
      group by seat.provider, seat.person_id
    )
    select 'nudged' as what, provider, count(*)::integer as seats from sent group by provider
    union all
    select 'backInUse', provider, count(*)::integer
    from sent
    left join seat using (provider, person_id)
    left join last_activity as last using (provider, person_id)
    where greatest(case when seat.last_active_from = 'use' then seat.last_active_at end, last.at)
        > extract(epoch from sent.at) * 1000
      or (last.at is null and last.day >= (sent.at at time zone ${zone}::text)::date)
    group by provider
    union all
    select 'givenBack', provider, count(*)::integer from reclaim
    where source = 'give-back' and state <> 'withdrawn'
      and given_back_at >= ${from}::timestamptz and given_back_at < ${to}::timestamptz
    group by provider
    union all
    select 'reclaimed', provider, count(*)::integer from reclaim
    where source = 'candidate' and state in ('done', 'gone') and decided_at >= ${from}::timestamptz and decided_at < ${to}::timestamptz
    group by provider
  `;
}

async function blocked(
  db: Kysely,
  from: Date,
  to: Date,
): Promise<Partial<Record<WrongKind, number>>> {
  const { rows } = await sql<{ wrong: WrongKind; seats: number }>`
    select said ->> 'wrong' as wrong, count(*)::integer as seats from nudge_answer
    where undone_at is null and said ->> 'kind' = 'wrong' and at >= ${from}::timestamptz and at < ${to}::timestamptz
    group by 1
  `.execute(db);
  const counts: Partial<Record<WrongKind, number>> = {};
  for (const { wrong, seats } of rows) counts[wrong] = seats;
  return counts;
}
