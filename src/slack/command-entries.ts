import { MAX_VALUE, type Span, type Token, type Value } from './command-tokens.ts';

/** A key with its value as somebody wrote it; `key` is null where words stand alone, which name a team. */
export type Entry = Span & {
  readonly key: string | null;
  readonly value: Value | null;
  /** `team:backend`. */
  readonly colon: boolean;
  /** Whether words stand right behind an unquoted `team=`. */
  readonly followsTeam: boolean;
};

const COLON = /^(?<key>team|period|provider)[:：](?<rest>.+)$/iu;

/** Puts words that stand together into one name, and gives each pair and name as an entry. */
export function entriesOf(tokens: readonly Token[]): Entry[] {
  const entries: Entry[] = [];
  let open = false;
  for (const token of tokens) {
    const entry = entryOf(token, entries.at(-1));
    const last = entries.at(-1);
    if (open && last && token.kind === 'word')
      entries[entries.length - 1] = joined(last, token.value);
    else entries.push(entry);
    open = token.kind === 'word' && !entry.colon;
  }
  return entries;
}

function entryOf(token: Token, before: Entry | undefined): Entry {
  const { from, to } = token;
  const common = { from, to, colon: false, followsTeam: false };
  if (token.kind === 'pair') return { ...common, key: token.key, value: token.value };
  const { value } = token;
  const colon = value.quoted ? null : COLON.exec(value.text);
  if (colon?.groups) {
    const text = colon.groups['rest'] ?? '';
    const key = (colon.groups['key'] ?? '').toLowerCase();
    return { ...common, key, value: { ...value, text }, colon: true };
  }
  const followsTeam = before?.key === 'team' && before.value?.quoted === false;
  return { ...common, key: null, value, followsTeam };
}

function joined(entry: Entry, next: Value): Entry {
  const { value } = entry;
  if (!value) return entry;
  const text = `${value.text} ${next.text}`;
  return {
    ...entry,
    to: next.to,
    value: {
      text,
      kind: value.kind === 'text' ? next.kind : value.kind,
      quoted: value.quoted || next.quoted,
      unclosed: value.unclosed || next.unclosed,
      tooLong: value.tooLong || next.tooLong || text.length > MAX_VALUE,
      from: value.from,
      to: next.to,
    },
  };
}
