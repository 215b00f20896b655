import { entriesOf, type Entry } from './command-entries.ts';
import { MAX_VALUE, tokenize, type Span, type Token } from './command-tokens.ts';
import { readValueFor } from './command-values.ts';
import { COMMAND, KEYS, nearestKey, VERBS, type Key } from './command-words.ts';

/** What somebody asks for. */
export type Command =
  | { readonly verb: 'help' }
  | {
      readonly verb: 'report';
      readonly team: string;
      readonly period: string | null;
      readonly provider: string | null;
    };

/**
 * What is wrong with a command: a sentence that names the wrong word, where that stands in Slack's text, how the part
 * is written, and the nearest command that is right.
 */
export type CommandProblem = Complaint & { readonly corrected: Command };

type Complaint = { readonly problem: string; readonly at: Span; readonly form: string | null };

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly problem: CommandProblem };

const HELP: Command = { verb: 'help' };
const TEAM_FORM = 'team=<name>';

/** Makes a command of the values that its keys were given, null where one is missing. */
type Builder = (values: ReadonlyMap<string, string>) => Command | null;

/** The verbs of this version; a report is what no verb means. */
const BUILDERS: Readonly<Record<string, Builder>> = { report: reportOf };

/**
 * Reads what stands behind the slash command, as Slack sends it with `should_escape`. `providers` are the ids that can be
 * asked for. Never throws; whatever is wrong, `corrected` is a command that parses.
 */
export function parseCommandLine(text: string, providers: readonly string[]): ParsedCommand {
  const tokens = tokenize(text);
  const [first] = tokens;
  if (!first) return { ok: true, command: HELP };
  const verb = verbOf(first);
  if (verb === 'help') return { ok: true, command: HELP };
  const reading: Reading = { providers, values: new Map(), complaints: [] };
  const build = BUILDERS[verb ?? 'report'];
  if (verb && !build) complain(reading, first, notYet(verb), TEAM_FORM);
  const rest = build ? tokens.slice(verb ? 1 : 0) : tokens.filter(({ kind }) => kind === 'pair');
  for (const entry of entriesOf(rest)) take(reading, entry);
  return finish(reading, build ?? reportOf, { from: 0, to: text.length });
}

/** Writes a command as somebody would type it; parsing it gives the same command. */
export function printCommand(command: Command): string {
  const values = new Map(Object.entries(command));
  const pairs = KEYS.flatMap(({ word }) => {
    const value = values.get(word);
    return typeof value === 'string' ? [`${word}=${quoted(value)}`] : [];
  });
  return [COMMAND, ...(command.verb === 'report' ? [] : [command.verb]), ...pairs].join(' ');
}

function quoted(value: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+/-]*$/u.test(value)) return value;
  return `"${value.replace(/[\\"“”„‟＂]/gu, '\\$&')}"`;
}

type Reading = {
  readonly providers: readonly string[];
  readonly values: Map<string, string>;
  readonly complaints: Complaint[];
};

function complain(reading: Reading, at: Span, problem: string, form: string | null): void {
  reading.complaints.push({ problem, at: { from: at.from, to: at.to }, form });
}

function verbOf(token: Token): string | undefined {
  if (token.kind !== 'word' || token.value.quoted || token.value.kind !== 'text') return undefined;
  return VERBS.find((word) => word === token.value.text.toLowerCase());
}

function notYet(verb: string): string {
  return `“${verb}” is not in this version yet: today I answer with a team’s summary.`;
}

function take(reading: Reading, entry: Entry): void {
  if (entry.value?.unclosed) {
    complain(reading, entry, `The quote before “${entry.value.text}” is not closed.`, null);
  }
  const key = keyFor(reading, entry);
  if (!key) return;
  const { value } = entry;
  if (!value) return complain(reading, entry, `“${key.word}=” has no value behind it.`, key.form);
  if (value.tooLong) {
    return complain(
      reading,
      entry,
      `“${value.text.slice(0, 30)}…” is longer than any name.`,
      key.form,
    );
  }
  const earlier = reading.values.get(key.word);
  if (earlier !== undefined) return twice(reading, entry, key, earlier);
  const { accepted, objection } = readValueFor(key.word, value, reading.providers);
  if (objection) complain(reading, entry, objection.problem, objection.form);
  if (accepted !== null) reading.values.set(key.word, accepted);
}

/** The key that an entry is for, if there is one to go on with; whatever is wrong with it is complained about. */
function keyFor(reading: Reading, entry: Entry): Key | null {
  if (entry.key === null) return nearestKey('team');
  if (entry.key === '') {
    complain(reading, entry, `There is no key before “=${entry.value?.text ?? ''}”.`, TEAM_FORM);
    return nearestKey('team');
  }
  const key = nearestKey(entry.key);
  const shown = entry.key;
  if (key && key.word !== shown) {
    const meant = key.ready ? `: did you mean “${key.word}”?` : '.';
    complain(reading, entry, `“${shown}” is not a key${meant}`, key.ready ? key.form : null);
  } else if (key && entry.colon) {
    complain(reading, entry, `“${shown}” and its value are joined by “=”, not by “:”.`, key.form);
  } else if (key && !key.ready) {
    complain(reading, entry, `“${shown}=” is not in this version yet.`, null);
  } else if (!key) {
    const known = KEYS.filter(({ ready }) => ready).map(({ word }) => word);
    complain(reading, entry, `“${shown}” is not a key. The keys are ${known.join(', ')}.`, null);
  }
  return key?.ready ? key : null;
}

function twice(reading: Reading, entry: Entry, key: Key, earlier: string): void {
  const text = entry.value?.text ?? '';
  if (entry.key === null && entry.followsTeam) {
    const whole = `${earlier} ${text}`;
    if (whole.length <= MAX_VALUE) reading.values.set('team', whole);
    const problem = `“${text}” stands alone behind “${earlier}”: a name with spaces is put in quotes.`;
    return complain(reading, entry, problem, 'team="<name>"');
  }
  complain(
    reading,
    entry,
    `The ${key.word} is given twice: “${earlier}” and “${text}”. Ask for one at a time.`,
    key.form,
  );
}

function reportOf(values: ReadonlyMap<string, string>): Command | null {
  const team = values.get('team');
  if (!team) return null;
  const provider = values.get('provider') ?? 'all';
  return {
    verb: 'report',
    team,
    period: values.get('period') ?? null,
    provider: provider === 'all' ? null : provider,
  };
}

function finish({ values, complaints }: Reading, build: Builder, whole: Span): ParsedCommand {
  const command = build(values);
  const missing = { problem: 'Which team? Name one.', at: whole, form: TEAM_FORM };
  const complaint = complaints[0] ?? (command ? undefined : missing);
  if (command && !complaint) return { ok: true, command };
  return { ok: false, problem: { ...(complaint ?? missing), corrected: command ?? HELP } };
}
