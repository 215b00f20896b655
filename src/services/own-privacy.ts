import type { Actor } from '../domain/access.ts';
import type { PersonSummary } from '../domain/person-summary.ts';
import type { PeopleStore } from '../domain/ports.ts';
import type { ListNudgesSeen } from './list-nudges-seen.ts';

type Ports = {
  readonly people: Pick<PeopleStore, 'accessesTo' | 'unlisted'>;
  readonly listNudgesSeen: ListNudgesSeen;
};

/** How many of those who were shown somebody's data are named to them. */
const SEEN = 5;

/** What only somebody themself is told: who was shown their data, what the bot wrote to them, and their settings. Null where Slack tells no address of theirs. */
export async function ownPrivacy(
  actor: Actor,
  { people, listNudgesSeen }: Ports,
): Promise<PersonSummary['privacy']> {
  if (actor.email === null) return null;
  const { seen, inAll } = await people.accessesTo(actor.email, SEEN);
  const unlisted = await people.unlisted();
  const nudges = await listNudgesSeen(actor);
  return { listed: !unlisted.has(actor.email), seen, seenInAll: inAll, nudges };
}
