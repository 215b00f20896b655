import { distance } from 'fastest-levenshtein';
import type { TeamOffer } from '../../domain/answers.ts';
import type { DigestDeadEnd } from '../../domain/digests.ts';
import { foldName } from '../../domain/people.ts';
import type { Command } from '../command.ts';
import type { CommandProblem } from '../command-line.ts';
import { markProblem } from '../command-mark.ts';
import { printCommand, printForPeople } from '../command-print.ts';
import { rowOf } from '../command-verbs.ts';
import type { Message } from '../views/blocks.ts';
import { drawingOf } from '../views/drawing.ts';
import type { Button } from '../views/buttons.ts';
import { refusalText } from '../views/refusals.ts';
import {
  ambiguousTeamMessage,
  problemMessage,
  sentenceMessage,
  unknownTeamMessage,
  type Offer,
} from '../views/replies.ts';
import { plain } from '../views/text.ts';
import { ALL_TEAMS, HELP_BUTTON, MY_SUMMARY, run, SUBSCRIPTIONS } from './answer-buttons.ts';
import { verbMeant } from './verb-meant.ts';

/** Where somebody gets no further; `no-email` where Slack tells no address of the one who asks. */
type NoAnswer = DigestDeadEnd | { readonly kind: 'no-email' };

const TEAMS_AS_BUTTONS = 3;
const PLAIN = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** Why a question has no answer, and the commands that go on from there as buttons. `asked` is null where it was no command. */
export function deadEndAnswer(result: NoAnswer, asked: Command | null = null): Message {
  switch (result.kind) {
    case 'refused':
      return sentenceMessage(refusalText(result.refusal), under(insteadOf(result, asked)));
    case 'unknown-team': {
      const offers = [
        ...(asked?.verb === 'report' ? verbOffers(asked) : []),
        ...offersOf(result.suggestions, result.asked, asked),
      ];
      const none = offers.length === 0 ? [ALL_TEAMS, HELP_BUTTON] : [];
      return unknownTeamMessage(
        {
          asked: result.asked,
          known: result.known,
          offers,
          help: printForPeople({ verb: 'help' }),
        },
        under([...teamButtons(offers), ...none]),
      );
    }
    case 'ambiguous-team': {
      const offers = offersOf(result.candidates, result.asked, asked);
      return ambiguousTeamMessage({ asked: result.asked, offers }, under(teamButtons(offers)));
    }
    case 'bad-period':
      return corrected(result.problem, withKey(asked, { period: plain(result.suggestion, 200) }));
    case 'bad-provider':
      return corrected(
        `“${result.asked}” is not a provider here. These are: ${[...result.known, 'all'].join(', ')}.`,
        withKey(asked, { provider: null }),
      );
    case 'no-teams':
      return sentenceMessage(
        plain(result.why, 500) || 'There is no team yet.',
        under([MY_SUMMARY]),
      );
    case 'unknown-subscription':
      return sentenceMessage(
        result.id > 0 ? `There is no subscription ${result.id}.` : 'That subscription is gone.',
        under([SUBSCRIPTIONS]),
      );
    case 'unknown-person':
      return sentenceMessage(unknownPersonText(result), under([MY_SUMMARY, HELP_BUTTON]));
    case 'no-email':
      break;
  }
  return sentenceMessage(
    'Slack tells me no e-mail address for you, so that I cannot know which numbers are yours.',
    under([]),
  );
}

/** What is wrong with a typed command, with the right one as a button. `text` is what stood behind the slash command. */
export function problemAnswer(text: string, problem: CommandProblem): Message {
  const { at, form, corrected } = problem;
  return problemMessage(
    {
      problem: problem.problem,
      typed: markProblem(text, at),
      form,
      corrected: printForPeople(corrected),
    },
    under([correctButton(corrected)]),
  );
}

function corrected(problem: string, command: Command): Message {
  return problemMessage(
    { problem, typed: null, form: null, corrected: printForPeople(command) },
    under([correctButton(command)]),
  );
}

function correctButton(command: Command): Button {
  return run(printForPeople(command), command, 'primary');
}

function under(buttons: readonly Button[]) {
  return drawingOf(PLAIN, [buttons]);
}

function withKey(
  asked: Command | null,
  change: { readonly period: string } | { readonly provider: null },
): Command {
  const [key = ''] = Object.keys(change);
  return asked && key in asked ? { ...asked, ...change } : { verb: 'help' };
}

/** What somebody who is refused may ask instead. */
function insteadOf(
  { refusal }: Extract<NoAnswer, { kind: 'refused' }>,
  asked: Command | null,
): Button[] {
  if (refusal.reason === 'membership') return [];
  const team = asked && 'team' in asked ? asked.team : null;
  if (refusal.reason === 'managers-only' && team !== null) {
    const report = { verb: 'report', team, details: false, period: null, provider: null } as const;
    return [run(`${plain(refusal.team, 40)}: summary`, report), MY_SUMMARY];
  }
  return [MY_SUMMARY, ...(refusal.reason === 'admins-only' ? [ALL_TEAMS] : [])];
}

function unknownPersonText({
  asked,
  email,
}: Extract<NoAnswer, { kind: 'unknown-person' }>): string {
  const who = `“${plain(asked)}”`;
  if (email === null) {
    return `I know nobody by ${who}. Ask with a mention, user=@name, or with an e-mail address.`;
  }
  return `I know nobody by ${who}: no provider has a seat or usage under ${plain(email, 80)}.`;
}

type TeamCommand = Offer & { readonly label: string; readonly value: string };

function teamButtons(offers: readonly TeamCommand[]): Button[] {
  return offers
    .slice(0, TEAMS_AS_BUTTONS)
    .map(({ label, value }) => ({ does: 'run', label, value }));
}

/** A team by its name; by its id where the name is shared, where both are the same word, or where the id was nearly typed. */
function offersOf(
  teams: readonly TeamOffer[],
  typed: string,
  asked: Command | null,
): TeamCommand[] {
  return teams.map((team) => {
    const isShared = teams.some((other) => other !== team && slug(other.name) === slug(team.name));
    const isMeant = slug(team.id) === slug(team.name) || distance(slug(typed), slug(team.id)) <= 2;
    const command = withTeam(asked, plain(isShared || isMeant ? team.id : team.name, 200));
    const place = placeOf(team);
    const isAlike = teams.some((other) => other !== team && placeOf(other) === place);
    const about = isAlike ? `${plain(team.name, 40)} (${plain(team.id, 24)})` : place;
    return {
      command: printForPeople(command),
      value: printCommand(command),
      about,
      label: plain(about, 70) || plain(team.id) || '—',
    };
  });
}

function placeOf({ name, within }: TeamOffer): string {
  return within ? `${plain(name, 35)}, in ${plain(within, 30)}` : plain(name, 70);
}

/** A first word that is near a verb was perhaps meant to be that. */
function verbOffers(asked: Extract<Command, { verb: 'report' }>): TeamCommand[] {
  const meant = verbMeant(asked);
  if (!meant) return [];
  const command = printForPeople(meant);
  const { about } = rowOf(meant.verb);
  return [{ command, value: printCommand(meant), about, label: command }];
}

function withTeam(asked: Command | null, team: string): Command {
  if (asked && 'team' in asked) return { ...asked, team };
  return { verb: 'report', team, details: false, period: null, provider: null };
}

function slug(text: string): string {
  return foldName(text).replace(/[^\p{L}\p{N}]+/gu, '-');
}
