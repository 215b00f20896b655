import type { ChatSplit, CompletionSplit, LinesSplit, Splits } from '../domain/usage.ts';

// A day's splits are kept as lines of `kind ⇥ name ⇥ ide ⇥ up to four numbers`: half as many bytes as JSON, and the
// database takes them apart and adds them up faster (docs/decisions/0008-splits-as-lines.md).

export type SplitKind = 'chat' | 'lines' | 'completion';

/** One line, or the sum of many: which numbers there are depends on the kind. */
export type SplitLine = {
  readonly kind: SplitKind;
  readonly name: string;
  readonly ide: string;
  readonly numbers: readonly (number | null)[];
};

export function writeSplits({ chats, lines, completions }: Splits): string {
  return [
    ...chats.map((it) => line('chat', it.kind, it.ide, [it.turns, it.turnsAccepted])),
    ...lines.map((it) => line('lines', it.language, '', [it.accepted, it.changed])),
    ...completions.map((it) =>
      line('completion', it.language, it.ide, [
        it.accepted,
        it.suggested,
        it.linesAccepted,
        it.linesSuggested,
      ]),
    ),
  ].join('\n');
}

export function readSplits(text: string): Splits {
  if (text === '') return { chats: [], lines: [], completions: [] };
  return toSplits(
    text.split('\n').map((row) => {
      const [kind = '', name = '', ide = '', ...numbers] = row.split('\t');
      return { kind: toKind(kind), name, ide, numbers: numbers.map(toNumber) };
    }),
  );
}

/** Lines, their names still as they are kept, as the domain has them. */
export function toSplits(rows: readonly SplitLine[]): Splits {
  const chats: ChatSplit[] = [];
  const lines: LinesSplit[] = [];
  const completions: CompletionSplit[] = [];
  for (const { kind, name: kept, ide: keptIde, numbers } of rows) {
    const [first = null, second = null, third = null, fourth = null] = numbers;
    const name = unescape(kept);
    const ide = unescape(keptIde);
    if (kind === 'chat') chats.push({ kind: name, ide, turns: first, turnsAccepted: second });
    if (kind === 'lines') lines.push({ language: name, accepted: first, changed: second });
    if (kind === 'completion') {
      completions.push({
        language: name,
        ide,
        accepted: first,
        suggested: second,
        linesAccepted: third,
        linesSuggested: fourth,
      });
    }
  }
  return { chats, lines, completions };
}

function line(
  kind: SplitKind,
  name: string,
  ide: string,
  numbers: readonly (number | null)[],
): string {
  return `${kind}\t${escape(name)}\t${escape(ide)}\t${numbers.join('\t')}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' };

function escape(name: string): string {
  return name.replace(/[\\\t\n]/g, (character) => ESCAPES[character] ?? character);
}

function unescape(name: string): string {
  if (!name.includes('\\')) return name;
  return name.replace(/\\(.)/g, (_, character: string) =>
    character === 't' ? '\t' : character === 'n' ? '\n' : character,
  );
}

function toNumber(text: string): number | null {
  return text === '' ? null : Number(text);
}

export function toKind(text: string): SplitKind {
  return text === 'chat' || text === 'lines' ? text : 'completion';
}
