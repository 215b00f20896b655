/** What somebody wants at the terminal. `line` is a command as it is typed in Slack, behind the slash command. */
export type Wanted = {
  readonly does: 'ask' | 'digest' | 'sync' | 'help';
  readonly line: string;
  readonly format: Format;
  /** Whether a digest is to be printed. */
  readonly print: boolean;
};

export const FORMATS = ['text', 'json', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

type Read =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly problem: string };

const PAIR = /^-{0,2}(?<key>\p{L}[\p{L}_-]*)=(?<value>[^]*)$/u;
const OPTION = /^--(?<key>\p{L}[\p{L}_-]*)$/u;

/**
 * Reads `report --team backend`: each `--key value` is the pair `key=value` of the slash command, whose grammar does the
 * rest. `--format` and `--print` are the terminal's own.
 */
export function readArguments(argv: readonly string[]): Read {
  const words: string[] = [];
  let format: string | undefined;
  let print = false;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const pair = PAIR.exec(word)?.groups;
    const key = pair?.['key'] ?? OPTION.exec(word)?.groups?.['key'];
    if (key === 'help' || word === '-h') return wanted('help', '', 'text', false);
    if (key === 'print' && !pair) {
      print = true;
      continue;
    }
    if (key === undefined) {
      words.push(word.startsWith('-') ? quoted(word) : typed(word));
      continue;
    }
    const value = pair ? pair['value'] : rest.shift();
    if (value === undefined)
      return { ok: false, problem: `--${key} has no value: --${key} <value>.` };
    if (key === 'format') format = value;
    else words.push(`${key}=${typed(value)}`);
  }
  const known = FORMATS.find((name) => name === (format ?? 'text').toLowerCase());
  if (!known) {
    const problem = `--format ${format ?? ''} is not known: it is ${FORMATS.join(', ')}.`;
    return { ok: false, problem };
  }
  const [verb = '', ...pairs] = words;
  switch (verb.toLowerCase()) {
    case 'digest':
      return wanted('digest', ['subscribe', ...pairs].join(' '), known, print);
    case 'sync':
      if (pairs.length > 0) return { ok: false, problem: `sync takes no “${pairs.join(' ')}”.` };
      return wanted('sync', '', known, print);
    case 'report':
      return wanted('ask', pairs.join(' '), known, print);
    case 'help':
    case '':
      return wanted('help', '', 'text', print);
    default:
      return wanted('ask', words.join(' '), known, print);
  }
}

function wanted(does: Wanted['does'], line: string, format: Format, print: boolean): Read {
  return { ok: true, wanted: { does, line, format, print } };
}

/** As Slack would send it: quoted where it is more than one plain word. */
function typed(value: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+/@,:-]*$/u.test(value) ? value : quoted(value);
}

function quoted(value: string): string {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `"${escaped.replace(/[\\"“”„‟＂]/gu, String.raw`\$&`)}"`;
}
