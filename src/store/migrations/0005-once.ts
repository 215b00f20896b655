import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Of what was skipped before this, owners were told by then.
  `alter table delivery add column untold boolean not null default false`,
  `create index delivery_untold on delivery (due_at) where untold`,
];

/** What is told of, or wished for, once. */
export const once: Migration = {
  async up(db: Kysely<never>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
