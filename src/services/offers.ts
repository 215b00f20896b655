import { manages, type Actor } from '../domain/access.ts';
import type { Offers } from '../domain/answers.ts';
import type { QuestionPorts } from './question-ports.ts';
import { providersOf } from './team-parts.ts';
import type { Subject } from './understand-question.ts';

/** Whether somebody may have a team's usage as a file; null for all teams together. */
export function mayExport(actor: Actor, asked: Subject['asked']): boolean {
  return actor.isAdmin || (asked !== null && manages(actor, asked));
}

/** What may be done with an answer about a team. */
export function offersFor(
  actor: Actor,
  { asked, team }: Subject,
  { providers }: Pick<QuestionPorts, 'providers'>,
  details: boolean,
): Offers {
  return {
    share: true,
    details,
    download: mayExport(actor, asked),
    providers: providersOf(team, providers).map(({ id }) => id),
  };
}
