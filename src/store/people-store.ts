import type { PeopleStore } from '../domain/ports.ts';
import { accesses } from './accesses.ts';
import type { Database } from './database.ts';
import { matching } from './matching.ts';
import { slackPeople } from './slack-people.ts';
import { unlistedPeople } from './unlisted.ts';

/** What the bot knows of people across Slack and the vendors, in an open database. */
export function createPeopleStore({ kysely }: Database): PeopleStore {
  return {
    ...slackPeople(kysely),
    ...matching(kysely),
    ...unlistedPeople(kysely),
    ...accesses(kysely),
    async prune(before) {
      await kysely.deleteFrom('access').where('at', '<', before).execute();
      await kysely.deleteFrom('slack_person').where('seen_at', '<', before).execute();
      await kysely.deleteFrom('slack_lookup').where('looked_up_at', '<', before).execute();
    },
  };
}
