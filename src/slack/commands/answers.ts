import { distance } from 'fastest-levenshtein';
import type { ReportTeamResult, TeamOffer } from '../../domain/answers.ts';
import { foldName } from '../../domain/people.ts';
import { printCommand, type Command } from '../command-line.ts';
import { COMMAND } from '../command-words.ts';
import type { Message } from '../views/blocks.ts';
import {
  ambiguousTeamMessage,
  helpMessage,
  noTeamsMessage,
  problemMessage,
  unknownTeamMessage,
  type Offer,
} from '../views/replies.ts';
import { teamSummaryMessage } from '../views/team-summary.ts';

type Report = Extract<Command, { verb: 'report' }>;

const HELP: Command = { verb: 'help' };

/** What the service found, as a message; every dead end names commands that go on from there. */
export function reportAnswer(
  asked: Report,
  result: ReportTeamResult,
  charts: 'native' | 'text',
): Message {
  switch (result.kind) {
    case 'unknown-team':
      return unknownTeamMessage({
        asked: result.asked,
        known: result.known,
        offers: result.suggestions.map((team) =>
          offer(asked, result.asked, team, result.suggestions),
        ),
        help: printCommand(HELP),
      });
    case 'ambiguous-team':
      return ambiguousTeamMessage({
        asked: result.asked,
        offers: result.candidates.map((team) =>
          offer(asked, result.asked, team, result.candidates),
        ),
      });
    case 'bad-period':
      return problemAnswer({
        problem: result.problem,
        form: null,
        corrected: { ...asked, period: result.suggestion },
      });
    case 'bad-provider':
      return problemAnswer({
        problem: `“${result.asked}” is not a provider here. These are: ${[...result.known, 'all'].join(', ')}.`,
        form: null,
        corrected: { ...asked, provider: null },
      });
    case 'no-teams':
      return noTeamsMessage(result.why);
    case 'summary':
      break;
  }
  return teamSummaryMessage(result.summary, { charts });
}

export function problemAnswer(wrong: {
  readonly problem: string;
  readonly form: string | null;
  readonly corrected: Command;
}): Message {
  return problemMessage({ ...wrong, corrected: printCommand(wrong.corrected) });
}

export function helpAnswer(providers: readonly string[]): Message {
  const [provider = 'all'] = providers;
  const examples: Offer[] = [
    { command: `${COMMAND} team=backend`, about: 'a team’s summary, over the last 28 days' },
    { command: `${COMMAND} backend`, about: 'the same' },
    { command: `${COMMAND} "core platform" period=last-month`, about: 'over another period' },
    { command: `${COMMAND} backend provider=${provider}`, about: 'from one provider only' },
    { command: printCommand(HELP), about: 'this' },
  ];
  return helpMessage({ examples, providers });
}

/** A team by its name; by its id where the name is shared, where both are the same word, or where the id was nearly typed. */
function offer(asked: Report, typed: string, team: TeamOffer, others: readonly TeamOffer[]): Offer {
  const isShared = others.some((other) => other !== team && slug(other.name) === slug(team.name));
  const isMeant = slug(team.id) === slug(team.name) || distance(slug(typed), slug(team.id)) <= 2;
  const by = isShared || isMeant ? team.id : team.name;
  return {
    command: printCommand({ ...asked, team: by }),
    about: team.within ? `${team.name}, in ${team.within}` : team.name,
  };
}

function slug(text: string): string {
  return foldName(text).replace(/[^\p{L}\p{N}]+/gu, '-');
}
