import type { Actor } from '../domain/access.ts';
import type { AccessSeen } from '../domain/person-summary.ts';
import type { QuestionPorts } from './question-ports.ts';

/** Writes down that somebody was shown what other people did; one's own data is nobody else's business. */
export async function noteShown(
  { slackUserId, email: own }: Pick<Actor, 'slackUserId' | 'email'>,
  what: AccessSeen['what'],
  shown: readonly { readonly email: string | null }[],
  { people, clock }: Pick<QuestionPorts, 'people' | 'clock'>,
): Promise<void> {
  const emails = new Set(shown.flatMap(({ email }) => email ?? []));
  if (own !== null) emails.delete(own);
  if (emails.size === 0) return;
  await people.noteAccess({ at: clock(), slackUserId, what, emails: [...emails] });
}
