import { OPERATOR } from '../domain/access.ts';
import type { OnProgress, Questions } from '../domain/answers.ts';
import type { Clock, OpenTableFile } from '../domain/ports.ts';
import type { MakeDigest } from '../services/make-digest.ts';
import type { SyncUsage } from '../services/sync-usage.ts';
import type { Command } from '../slack/command.ts';
import { parseCommandLine } from '../slack/command-line.ts';
import { exportAnswer, problemAnswer } from '../slack/commands/answers.ts';
import type { Look } from '../slack/views/look.ts';
import { progressMessage } from '../slack/views/replies.ts';
import { answer, codeOf } from './answer.ts';
import type { Wanted } from './arguments.ts';
import { digest } from './digest.ts';
import { helpText } from './help.ts';
import { jsonTables } from './json-file.ts';
import { plainText, PROGRAM } from './plain-text.ts';
import { print } from './print.ts';
import { sync } from './sync.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';
import { answeredHere } from './verbs.ts';

export type CliParts = {
  readonly terminal: Terminal;
  /** The services, with an export that is written by `openTableFile` and handed to `deliver`. */
  readonly questionsWith: (parts: {
    readonly openTableFile: OpenTableFile;
    readonly deliver: (path: string) => Promise<void>;
  }) => Questions;
  readonly makeDigest: MakeDigest;
  readonly syncUsage: SyncUsage;
  /** Writes CSV. */
  readonly openTableFile: OpenTableFile;
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly clock: Clock;
  /** The report's IANA zone. */
  readonly zone: string;
  readonly signal: AbortSignal;
};

/** Does what somebody wants at the terminal. Throws AppError where that cannot be done at all. */
export async function runCli(wanted: Wanted, parts: CliParts): Promise<ExitCode> {
  const { terminal } = parts;
  const ids = parts.providers.map(({ id }) => id);
  if (wanted.does === 'sync') return print(await sync(parts), wanted.format, parts);
  const parsed = parseCommandLine(wanted.line, ids);
  if (!parsed.ok) {
    const { text } = problemAnswer(wanted.line, parsed.problem);
    terminal.err(`${plainText(text, ids)}\n`);
    return EXIT.wrongUse;
  }
  const { command } = parsed;
  if (wanted.does === 'digest')
    return printDigest(command, wanted, parts, progressTo(terminal, ids));
  return askHere(command, wanted, parts, ids);
}

async function printDigest(
  command: Command,
  { print: isPrinted, format }: Wanted,
  parts: CliParts,
  onProgress: OnProgress,
): Promise<ExitCode> {
  const team = command.verb === 'subscribe' ? command.team : null;
  if (command.verb !== 'subscribe' || team === null) {
    return refuse(`Which team? ${PROGRAM} digest --team <name> --print`, parts);
  }
  if (!isPrinted) {
    return refuse(
      'A digest is only printed here: add --print. To have one posted, subscribe a channel in Slack: /ai-usage subscribe.',
      parts,
    );
  }
  return print(await digest({ ...command, team }, { ...parts, onProgress }), format, parts);
}

async function askHere(
  command: Command,
  { line, format }: Wanted,
  parts: CliParts,
  ids: readonly string[],
): Promise<ExitCode> {
  const { terminal } = parts;
  if (command.verb === 'mine') return refuse(`Which team? ${PROGRAM} report --team <name>`, parts);
  const asked = answeredHere(command);
  if (!asked) {
    return refuse(
      `“${line}” needs somebody’s own Slack account or a channel: type /ai-usage ${line} in Slack.`,
      parts,
    );
  }
  const onProgress = progressTo(terminal, ids);
  const look: Look = { blocks: 'basic', providers: ids, audience: 'asker', sharedBy: null };
  if (asked.verb === 'help') {
    terminal.out(helpText(ids));
    return EXIT.done;
  }
  if (asked.verb === 'export') {
    const isJson = format === 'json';
    const questions = parts.questionsWith({
      openTableFile: isJson ? jsonTables(terminal) : parts.openTableFile,
      deliver: isJson ? async () => undefined : (path) => terminal.outFile(path),
    });
    const { user: person, team, period, provider, seats } = asked;
    const wish = { person, team, period, provider, seats };
    const result = await questions.exportUsage(OPERATOR, wish, onProgress);
    if (result.kind === 'exported') {
      terminal.err(`${result.file}: ${result.rows} rows.\n`);
      return EXIT.done;
    }
    terminal.err(`${plainText(exportAnswer(asked, result, look).text, ids)}\n`);
    return codeOf(result);
  }
  const { openTableFile } = parts;
  const questions = parts.questionsWith({
    openTableFile,
    deliver: (path) => terminal.outFile(path),
  });
  const whole = format !== 'text';
  const found = await answer(asked, { questions, look, whole, onProgress });
  return print({ ...found, text: plainText(found.text, ids) }, format, parts);
}

function refuse(sentence: string, { terminal }: Pick<CliParts, 'terminal'>): ExitCode {
  terminal.err(`${sentence}\n`);
  return EXIT.wrongUse;
}

/** Says each thing once. */
function progressTo(terminal: Terminal, ids: readonly string[]): OnProgress {
  const said = new Set<string>();
  return (progress) => {
    const text = plainText(progressMessage(progress).text, ids);
    if (said.has(text)) return;
    said.add(text);
    terminal.err(`${text}\n`);
  };
}
