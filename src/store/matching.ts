import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { PeopleStore } from '../domain/ports.ts';
import type { UnmatchedPerson, UnmatchedReason } from '../domain/status.ts';
import type { Tables } from './tables.ts';

type Standing = 'matched' | 'waiting' | UnmatchedReason;

/** How people at the vendors and people in Slack come together: by e-mail address, or not at all. */
export function matching(
  db: Kysely<Tables>,
): Pick<PeopleStore, 'emailsToLookUp' | 'matching' | 'unmatchedPeople'> {
  return {
    emailsToLookUp: (before, limit) => emailsToLookUp(db, before, limit),
    matching: () => countMatching(db),
    unmatchedPeople: (limit) => unmatchedPeople(db, limit),
  };
}

const HOLDERS = sql`select provider, person_id from seat where state = 'held'`;

// When somebody was last active is kept for ever: only whose days are still held are among the people of today.
const USERS = sql`
  select provider, person_id from last_activity as last
  where exists (
    select from usage_day as held
    where held.provider = last.provider and held.person_id = last.person_id and held.day = last.day
  )
`;

/** People as seats and the directory name them together; `who` selects them by provider and id. */
function named(who: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select provider, person_id,
           coalesce(person.email, seat.email) as email,
           coalesce(person.name, seat.name) as name,
           person.person_id is not null or seat.name is not null as known
    from (${who}) as who
    left join person using (provider, person_id)
    left join seat using (provider, person_id)
  `;
}

/** The same, and how each of them stands to Slack. */
function standing(who: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select provider, person_id, email, name,
           case
             when email is null then case when known then 'no-email' else 'not-in-directory' end
             when slack_lookup.slack_user_id is not null
               or email in (select email from slack_person where email is not null) then 'matched'
             when slack_lookup.looked_up_at is null then 'waiting'
             else 'not-in-slack'
           end as standing
    from (${named(who)}) as named
    left join slack_lookup using (email)
  `;
}

async function emailsToLookUp(db: Kysely<Tables>, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select email
    from (select distinct email from (${named(HOLDERS)}) as holder where email is not null) as holder
    left join slack_lookup using (email)
    where looked_up_at is null or looked_up_at < ${before}::timestamptz
    order by looked_up_at nulls first, email
    limit ${limit}::integer
  `.execute(db);
  return rows.map(({ email }) => email);
}

async function countMatching(db: Kysely<Tables>): ReturnType<PeopleStore['matching']> {
  const { rows } = await sql<{ standing: Standing; people: number }>`
    select standing, (count(distinct email) + count(*) filter (where email is null))::integer as people
    from (${standing(HOLDERS)}) as holder group by standing
  `.execute(db);
  const counts = new Map(rows.map(({ standing, people }) => [standing, people]));
  const countOf = (standing: Standing) => counts.get(standing) ?? 0;
  return {
    withSeats: rows.reduce((sum, { people }) => sum + people, 0),
    matched: countOf('matched'),
    waiting: countOf('waiting'),
    unmatched: {
      'not-in-directory': countOf('not-in-directory'),
      'no-email': countOf('no-email'),
      'not-in-slack': countOf('not-in-slack'),
    },
  };
}

async function unmatchedPeople(
  db: Kysely<Tables>,
  limit: number,
): ReturnType<PeopleStore['unmatchedPeople']> {
  const { rows } = await sql<UnmatchedPerson & { inAll: number }>`
    select provider, person_id as "personId", name, email, standing as reason,
           (count(*) over ())::integer as "inAll"
    from (${standing(sql`${HOLDERS} union ${USERS}`)}) as people
    where standing not in ('matched', 'waiting')
    order by provider, lower(name), person_id
    limit ${limit}::integer
  `.execute(db);
  return {
    people: rows.map(({ inAll: _inAll, ...person }) => person),
    inAll: rows[0]?.inAll ?? 0,
  };
}
