import type { SplitFigures, SplitShare } from './summary.ts';
import { add, type Splits } from './usage.ts';

const IDES: Readonly<Record<string, string>> = {
  jetbrains: 'JetBrains',
  vscode: 'VS Code',
  visualstudio: 'Visual Studio',
  lingmaide: 'Lingma IDE',
};

const CHAT_KINDS: Readonly<Record<string, string>> = {
  FREE_INPUT: 'free chat',
  GENERATE_TESTCASE: 'unit tests',
  EXPLAIN_CODE: 'explaining code',
  OPTIMIZE_CODE: 'improving code',
  CODE_GENERATE_COMMENT: 'comments',
};

/** Adds breakdowns up and ranks their names, largest first. Names that differ in case or spaces only are one. */
export function summarizeSplits(parts: readonly Splits[]): SplitFigures {
  const lines = parts.flatMap((part) => part.lines);
  const completions = parts.flatMap((part) => part.completions);
  const chats = parts.flatMap((part) => part.chats);
  return {
    languages: rank(
      lines.map((line) => ({ name: line.language, part: line.accepted })),
      'lines accepted',
      (name) => name,
    ),
    ides: rank(
      completions.map((completion) => ({ name: completion.ide, part: completion.accepted })),
      'completions accepted',
      (name) => IDES[fold(name)] ?? name,
    ),
    chatKinds: rank(
      chats.map((chat) => ({ name: chat.kind, part: chat.turns })),
      'chat turns',
      (name) => CHAT_KINDS[name] ?? name,
    ),
  };
}

function rank(
  entries: readonly { name: string; part: number | null }[],
  of: SplitShare['of'],
  label: (name: string) => string,
): SplitShare[] {
  const sums = new Map<string, { name: string; part: number | null }>();
  for (const { name, part } of entries) {
    const known = sums.get(fold(name));
    sums.set(fold(name), {
      name: known?.name ?? label(name.trim()),
      part: add(known?.part ?? null, part),
    });
  }
  return [...sums.values()]
    .flatMap(({ name, part }) => (part === null || part === 0 ? [] : [{ name, part, of }]))
    .toSorted((left, right) => right.part - left.part || left.name.localeCompare(right.name));
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
