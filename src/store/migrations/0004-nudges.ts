import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table nudge_round (
    id integer generated always as identity primary key,
    date date not null unique,
    state text collate "C" not null,
    planned_at timestamptz not null,
    expires_at timestamptz not null,
    decided_by text collate "C",
    decided_at timestamptz
  )`,
  `create table nudge (
    id uuid primary key default gen_random_uuid(),
    round_id integer not null references nudge_round on delete cascade,
    email text collate "C" not null,
    name text,
    slack_user_id text collate "C" not null,
    state text collate "C" not null,
    why text,
    due_at timestamptz,
    delivery_id uuid unique,
    changed_at timestamptz not null,
    unique (round_id, slack_user_id)
  )`,
  `create index nudge_person on nudge (slack_user_id)`,
  `create index nudge_open on nudge (state) where state in ('queued', 'unknown')`,
  `create table nudge_seat (
    round_id integer not null references nudge_round on delete cascade,
    provider text collate "C" not null,
    person_id text collate "C" not null,
    email text collate "C",
    name text,
    standing text collate "C" not null,
    given_at double precision,
    last_active_at double precision,
    data_to date,
    step text collate "C",
    reason text collate "C",
    detail text,
    nudge_id uuid references nudge on delete cascade,
    place integer,
    primary key (round_id, provider, person_id),
    unique (nudge_id, place),
    check (num_nonnulls(step, reason) = 1)
  )`,
  `create index nudge_seat_told on nudge_seat (provider, person_id) where nudge_id is not null`,
  `create table nudge_answer (
    id integer generated always as identity primary key,
    nudge_id uuid not null references nudge on delete cascade,
    place integer not null,
    said jsonb not null,
    at timestamptz not null,
    undo_until timestamptz not null,
    undone_at timestamptz
  )`,
  `create unique index nudge_answer_standing on nudge_answer (nudge_id, place) where undone_at is null`,
  `create table exemption (
    email text collate "C" primary key,
    until date not null,
    reason text,
    by_user text collate "C" not null,
    at timestamptz not null
  )`,
  `create table away (email text collate "C" primary key, until date not null, at timestamptz not null)`,
  `create table tips_off (email text collate "C" primary key, at timestamptz not null)`,
  `create table reclaim (
    id integer generated always as identity primary key,
    source text collate "C" not null,
    provider text collate "C" not null,
    person_id text collate "C" not null,
    email text collate "C" not null,
    name text,
    slack_user_id text collate "C" not null,
    idle_since double precision,
    nudge_id uuid references nudge on delete set null,
    opened_at timestamptz not null,
    state text collate "C" not null,
    decided_by text collate "C",
    decided_at timestamptz
  )`,
  // A seat stands on the list once.
  `create unique index reclaim_listed on reclaim (provider, person_id) where state in ('open', 'done', 'still-there')`,
  `create table nudge_pause (
    single boolean primary key default true check (single),
    by_user text collate "C" not null,
    at timestamptz not null
  )`,
  // Kept when rounds are forgotten: the log outlives what it tells of.
  `create table nudge_log (
    id integer generated always as identity primary key,
    at timestamptz not null,
    by_user text collate "C",
    what text collate "C" not null,
    email text collate "C",
    provider text collate "C",
    round_id integer,
    why text
  )`,
  `create index nudge_log_person on nudge_log (email, id) where email is not null`,
];

/** Who is asked about a seat that nobody uses, what they answered, and what became of it. */
export const nudges: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
