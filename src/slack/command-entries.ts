import { MAX_VALUE, type Span, type Token, type Value } from './command-tokens.ts';
import type { Command } from './command.ts';
import { isSaidOfDays, readAt } from './command-schedule.ts';
import { isAtName, isEmail, isSaidInTwo } from './command-values.ts';
import { foldWord, halfWidth, KEYS, nearestKey } from './command-words.ts';

/** A key with its value as somebody wrote it; `key` is null where words stand alone. */
export type Entry = Span & {
  readonly key: string | null;
  readonly value: Value | null;
  /** What stands between key and value where it is no “=”: `team:backend`, `every monday`. */
  readonly joint: 'colon' | 'space' | null;
  /** Words right behind an unquoted name, `team=core platform`: they were probably meant to belong to it. */
  readonly tail: (Span & { readonly text: string; readonly behind: string }) | null;
};

const COLON = new RegExp(`^(?<key>${KEYS.map(({ word }) => word).join('|')}):`, 'iu');

/**
 * Puts words that stand together into one name, and gives each pair and name as an entry. Behind some verbs, words like
 * “every monday” are pairs too.
 */
export function entriesOf(tokens: readonly Token[], verb: Command['verb'] = 'report'): Entry[] {
  const spoken = SPOKEN[verb] ?? null;
  const entries: Entry[] = [];
  let told: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token === told) continue;
    const next = tokens[index + 1];
    const pair = spoken ? spokenPair(spoken, token, next) : null;
    const last = entries.at(-1);
    const longer = !pair && last && token.kind === 'word' ? continued(last, token.value) : null;
    if (longer) entries[entries.length - 1] = longer;
    else entries.push(pair ?? entryOf(token));
    told = pair ? next : undefined;
  }
  return entries;
}

type Spoken = Readonly<Record<string, (value: Value) => boolean>>;

/** Words that are said before a value of their kind: `every monday at 9 in #general`, `until 31 January`. */
const SPOKEN: { readonly [Verb in Command['verb']]?: Spoken } = {
  subscribe: {
    every: ({ text }) => isSaidOfDays(text),
    on: ({ text }) => isSaidOfDays(text),
    at: ({ text }) => readAt(text).accepted !== null,
    in: ({ kind }) => kind === 'channel',
    into: ({ kind }) => kind === 'channel',
    to: ({ kind }) => kind === 'channel',
  },
  exempt: {
    until: startsEnd,
    till: startsEnd,
    to: startsEnd,
    for: startsEnd,
    because: ({ kind }) => kind === 'text',
  },
};

function startsEnd({ text }: Value): boolean {
  return /^\d/.test(halfWidth(text));
}

function spokenPair(spoken: Spoken, token: Token, next: Token | undefined): Entry | null {
  if (token.kind !== 'word' || token.value.quoted || next?.kind !== 'word') return null;
  const key = foldWord(token.value.text);
  const isPair = Object.hasOwn(spoken, key) && spoken[key]?.(next.value) === true;
  if (!isPair) return null;
  return { key, value: next.value, joint: 'space', tail: null, from: token.from, to: next.to };
}

function entryOf(token: Token): Entry {
  const { from, to, value } = token;
  const common = { from, to, value, joint: null, tail: null };
  if (token.kind === 'pair') return { ...common, key: token.key };
  const key = token.value.quoted ? null : colonKey(token.value.text);
  if (key === null) return { ...common, key: null };
  const text = token.value.text.slice(key.length + 1);
  const rest = text === '' ? null : { ...token.value, text };
  return { ...common, key, value: rest, joint: 'colon' };
}

function colonKey(text: string): string | null {
  return COLON.exec(halfWidth(text))?.groups?.['key']?.toLowerCase() ?? null;
}

/** The entry with a word that belongs to it, or null where the word is one of its own. */
function continued(entry: Entry, next: Value): Entry | null {
  const { key, value } = entry;
  if (!value) return entry.joint ? { ...entry, value: next, to: next.to } : null;
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
