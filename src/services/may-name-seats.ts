import { refusalOf } from '../domain/access.ts';
import type { IdentifyActor } from '../domain/answers.ts';
import type { PeopleStore } from '../domain/ports.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import { toAppError } from '../errors.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import { createIdentifyActor } from './identify-actor.ts';
import { mayRun } from './own-subscription.ts';

type Ports = {
  readonly findSlackPerson: FindSlackPerson;
  readonly people: Pick<PeopleStore, 'slackPerson'>;
  /** See `createIdentifyActor`. */
  readonly adminUsers: readonly string[];
};

/** Whether a channel may be shown who holds a team's inactive seats: on the word of somebody who may see them at that time. */
export type MayNameSeats = (subscription: Subscription, team: Team) => Promise<boolean>;

/** Where Slack does not say who the owner is, what it last said counts; a digest does not wait for that. */
export function createMayNameSeats({ findSlackPerson, people, adminUsers }: Ports): MayNameSeats {
  const identify: IdentifyActor = createIdentifyActor({
    adminUsers,
    findSlackPerson: async (slackUserId) => {
      try {
        return await findSlackPerson(slackUserId);
      } catch (thrown) {
        const remembered = await people.slackPerson(slackUserId);
        if (remembered && toAppError(thrown).retryable) return remembered.person;
        throw thrown;
      }
    },
  });
  return async ({ ownerId, slackTeamId }, team) => {
    try {
      const owner = await identify(ownerId, slackTeamId);
      return refusalOf(owner) === null && mayRun(owner, team);
    } catch (thrown) {
      if (toAppError(thrown).code === 'internal') throw thrown;
      return false;
    }
  };
}
