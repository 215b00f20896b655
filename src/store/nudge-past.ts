import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import {
  seatKey,
  type NudgePast,
  type NudgeReader,
  type NudgeSeat,
} from '../domain/nudge-ports.ts';
import { scopeKey } from '../domain/feeds.ts';
import type { Nudge, NudgeStep, Said } from '../domain/nudges.ts';
import type { Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';
import { toScope } from './sync-run-row.ts';

type SeatRow = { readonly provider: string; readonly personId: string };

/** What a round looks at besides the seats themselves. */
export function nudgePast(db: Kysely): NudgeReader & { countSent(since: Date): Promise<number> } {
  return {
    slackPeople: (emails) => slackPeople(db, emails),
    fetched: (...asked) => fetched(db, ...asked),
    past: (besides) => past(db, besides),
    countSent: async (since) => {
      const { sent } = await db
        .selectFrom('nudge')
        .innerJoin('delivery', 'delivery.id', 'nudge.delivery_id')
        .select(({ fn }) => fn.countAll<number>().as('sent'))
        .where('delivery.state', 'in', ['sending', 'sent'])
        .where('delivery.changed_at', '>', since)
        .executeTakeFirstOrThrow();
      return sent;
    },
  };
}

async function slackPeople(
  db: Kysely,
  emails: readonly string[],
): ReturnType<NudgeReader['slackPeople']> {
  const { rows } = await sql<{ email: string } & NonNullable<NudgeSeat['slack']>>`
    select distinct on (wanted.email) wanted.email, person.slack_user_id as "slackUserId", person.membership, person.zone
    from unnest(${emails.map(storable)}::text[]) as wanted (email)
    left join slack_lookup as lookup on lookup.email = wanted.email
    join slack_person as person
      on person.slack_user_id = lookup.slack_user_id or (lookup.slack_user_id is null and person.email = wanted.email)
    order by wanted.email, person.seen_at desc
  `.execute(db);
  return new Map(rows.map(({ email, ...slack }) => [email, slack]));
}

// Backfilled days come after newer ones; so many fetches are more than one sync makes of a scope.
const LAST_FETCHES = 50;

async function fetched(
  db: Kysely,
  ...[provider, feed, scopes]: Parameters<NudgeReader['fetched']>
): ReturnType<NudgeReader['fetched']> {
  const keys = [...new Set(scopes.map(scopeKey))];
  const { rows } = await sql<{ scope: string; startedAt: Date; newestDay: Day | null }>`
    select asked.scope, newest.started_at as "startedAt", told.day as "newestDay"
    from unnest(${keys}::text[]) as asked (scope)
    cross join lateral (
      select started_at from sync_run as run
      where provider = ${provider} and feed = ${feed} and run.scope = asked.scope
        and finished_at is not null and outcome = 'succeeded'
      order by finished_at desc, id desc limit 1
    ) as newest
    cross join lateral (
      select max(newest_day) as day from (
        select newest_day from sync_run as run
        where provider = ${provider} and feed = ${feed} and run.scope = asked.scope
          and finished_at is not null and outcome = 'succeeded'
        order by finished_at desc, id desc limit ${LAST_FETCHES}
      ) as last
    ) as told
  `.execute(db);
  return rows.map(({ scope, ...rest }) => ({ scope: toScope(scope), ...rest }));
}

/** Messages that were sent, or of which nobody can tell, or that will be. */
const TOLD = sql`nudge.state in ('queued', 'sent', 'unknown')`;
const TOLD_AT = sql`case when nudge.state = 'queued' then coalesce(nudge.due_at, nudge.changed_at) else nudge.changed_at end`;

async function past(db: Kysely, besides: Nudge | undefined): Promise<NudgePast> {
  const own = besides
    ? sql`and nudge.slack_user_id = ${besides.slackUserId} and nudge.id <> ${besides.id}::uuid`
    : sql``;
  const { rows: told } = await sql<{ who: string; at: Date }>`
    select slack_user_id as who, max(${TOLD_AT}) as at from nudge where ${TOLD} ${own} group by slack_user_id
  `.execute(db);
  const ofSeats = besides
    ? sql`and person_id = any(${besides.seats.map(({ personId }) => storable(personId))}::text[])`
    : sql``;
  const { rows: steps } = await sql<SeatRow & { step: NudgeStep; at: Date }>`
    select provider, person_id as "personId", step, ${TOLD_AT} as at
    from nudge_seat as seat join nudge on nudge.id = seat.nudge_id
    where ${TOLD} ${own}
    union all
    select provider, person_id, detail, coalesce(round.decided_at, round.planned_at)
    from nudge_seat as seat join nudge_round as round on round.id = seat.round_id
    where reason = 'opted-out' and detail in ('first', 'second') and round.state in ('approved', 'sending', 'done') ${ofSeats}
    order by at
  `.execute(db);
  const said = await newestAnswers(db, besides);
  const emails = besides ? sql`where email = any(${emailsOf(besides)}::text[])` : sql``;
  const byEmail = async (table: RawBuilder<unknown>) => {
    const read = sql<{ email: string; until: Day }>`select email, until from ${table} ${emails}`;
    return new Map((await read.execute(db)).rows.map(({ email, until }) => [email, until]));
  };
  const exempt = await byEmail(sql`exemption`);
  const away = await byEmail(sql`away`);
  const { rows: off } = await sql<{ email: string }>`select email from tips_off ${emails}`.execute(
    db,
  );
  const { rows: listed } = await sql<SeatRow>`
    select provider, person_id as "personId" from reclaim where state in ('open', 'done', 'still-there')
  `.execute(db);
  const grouped = Map.groupBy(steps, seatKey);
  return {
    told: new Map(told.map(({ who, at }) => [who, at])),
    steps: new Map(
      [...grouped].map(([key, all]) => [key, all.map(({ step, at }) => ({ step, at }))]),
    ),
    said,
    exempt,
    away,
    tipsOff: new Set(off.map(({ email }) => email)),
    listed: new Set(listed.map(seatKey)),
  };
}

/** An admin's word that a seat is kept counts as its holder's. */
async function newestAnswers(db: Kysely, besides: Nudge | undefined): Promise<NudgePast['said']> {
  const { rows } = await sql<SeatRow & { said: Said; at: Date }>`
    select distinct on (provider, person_id) provider, person_id as "personId", said, at
    from (
      select seat.provider, seat.person_id, answer.said, answer.at
      from nudge_answer as answer
      join nudge_seat as seat on seat.nudge_id = answer.nudge_id and seat.place = answer.place
      where answer.undone_at is null and answer.said ->> 'kind' <> 'no-tips'
      union all
      select provider, person_id, '{"kind":"keep"}'::jsonb, decided_at from reclaim where state = 'kept'
    ) as newest
    ${besides ? sql`where person_id = any(${besides.seats.map(({ personId }) => storable(personId))}::text[])` : sql``}
    order by provider, person_id, at desc
  `.execute(db);
  return new Map(rows.map((row) => [seatKey(row), { said: row.said, at: row.at }]));
}

function emailsOf({ email, seats }: Nudge): string[] {
  return [...new Set([email, ...seats.flatMap((seat) => seat.email ?? [])])].map(storable);
}
