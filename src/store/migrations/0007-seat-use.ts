import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Of seats that were planned before this nobody knows: the day may have been guessed, and days may be missing.
  `alter table nudge_seat
    add column given_is_guess boolean not null default true,
    add column usage_since date,
    add column seen_at double precision`,
  `alter table nudge_seat alter column given_is_guess drop default`,
];

/** What a round knew of a seat's use, so that no more than that is said of it. */
export const seatUse: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
