import type { Config } from './config.ts';
import type { Clock, Directory, PeopleStore, UsageStore } from './domain/ports.ts';
import type { Team } from './domain/teams.ts';
import type { Provider } from './providers/provider.ts';
import type { FetchFeed } from './services/fetch-feed.ts';
import { createFetchMissing } from './services/fetch-missing.ts';
import { createFindSlackPerson, type FindSlackPerson } from './services/find-slack-person.ts';
import { createHideSmall } from './services/hide-small.ts';
import { createListTeams } from './services/list-teams.ts';
import type { RecallFailures } from './services/recall-failures.ts';
import type { QuestionPorts } from './services/question-ports.ts';

export type AskingParts = {
  readonly config: Config;
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  readonly store: UsageStore;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly fetchFeed: FetchFeed;
  readonly directory: Directory;
  readonly clock: Clock;
};

/** What everything that asks about usage has in common. */
export type Asking = {
  readonly findSlackPerson: FindSlackPerson;
  /** The ports of one question, which waits for vendors so many milliseconds in all from now on, and may recall who was in trouble. */
  readonly within: (
    milliseconds: number,
    recall?: RecallFailures,
  ) => QuestionPorts & { readonly findSlackPerson: FindSlackPerson };
};

export function createAsking(parts: AskingParts): Asking {
  const { config, store, people, providers, clock, fetchFeed } = parts;
  const { minGroupSize, retentionDays, reportTimezone: zone } = config;
  const base = { store, people, providers, clock, zone, retentionDays };
  const findSlackPerson = createFindSlackPerson(parts);
  const hideSmall = createHideSmall({ ...base, minGroupSize });
  return {
    findSlackPerson,
    within: (milliseconds, recall = (fetchMissing) => fetchMissing) => {
      const patience = AbortSignal.timeout(milliseconds);
      const fetchMissing = recall(createFetchMissing({ ...base, fetchFeed, patience }));
      const listTeams = createListTeams({ ...base, fetchMissing, fromFile: parts.teams });
      return { ...base, fetchMissing, listTeams, hideSmall, findSlackPerson };
    },
  };
}
