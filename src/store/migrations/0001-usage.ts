import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const COUNTERS = [
  'lines_accepted',
  'lines_changed',
  'lines_accepted_chat',
  'lines_accepted_completion',
  'lines_suggested_completion',
  'chat_turns',
  'chat_turns_accepted',
  'completions_accepted',
  'completions_suggested',
];

const TOTALS = COUNTERS.map((column) => `${column} double precision`).join(', ');

const USAGE_DAY = `
  ${TOTALS},
  last_active_at double precision,
  day date not null,
  active boolean not null,
  active_chat boolean not null,
  active_completion boolean not null,
  person_id text collate "C" not null,
  splits text not null`;

// Ids and keys collate as bytes: quicker to sort, and an index survives another libc.
const STATEMENTS = [
  `create table sync_run (
    id integer generated always as identity primary key,
    provider text collate "C" not null,
    feed text collate "C" not null,
    scope text collate "C" not null,
    period_from date,
    period_to date,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text not null default 'running',
    rows integer not null default 0,
    rejected integer not null default 0,
    out_of_range integer not null default 0,
    warnings jsonb not null default '[]',
    newest_day date,
    error_code text,
    error_message text,
    error_permission text
  )`,
  `create index sync_run_newest on sync_run (provider, feed, scope, finished_at, id) where finished_at is not null`,
  `create index sync_run_success on sync_run (provider, feed, scope, period_from, period_to, finished_at)
    where outcome = 'succeeded'`,
  `create index sync_run_answer on sync_run (provider, finished_at) where outcome = 'succeeded'`,
  `create index sync_run_running on sync_run (started_at) where outcome = 'running'`,

  // Staged rows are worth nothing after a crash, so they are not logged. A crash of the server empties all unlogged
  // tables at once: a run that finds its row in staged_run gone knows that it has lost pages.
  `create unlogged table staged_run (run_id integer primary key)`,
  `create unlogged table staged_row (
    run_id integer not null,
    key text collate "C" not null,
    row jsonb not null,
    primary key (run_id, key)
  )`,
  `create unlogged table staged_usage_day (
    seq bigint generated always as identity,
    run_id integer not null,
    ${USAGE_DAY}
  )`,

  `create table coverage (
    provider text collate "C" not null,
    feed text collate "C" not null,
    scope text collate "C" not null,
    day date not null,
    fetched_at timestamptz not null,
    primary key (provider, feed, scope, day)
  )`,
  `create table provider_group (
    provider text collate "C" not null,
    group_id text collate "C" not null,
    name text not null,
    parent_id text collate "C",
    primary key (provider, group_id)
  )`,
  `create table group_member (
    provider text collate "C" not null,
    group_id text collate "C" not null,
    source text collate "C" not null,
    person_id text collate "C" not null,
    newest_day date,
    primary key (provider, group_id, source, person_id)
  )`,
  `create index group_member_person on group_member (provider, person_id)`,
  `create table person (
    provider text collate "C" not null,
    person_id text collate "C" not null,
    email text collate "C",
    name text,
    joined_at double precision,
    enabled boolean not null,
    primary key (provider, person_id)
  )`,
  `create index person_email on person (provider, email)`,
  `create table seat (
    provider text collate "C" not null,
    person_id text collate "C" not null,
    email text collate "C",
    name text,
    state text not null,
    given_at double precision,
    last_active_at double precision,
    last_active_from text,
    listed_for_everyone boolean not null,
    primary key (provider, person_id)
  )`,
  `create index seat_email on seat (provider, email)`,
  `create table seat_window (
    run_id integer not null references sync_run (id) on delete cascade,
    person_id text collate "C" not null,
    active_days double precision not null,
    credits text,
    cycle_start date,
    cycle_end date,
    primary key (run_id, person_id)
  )`,
  `create table usage_day (
    provider text collate "C" not null,
    ${USAGE_DAY},
    primary key (provider, person_id, day)
  )`,
  `create index usage_day_day on usage_day (provider, day)`,
  // Nothing is looked for by these, and counting their values is most of what analysing the table costs.
  ...[...COUNTERS, 'last_active_at', 'splits'].map(
    (column) => `alter table usage_day alter column ${column} set statistics 0`,
  ),
  `create table last_activity (
    provider text collate "C" not null,
    person_id text collate "C" not null,
    day date not null,
    at double precision,
    primary key (provider, person_id)
  )`,
  `create table department_day (
    provider text collate "C" not null,
    ${TOTALS},
    active_people double precision,
    active_chat double precision,
    active_completion double precision,
    day date not null,
    group_id text collate "C" not null,
    splits text not null,
    primary key (provider, group_id, day)
  )`,
  `create index department_day_day on department_day (provider, day)`,
];

/** Runs, staging, coverage, people, seats and usage. */
export const usage: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
