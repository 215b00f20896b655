import type { Command } from '../command.ts';
import { parseCommandLine } from '../command-line.ts';
import { printCommand } from '../command-print.ts';
import { nearestVerb } from '../command-verbs.ts';
import { COMMAND } from '../command-words.ts';

type Report = Extract<Command, { verb: 'report' }>;

/** `inactiv backend`: the command that was probably meant by a team that there is not, as its first word is near a verb; null where it is not. */
export function verbMeant(asked: Report): Command | null {
  const [first = '', ...others] = asked.team.split(' ');
  const verb = nearestVerb(first);
  if (verb === null) return null;
  const rest = others.join(' ');
  const { period, provider } = asked;
  const said =
    rest === ''
      ? printCommand({ verb: 'teams', period, provider }).replace(`${COMMAND} teams`, verb)
      : printCommand({ ...asked, team: rest }).replace(`${COMMAND} team=`, `${verb} `);
  const parsed = parseCommandLine(said, provider === null ? [] : [provider]);
  return parsed.ok ? parsed.command : parsed.problem.corrected;
}
