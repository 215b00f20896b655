import type { Clock, Directory, PeopleStore, SlackPerson } from '../domain/ports.ts';
import { toAppError } from '../errors.ts';

/**
 * Says whom Slack knows by an id: as it said within the hour, else as it says now, else (where it cannot be asked) as it
 * said within the week. Null where Slack knows nobody by it; throws AppError where nothing can be told.
 */
export type FindSlackPerson = (slackUserId: string) => Promise<SlackPerson | null>;

type Ports = {
  readonly directory: Directory;
  readonly people: PeopleStore;
  readonly clock: Clock;
};

const HOUR_MS = 3_600_000;
const GOOD_FOR_MS = HOUR_MS;
const REMEMBERED_FOR_MS = 7 * 24 * HOUR_MS;

export function createFindSlackPerson({ directory, people, clock }: Ports): FindSlackPerson {
  return async (slackUserId) => {
    const remembered = await people.slackPerson(slackUserId);
    const age = remembered ? clock().getTime() - remembered.at.getTime() : Infinity;
    if (remembered && age < GOOD_FOR_MS) return remembered.person;
    try {
      const person = await directory.person(slackUserId);
      if (person) await people.keepSlackPerson(person, clock());
      return person;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (remembered && error.retryable && age < REMEMBERED_FOR_MS) return remembered.person;
      throw error;
    }
  };
}
