import type { Kysely } from 'kysely';
import type { PeopleStore } from '../domain/ports.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** Who does not want to be named on top lists. */
export function unlistedPeople(db: Kysely<Tables>): Pick<PeopleStore, 'unlisted' | 'setListed'> {
  return {
    async unlisted() {
      const rows = await db.selectFrom('unlisted').select('email').execute();
      return new Set(rows.map(({ email }) => email));
    },

    async setListed(given, listed, at) {
      const email = storable(given);
      if (listed) await db.deleteFrom('unlisted').where('email', '=', email).execute();
      else {
        await db
          .insertInto('unlisted')
          .values({ email, at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
  };
}
