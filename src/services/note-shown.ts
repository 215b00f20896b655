import type { Actor } from '../domain/access.ts';
import type { AccessSeen } from '../domain/person-summary.ts';
import type { Clock, PeopleStore } from '../domain/ports.ts';

type Ports = {
  readonly people: Pick<PeopleStore, 'noteAccess' | 'takeBackAccess'>;
  readonly clock: Clock;
};

/**
 * Writes down that somebody was shown what other people did; one's own data is nobody else's business. Gives what takes
 * the note back, for what then could not be shown.
 */
export async function noteShown(
  { slackUserId, email: own }: Pick<Actor, 'slackUserId' | 'email'>,
  what: AccessSeen['what'],
  shown: readonly { readonly email: string | null }[],
  { people, clock }: Ports,
): Promise<() => Promise<void>> {
  const emails = new Set(shown.flatMap(({ email }) => email ?? []));
  if (own !== null) emails.delete(own);
  const entry = { at: clock(), slackUserId, what, emails: [...emails] };
  const noted = emails.size > 0 ? await people.noteAccess(entry) : null;
  return async () => {
    if (noted !== null) await people.takeBackAccess(noted);
  };
}
