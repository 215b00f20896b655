import type { DeadEnd, TeamOffer } from '../domain/answers.ts';
import { findTeam, type Team } from '../domain/teams.ts';
import type { Teams } from './list-teams.ts';
import { allTogether } from './team-parts.ts';

/** The team that is asked for, and what its figures are of: itself, or where it is null all teams as one. */
export type ChosenTeam = { readonly asked: Team | null; readonly team: Team };

/** Reads `team=`; null asks for all teams together. */
export function chooseTeam(text: string | null, { teams, trouble }: Teams): ChosenTeam | DeadEnd {
  const noTeams: DeadEnd = { kind: 'no-teams', why: trouble ?? NO_TEAMS };
  if (text === null) {
    return teams.length > 0 ? { asked: null, team: allTogether(teams) } : noTeams;
  }
  const match = findTeam(teams, text);
  if ('found' in match) return { asked: match.found, team: match.found };
  if ('ambiguous' in match) {
    return { kind: 'ambiguous-team', asked: text, candidates: match.ambiguous.map(offer) };
  }
  if (teams.length === 0) return noTeams;
  const suggestions = match.suggestions.map(offer);
  return { kind: 'unknown-team', asked: text, suggestions, known: teams.length };
}

const NO_TEAMS =
  'No provider lists departments, and no teams file is set. An admin can name the teams in a file and set TEAMS_FILE.';

function offer({ id, name, within }: Team): TeamOffer {
  return { id, name, within };
}
