import { manages, type Actor } from '../domain/access.ts';
import type { ManagedTeams } from '../domain/home.ts';
import { AppError } from '../errors.ts';
import { compareTeams } from './compare-teams.ts';
import type { QuestionPorts } from './question-ports.ts';
import { understand } from './understand-question.ts';

/** The teams that somebody manages, side by side as `teams` has them. */
export type CompareManaged = (actor: Actor) => Promise<ManagedTeams>;

/** Each takes a handful of queries, and nobody reads more on one page. */
const MOST = 15;

export function createCompareManaged(ports: QuestionPorts): CompareManaged {
  return async (actor) => {
    const asked = { team: null, provider: null, period: null };
    const subject = await understand(actor, asked, ports, () => undefined);
    if ('kind' in subject) throw new AppError('not_found', 'Your teams are not known any more.');
    const own = subject.teams
      .filter((team) => manages(actor, team))
      .toSorted((left, right) => left.name.localeCompare(right.name));
    const summary = await compareTeams(subject, own.slice(0, MOST), ports);
    return { summary, more: Math.max(own.length - MOST, 0) };
  };
}
