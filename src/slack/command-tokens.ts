import { halfWidth } from './command-words.ts';
import { plain } from './views/text.ts';

/** Where something stands in the text that Slack sent, for whoever wants to point at it. */
export type Span = { readonly from: number; readonly to: number };

/** A value as it was meant: decoded, on one line. `kind` tells what Slack made of it: a person, a channel, a whole audience. */
export type Value = Span & {
  readonly text: string;
  readonly kind: 'text' | 'person' | 'channel' | 'audience';
  /** Slack's id of a person, null for anything else. */
  readonly slackUserId: string | null;
  /** Slack's id of a channel, null for anything else. */
  readonly channelId: string | null;
  readonly quoted: boolean;
  /** Whether it began with a quote that nothing closes. */
  readonly unclosed: boolean;
  /** Whether it was longer than any name; then `text` is its start. */
  readonly tooLong: boolean;
};

export type Token =
  | (Span & { readonly kind: 'word'; readonly value: Value })
  /** `key=value`; the key in lower case, the value null where there is none. */
  | (Span & { readonly kind: 'pair'; readonly key: string; readonly value: Value | null });

/** Code units that a value may have. */
export const MAX_VALUE = 200;

const SPACE = /[\s\p{Z}\p{Cc}]*/uy;
const EQUALS = /[=＝][=＝\s\p{Z}\p{Cc}]*/uy;
const NEXT_PAIR = /[^\s\p{Z}\p{Cc}=＝<"'“”]+[\s\p{Z}\p{Cc}]*[=＝]/uy;
// Slack writes out < and > that people type themselves: one that stands here is Slack's own.
const MARKUP = /<(?<sign>[@#!])?(?<target>[^<>|\s]*)(?:\|(?<label>[^<>]*))?>/uy;
const WORD = /(?:(?!<[^<>]*>)[^\s\p{Z}\p{Cc}])+/uy;
const KEY = /[^\s\p{Z}\p{Cc}=＝]*/uy;

const PERSON_ID = /^[UW][A-Z0-9]{1,40}$/;
const CHANNEL_ID = /^[CGD][A-Z0-9]{1,40}$/;

const QUOTES = ['"“”„‟＂', "'‘’‚‛＇"];

/** Cuts a command's text into words and pairs. Takes any text whatever and never throws. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const closable = new Set(QUOTES);
  let at = skip(SPACE, text, 0);
  while (at < text.length) {
    const token = readToken(text, at, closable);
    if (token.kind === 'pair' || token.value.text !== '') tokens.push(token);
    at = skip(SPACE, text, Math.max(token.to, at + 1));
  }
  return tokens;
}

function readToken(text: string, at: number, closable: Set<string>): Token {
  const keyEnd = isQuote(text[at]) || text[at] === '<' ? at : skip(KEY, text, at);
  const equals = skip(SPACE, text, keyEnd);
  if ((keyEnd > at || equals === at) && isEquals(text[equals])) {
    return readPair(text, { from: at, to: keyEnd }, equals, closable);
  }
  const value = readValue(text, at, closable);
  return { kind: 'word', value, from: at, to: value.to };
}

function readPair(text: string, word: Span, equals: number, closable: Set<string>): Token {
  const { from, to } = word;
  const key = halfWidth(plain(decode(text.slice(from, to)), 40)).toLowerCase();
  const start = skip(EQUALS, text, equals);
  const spaced = /[\s\p{Z}\p{Cc}]$/u.test(text.slice(equals, start));
  const isNext = spaced && skip(NEXT_PAIR, text, start) > start;
  if (start >= text.length || isNext) return { kind: 'pair', key, value: null, from, to: start };
  const value = readValue(text, start, closable);
  return { kind: 'pair', key, value: value.text === '' ? null : value, from, to: value.to };
}

function readValue(text: string, at: number, closable: Set<string>): Value {
  if (isQuote(text[at])) return readQuoted(text, at, closable);
  const markup = readMarkup(text, at);
  if (markup) return markup;
  const to = Math.max(skip(WORD, text, at), at + 1);
  return valueOf(decode(text.slice(at, to)), 'text', { from: at, to });
}

function valueOf(text: string, kind: Value['kind'], span: Span, quoted = false): Value {
  return {
    text: plain(text, MAX_VALUE),
    kind,
    slackUserId: null,
    channelId: null,
    quoted,
    unclosed: false,
    tooLong: text.length > MAX_VALUE,
    from: span.from,
    to: span.to,
  };
}

const KINDS: Readonly<Record<string, Value['kind']>> = {
  '@': 'person',
  '#': 'channel',
  '!': 'audience',
};

/** A value as a sentence shows it. */
export function shown({ text, kind }: Pick<Value, 'text' | 'kind'>): string {
  const sign = { text: '', person: '@', channel: '#', audience: '@' }[kind];
  return plain(`${sign}${text}`, 40);
}

function readMarkup(text: string, at: number): Value | null {
  MARKUP.lastIndex = at;
  const match = MARKUP.exec(text);
  if (!match) return null;
  const { sign, target = '', label = '' } = match.groups ?? {};
  const kind = KINDS[sign ?? ''];
  const span = { from: at, to: at + match[0].length };
  if (!kind) return valueOf(decode(match[0]), 'text', span);
  const slackUserId = kind === 'person' && PERSON_ID.test(target) ? target : null;
  const named = plain(entities(label), MAX_VALUE).replace(/^[@＠\s]+/, '') || target;
  const channelId = kind === 'channel' && CHANNEL_ID.test(target) ? target : null;
  return { ...valueOf(named, kind, span), slackUserId, channelId };
}

/**
 * A closing quote is one of the opening one's family with a space or the end behind it; else the first of the family.
 * `closable` holds the families of which there is such a quote further on: a text full of opening ones is searched once.
 */
function readQuoted(text: string, at: number, closable: Set<string>): Value {
  const family = QUOTES.find((quotes) => quotes.includes(text[at] ?? '')) ?? '"';
  let first = -1;
  let close = -1;
  for (let index = at + 1; index < text.length && close < 0; index += 1) {
    const here = text[index] ?? '';
    if (here === '\\' && isEscaped(text[index + 1], family)) index += 1;
    else if (family.includes(here)) {
      if (first < 0) first = index;
      if (!closable.has(family)) break;
      if (/^(?:[\s\p{Z}\p{Cc}]|$)/u.test(text.slice(index + 1, index + 2))) close = index;
    }
  }
  if (close < 0) closable.delete(family);
  const end = close < 0 ? first : close;
  if (end < 0) return readUnclosed(text, at);
  const inner = text.slice(at + 1, end);
  const span = { from: at, to: end + 1 };
  const markup = readMarkup(inner, 0);
  if (markup && markup.to === inner.length) return { ...markup, ...span, quoted: true };
  const meant = decode(inner).replace(/\\(.)/gsu, (pair, next: string) =>
    isEscaped(next, family) ? next : pair,
  );
  return valueOf(meant, 'text', span, true);
}

/** Without a closing quote the value goes as far as the next pair. */
function readUnclosed(text: string, at: number): Value {
  const rest = text.slice(at + 1);
  const next = rest.search(/[\s\p{Z}\p{Cc}][^\s\p{Z}\p{Cc}=＝]+[\s\p{Z}\p{Cc}]*[=＝]/u);
  const to = next < 0 ? text.length : at + 1 + next;
  const value = valueOf(decode(text.slice(at + 1, to)), 'text', { from: at, to }, true);
  return { ...value, unclosed: true };
}

function isEscaped(next: string | undefined, family: string): boolean {
  return next !== undefined && (next === '\\' || family.includes(next));
}

const SIGNS: Readonly<Record<string, string>> = { '@': '@', '#': '#', '!': '@' };

/** Gives Slack's markup as the words that the person typed, then its three entities as the characters they stand for. */
export function decode(raw: string): string {
  return entities(
    raw.replace(
      /<([@#!])?([^<>|\s]*)(?:\|([^<>]*))?>/gu,
      (_all, sign: string | undefined, target: string, label: string | undefined) => {
        const shown = SIGNS[sign ?? ''];
        if (!shown) return label || target.replace(/^mailto:/, '');
        return `${shown}${(label ?? '').replace(/^[@＠\s]+/, '') || target}`;
      },
    ),
  );
}

function entities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? at + match[0].length : at;
}

function isQuote(character: string | undefined): boolean {
  return character !== undefined && QUOTES.some((quotes) => quotes.includes(character));
}

function isEquals(character: string | undefined): boolean {
  return character === '=' || character === '＝';
}
