import { MAX_VALUE, type Span, type Token, type Value } from './command-tokens.ts';
import { isAtName, isEmail, isSaidInTwo } from './command-values.ts';
import { halfWidth, KEYS, nearestKey } from './command-words.ts';

/** A key with its value as somebody wrote it; `key` is null where words stand alone. */
export type Entry = Span & {
  readonly key: string | null;
  readonly value: Value | null;
  /** `team:backend`. */
  readonly colon: boolean;
  /** Words right behind an unquoted name, `team=core platform`: they were probably meant to belong to it. */
  readonly tail: (Span & { readonly text: string; readonly behind: string }) | null;
};

const COLON = new RegExp(`^(?<key>${KEYS.map(({ word }) => word).join('|')}):`, 'iu');

/** Puts words that stand together into one name, and gives each pair and name as an entry. */
export function entriesOf(tokens: readonly Token[]): Entry[] {
  const entries: Entry[] = [];
  for (const token of tokens) {
    const last = entries.at(-1);
    const longer = last && token.kind === 'word' ? continued(last, token.value) : null;
    if (longer) entries[entries.length - 1] = longer;
    else entries.push(entryOf(token));
  }
  return entries;
}

function entryOf(token: Token): Entry {
  const { from, to, value } = token;
  const common = { from, to, value, colon: false, tail: null };
  if (token.kind === 'pair') return { ...common, key: token.key };
  const key = token.value.quoted ? null : colonKey(token.value.text);
  if (key === null) return { ...common, key: null };
  const text = token.value.text.slice(key.length + 1);
  const rest = text === '' ? null : { ...token.value, text };
  return { ...common, key, value: rest, colon: true };
}

function colonKey(text: string): string | null {
  return COLON.exec(halfWidth(text))?.groups?.['key']?.toLowerCase() ?? null;
}

/** The entry with a word that belongs to it, or null where the word is one of its own. */
function continued(entry: Entry, next: Value): Entry | null {
  const { key, value } = entry;
  if (!value) return entry.colon ? { ...entry, value: next, to: next.to } : null;
  if (!isOfWords(value) || !isOfWords(next) || isAtName(next.text)) return null;
  if (key === null) {
    const isPair = !next.quoted && colonKey(next.text) !== null;
    return isPair ? null : { ...entry, to: next.to, value: joined(value, next) };
  }
  const word = nearestKey(key)?.word;
  if (word === undefined || value.quoted) return null;
  if (isSaidInTwo(word, `${value.text} ${next.text}`)) {
    return { ...entry, to: next.to, value: joined(value, next) };
  }
  if (word !== 'team' && word !== 'user') return null;
  const tail = entry.tail
    ? { ...entry.tail, to: next.to, text: joinedText(entry.tail.text, next.text) }
    : { from: next.from, to: next.to, text: next.text, behind: value.text };
  return { ...entry, tail, value: joined(value, next) };
}

function isOfWords(value: Value): boolean {
  return value.kind === 'text' && !isEmail(value.text);
}

function joined(value: Value, next: Value): Value {
  const text = joinedText(value.text, next.text);
  return {
    ...value,
    text,
    quoted: value.quoted || next.quoted,
    unclosed: value.unclosed || next.unclosed,
    tooLong: value.tooLong || next.tooLong || text.length > MAX_VALUE,
    to: next.to,
  };
}

// What is too long already needs no more of it.
function joinedText(text: string, next: string): string {
  return text.length > MAX_VALUE ? text : `${text} ${next}`;
}
