import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `alter table nudge_answer add column before jsonb not null default '{}'`,
  `alter table reclaim add column given_back_at timestamptz, add column held_until timestamptz`,
  `update reclaim set given_back_at = opened_at where source = 'give-back'`,
  `create index nudge_seat_spared on nudge_seat (provider, person_id) where reason = 'opted-out'`,
];

/** What an answer has changed, so that just that is restored when it is taken back. */
export const undo: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
