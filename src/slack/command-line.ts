import type { Command } from './command.ts';
import { keyMeant, readVerb, type Complaint } from './command-asked.ts';
import { commandOf } from './command-build.ts';
import type { Entry } from './command-entries.ts';
import { take, type Reading } from './command-take.ts';
import { tokenize, type Token } from './command-tokens.ts';
import { COMMAND, foldWord, keyNamed } from './command-words.ts';

/**
 * What is wrong with a command: a sentence that names the wrong word, where that stands in Slack's text, how the part
 * is written, and the nearest command that is right.
 */
export type CommandProblem = Complaint & { readonly corrected: Command };

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly problem: CommandProblem };

/**
 * Reads what stands behind the slash command, as Slack sends it with `should_escape`; the slash command itself may stand
 * there too. `providers` are the ids that can be asked for. Never throws; whatever is wrong, `corrected` is a command that parses.
 */
export function parseCommandLine(text: string, providers: readonly string[]): ParsedCommand {
  const { row, entries, complaint } = readVerb(withoutCommand(tokenize(text)));
  const complaints = complaint ? [complaint] : [];
  const reading: Reading = { row, providers, given: {}, said: new Map(), complaints };
  for (const entry of entries) take(reading, entry);
  if (row.verb === 'nudges') onlyLogIsOfOne(reading, entries);
  const command = commandOf(row.verb, reading.given);
  const [first] = complaints;
  if (command && !first) return { ok: true, command };
  if (first) return { ok: false, problem: { ...first, corrected: command ?? insteadOf(reading) } };
  const missing = { ...missingOf(reading), at: { from: 0, to: text.length } };
  return { ok: false, problem: { ...missing, corrected: insteadOf(reading) } };
}

/** Whoever pauses nudges for one person would pause them for all. */
function onlyLogIsOfOne({ given, row, complaints }: Reading, entries: readonly Entry[]): void {
  const { action = 'log', user } = given;
  const entry = entries.find((one) => keyMeant(one, row.keys) === 'user');
  if (!user || !entry || action === 'log') return;
  const problem = `“nudges ${action}” is about everybody: a person goes with “nudges log”, or with “exempt”.`;
  complaints.push({
    problem,
    at: { from: entry.from, to: entry.to },
    form: 'nudges log user=@name',
  });
}

// People paste whole commands, and buttons carry them.
function withoutCommand(tokens: readonly Token[]): readonly Token[] {
  const [first, ...rest] = tokens;
  if (first?.kind !== 'word' || first.value.quoted) return tokens;
  return foldWord(first.value.text) === foldWord(COMMAND) ? rest : tokens;
}

function missingOf({ row, given }: Reading): Pick<Complaint, 'problem' | 'form'> {
  if (row.verb === 'unsubscribe') {
    const problem = 'Which subscription? Give its number; “subscriptions” lists them.';
    return { problem, form: 'unsubscribe 7' };
  }
  if (row.verb === 'exempt') {
    if (given.user === undefined) {
      return { problem: 'Exempt whom? Name one person.', form: keyNamed('user').form };
    }
    const problem = 'Until when? An exemption has an end: give its last day.';
    return { problem, form: keyNamed('until').form };
  }
  const problem = 'Which team? Name one; “me” gives your own summary.';
  return { problem, form: keyNamed('team').form };
}

const NUDGES: Command = { verb: 'nudges', action: 'status', user: null };

const A_MONTH = { kind: 'days', days: 30 } as const;

/**
 * What to offer for a summary of nobody: one's own where it is narrowed, else the help; where no subscription is named, all;
 * for an exemption without an end, a month.
 */
function insteadOf({ row, given }: Reading): Command {
  if (row.verb === 'unsubscribe') return { verb: 'subscriptions' };
  if (row.verb === 'exempt') {
    return commandOf('exempt', { until: A_MONTH, ...given }) ?? NUDGES;
  }
  const isNarrowed = given.period !== undefined || given.provider !== undefined;
  const own = isNarrowed ? commandOf('me', given) : null;
  return own ?? { verb: 'help' };
}
