import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often what was drawn of a message had to be thrown away. */
export const redrawn: Migration = {
  async up(db: Kysely<never>) {
    await sql`alter table delivery add column redrawn integer not null default 0`.execute(db);
  },
};
