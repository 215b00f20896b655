import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table subscription (
    id integer generated always as identity primary key,
    slack_team_id text collate "C" not null,
    channel_id text collate "C" not null,
    team_id text collate "C" not null,
    owner_id text collate "C" not null,
    every jsonb not null,
    at text not null,
    zone text not null,
    provider text collate "C",
    names boolean not null,
    sections jsonb not null,
    created_at timestamptz not null,
    next_date date,
    next_at timestamptz,
    suspended_at timestamptz,
    suspended_reason text
  )`,
  `create index subscription_next on subscription (next_at) where next_at is not null`,
  `create index subscription_channel on subscription (slack_team_id, channel_id)`,

  // Content is text, not jsonb: what was rendered is posted as it was, down to the order of its fields.
  `create table delivery (
    id uuid primary key default gen_random_uuid(),
    kind text collate "C" not null,
    key text collate "C" not null,
    subject jsonb not null,
    channel_id text collate "C",
    slack_user_id text collate "C",
    due_at timestamptz not null,
    state text collate "C" not null,
    content text,
    sent_to text collate "C",
    ts text collate "C",
    attempts integer not null default 0,
    changed_at timestamptz not null,
    not_before timestamptz not null,
    error text,
    unique (kind, key),
    check (num_nonnulls(channel_id, slack_user_id) = 1)
  )`,
  `create index delivery_open on delivery (state) where state in ('pending', 'sending')`,
  `create index delivery_closed on delivery (changed_at) where state not in ('pending', 'sending')`,
];

/** Who wants which digest where and when, and every message on its way. */
export const digests: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
