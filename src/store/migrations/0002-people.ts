import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table slack_person (
    slack_user_id text collate "C" primary key,
    name text,
    email text collate "C",
    zone text,
    membership text not null,
    is_workspace_admin boolean not null,
    seen_at timestamptz not null
  )`,
  `create index slack_person_email on slack_person (email)`,
  `create table slack_lookup (
    email text collate "C" primary key,
    slack_user_id text collate "C",
    looked_up_at timestamptz not null
  )`,
  `create table unlisted (
    email text collate "C" primary key,
    at timestamptz not null
  )`,
  `create table access (
    id integer generated always as identity primary key,
    at timestamptz not null,
    slack_user_id text collate "C" not null,
    what text not null
  )`,
  `create index access_at on access (at)`,
  `create table access_subject (
    access_id integer not null references access (id) on delete cascade,
    email text collate "C" not null,
    primary key (access_id, email)
  )`,
  `create index access_subject_email on access_subject (email)`,
  `create index sync_run_failure on sync_run (provider, finished_at) where outcome = 'failed'`,
];

/** People in Slack, who looked at whose data, and who is not named on lists. */
export const people: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
