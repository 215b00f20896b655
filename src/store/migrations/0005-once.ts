import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Of what was skipped before this, owners were told by then.
  `alter table delivery add column untold boolean not null default false`,
  `create index delivery_untold on delivery (due_at) where untold`,

  // Of what the same command made when it was sent twice at once, one stays: one that is not suspended, if there is any, and
  // of those one that names nobody; else the first. What was drawn of the others already must not be posted: drawn anew, it is found to be wanted by nobody.
  `create temporary table twin on commit drop as
    select id from (
      select id, row_number() over (
        partition by slack_team_id, channel_id, team_id, coalesce(provider, ''), every, at, zone
        order by suspended_at is not null, names, id
      ) as place
      from subscription
    ) as wished
    where place > 1`,
  `update delivery set content = null
    where kind = 'digest' and state in ('pending', 'sending', 'unknown') and (subject ->> 'subscription')::integer in (select id from twin)`,
  `delete from subscription where id in (select id from twin)`,
  `create unique index subscription_wish on subscription
    (slack_team_id, channel_id, team_id, coalesce(provider, ''), every, at, zone)`,
];

/** What is told of, or wished for, once. */
export const once: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
