import { sql, type Kysely } from 'kysely';
import type { PeopleStore, SlackPerson } from '../domain/ports.ts';
import { storable, storableOrNull } from './storable.ts';
import type { Tables } from './tables.ts';

/** People as Slack last told of them, by their id and by address. */
export function slackPeople(
  db: Kysely<Tables>,
): Pick<PeopleStore, 'slackPerson' | 'keepSlackPerson' | 'keepLookup' | 'lookups'> {
  return {
    slackPerson: (slackUserId) => slackPerson(db, slackUserId),
    keepSlackPerson: (person, at) => keepSlackPerson(db, person, at),
    keepLookup: (email, slackUserId, at) => keepLookup(db, email, slackUserId, at),
    lookups: (emails) => lookups(db, emails),
  };
}

async function slackPerson(
  db: Kysely<Tables>,
  slackUserId: string,
): Promise<{ person: SlackPerson; at: Date } | null> {
  const row = await db
    .selectFrom('slack_person')
    .selectAll()
    .where('slack_user_id', '=', storable(slackUserId))
    .executeTakeFirst();
  if (!row) return null;
  const { slack_user_id, name, email, zone, membership, is_workspace_admin, seen_at } = row;
  return {
    person: {
      slackUserId: slack_user_id,
      name,
      email,
      zone,
      membership,
      isWorkspaceAdmin: is_workspace_admin,
    },
    at: seen_at,
  };
}

async function keepSlackPerson(db: Kysely<Tables>, person: SlackPerson, at: Date): Promise<void> {
  const values = {
    name: storableOrNull(person.name),
    email: storableOrNull(person.email),
    zone: storableOrNull(person.zone),
    membership: person.membership,
    is_workspace_admin: person.isWorkspaceAdmin,
    seen_at: at,
  };
  await db
    .insertInto('slack_person')
    .values({ slack_user_id: storable(person.slackUserId), ...values })
    .onConflict((conflict) => conflict.column('slack_user_id').doUpdateSet(values))
    .execute();
}

async function keepLookup(
  db: Kysely<Tables>,
  email: string,
  slackUserId: string | null,
  at: Date,
): Promise<void> {
  const values = { slack_user_id: storableOrNull(slackUserId), looked_up_at: at };
  await db
    .insertInto('slack_lookup')
    .values({ email: storable(email), ...values })
    .onConflict((conflict) => conflict.column('email').doUpdateSet(values))
    .execute();
}

async function lookups(
  db: Kysely<Tables>,
  emails: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const asked = emails.map(storable);
  const { rows } = await sql<{ email: string; found: boolean }>`
    select email, bool_or(found) as found
    from (
      select email, slack_user_id is not null as found from slack_lookup
      where email = any(${asked}::text[])
      union all
      select email, true from slack_person where email = any(${asked}::text[])
    ) as known
    group by email
  `.execute(db);
  return new Map(rows.map(({ email, found }) => [email, found]));
}
