import { sql, type Kysely } from 'kysely';
import type { AccessSeen } from '../domain/person-summary.ts';
import type { PeopleStore } from '../domain/ports.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

type Entry = Parameters<PeopleStore['noteAccess']>[0];

/** Who was shown whose data. One who saw many people at once is written down once, with all of them. */
export function accesses(
  db: Kysely<Tables>,
): Pick<PeopleStore, 'noteAccess' | 'takeBackAccess' | 'accessesTo'> {
  return {
    noteAccess: (entry) => noteAccess(db, entry),
    takeBackAccess: async (id) =>
      void (await db.deleteFrom('access').where('id', '=', id).execute()),
    accessesTo: async (email, limit) => ({
      seen: await newest(db, storable(email), limit),
      inAll: await countOf(db, storable(email)),
    }),
  };
}

async function noteAccess(
  db: Kysely<Tables>,
  { at, slackUserId, what, emails }: Entry,
): Promise<number | null> {
  if (emails.length === 0) return null;
  const { rows } = await sql<{ id: number }>`
    with noted as (
      insert into access (at, slack_user_id, what)
      values (${at}::timestamptz, ${storable(slackUserId)}::text, ${what}::text)
      returning id
    ),
    subjects as (
      insert into access_subject (access_id, email)
      select distinct noted.id, subject.email
      from noted cross join unnest(${emails.map(storable)}::text[]) as subject (email)
    )
    select id from noted
  `.execute(db);
  return rows[0]?.id ?? null;
}

function newest(db: Kysely<Tables>, email: string, limit: number): Promise<AccessSeen[]> {
  return db
    .selectFrom('access_subject')
    .innerJoin('access', 'access.id', 'access_subject.access_id')
    .select(['at', 'slack_user_id as slackUserId', 'what'])
    .where('email', '=', email)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

async function countOf(db: Kysely<Tables>, email: string): Promise<number> {
  const { accesses } = await db
    .selectFrom('access_subject')
    .select(({ fn }) => fn.countAll<number>().as('accesses'))
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return accesses;
}
