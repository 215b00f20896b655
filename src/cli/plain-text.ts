import { COMMAND } from '../slack/command-words.ts';
import { parseCommandLine } from '../slack/command-line.ts';
import { answeredHere } from './verbs.ts';

/** How the slash command is typed at a terminal. */
export const PROGRAM = 'npm run -s cli --';

const LINK = /<(?:https?:[^<>|]*)\|(?<label>[^<>]*)>/g;
const MENTION = /<(?<sign>[@#])(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>/g;
const CODE = /`(?<code>[^`\n]*)`/g;

/** Gives what Slack would show of a message's text; commands that it names are those of this terminal. */
export function plainText(mrkdwn: string, providers: readonly string[]): string {
  return mrkdwn
    .replaceAll('\u2060', '')
    .replace(LINK, '$<label>')
    .replace(MENTION, '$<sign>$<id>')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(CODE, (_span, code: string) => commandHere(code, providers));
}

function commandHere(code: string, providers: readonly string[]): string {
  if (!code.startsWith(COMMAND)) return code;
  const parsed = parseCommandLine(code, providers);
  if (!parsed.ok || !answeredHere(parsed.command)) return `${code} (in Slack)`;
  return `${PROGRAM}${inShell(code.slice(COMMAND.length))}`;
}

// Quotes inside a word are the shell's: `team="core platform"` reaches the program as one word.
function inShell(words: string): string {
  return words.replaceAll('$', String.raw`\$`);
}
