import type { PersonAsked } from '../domain/answers.ts';
import type { RankedBy } from '../domain/lists.ts';
import { foldEmail } from '../domain/people.ts';
import type { Every, Section } from '../domain/subscriptions.ts';
import {
  isSaidOfSections,
  readChannel,
  readId,
  readNames,
  readSections,
  type ChannelNamed,
} from './command-digest-values.ts';
import {
  isSaidOfUntil,
  readAction,
  readUntil,
  type NudgeAction,
  type Until,
} from './command-nudge-values.ts';
import { objected, taken, type Objection, type Read } from './command-reading.ts';
import { isSaidOfDays, isSaidOfTime, readAt, readEvery } from './command-schedule.ts';
import { MAX_VALUE, shown, type Value } from './command-tokens.ts';
import { foldWord, halfWidth, keyNamed, nearest, type KeyWord } from './command-words.ts';
import { isSaidOfPlace, readZone } from './command-zones.ts';
import { clip } from './views/text.ts';

type View = 'details' | 'unmatched' | 'seats';

type Values = {
  readonly team: string;
  readonly user: PersonAsked;
  readonly period: string;
  readonly provider: string;
  readonly by: RankedBy;
  readonly limit: number;
  readonly days: number;
  readonly view: View;
  readonly every: Every;
  readonly at: string;
  readonly tz: string;
  readonly names: boolean;
  readonly sections: readonly Section[];
  readonly channel: ChannelNamed;
  readonly id: number;
  readonly action: NudgeAction;
  readonly until: Until;
  readonly reason: string;
};

/** What the keys of a command were given, as far as it could be taken. */
export type Given = { -readonly [K in KeyWord]?: Values[K] };

/** What is known where a value is read: the providers' ids, and the one view that the verb can have. */
export type Context = { readonly providers: readonly string[]; readonly view: View };

type Reader<T> = (value: Value, context: Context) => Read<T>;

type Taker = (given: Given, value: Value, context: Context) => Objection | null;

const TAKERS: Readonly<Record<KeyWord, Taker>> = {
  team: into('team', readTeam),
  user: into('user', readUser),
  period: into('period', ({ text }) => taken(halfWidth(text))),
  provider: into('provider', readProvider),
  by: into('by', readBy),
  limit: into('limit', ({ text }) => readNumber('limit', halfWidth(text), 100)),
  days: into('days', ({ text }) =>
    readNumber('days', halfWidth(text).replace(/\s?d(?:ays?)?$/i, ''), 365),
  ),
  view: into('view', readView),
  every: into('every', ({ text }) => readEvery(text)),
  at: into('at', ({ text }) => readAt(text)),
  tz: into('tz', ({ text }) => readZone(text)),
  names: into('names', ({ text }) => readNames(text)),
  sections: into('sections', ({ text }) => readSections(text)),
  channel: into('channel', readChannel),
  id: into('id', readId),
  action: into('action', ({ text }) => readAction(text)),
  until: into('until', ({ text }) => readUntil(text)),
  reason: into('reason', ({ text }) => taken(text)),
};

/** Reads a key's value into what was given, as far as it can be taken, and says what is wrong with it. */
export function readInto(
  given: Given,
  key: KeyWord,
  value: Value,
  context: Context,
): Objection | null {
  return TAKERS[key](given, value, context);
}

function into<K extends KeyWord>(key: K, read: Reader<Values[K]>): Taker {
  return (given, value, context) => {
    const { accepted, objection } = read(value, context);
    if (accepted !== null) given[key] = accepted;
    return objection;
  };
}

// Letters, digits and a few marks before the @, a domain with a dot behind it.
const EMAIL = /^[\p{L}\p{N}.!#$%&'*+/?^_{|}~-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Whether a text has the form of an e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(halfWidth(text));
}

/** Whether a text begins like the name of somebody whom Slack did not know. */
export function isAtName(text: string): boolean {
  return /^[@＠]./u.test(text);
}

// Values that people write with a space and without quotes.
const IN_TWO: { readonly [K in KeyWord]?: (text: string) => boolean } = {
  by: (text) => RANKINGS.has(foldWord(text)),
  days: (text) => /^\d+ days?$/i.test(text),
  period: (text) =>
    /^(?:(?:last|this) (?:week|month)|\d+ (?:days?|weeks?|months?))$/i.test(text) ||
    /^\d{4}-\S+ (?:to|\.\.|-|–|—)(?: \d{4}-\S+)?$/i.test(text),
  every: isSaidOfDays,
  at: isSaidOfTime,
  tz: isSaidOfPlace,
  sections: isSaidOfSections,
  until: isSaidOfUntil,
  reason: () => true,
};

/** Whether words behind a key are one value of it, as in `by=accepted lines`. */
export function isSaidInTwo(key: KeyWord, text: string): boolean {
  return IN_TWO[key]?.(text) ?? false;
}

function readTeam(value: Value): Read<string> {
  const { text, kind } = value;
  if (kind === 'text') return taken(text);
  const problem = `${whatItIs(value)}, and a team is asked for by its name.`;
  // A team's channel often has its name.
  return objected(problem, keyNamed('team').form, kind === 'channel' ? text : null);
}

function readUser(value: Value): Read<PersonAsked> {
  const { text, kind, slackUserId, quoted } = value;
  if (kind === 'channel' || kind === 'audience') {
    const problem = `${whatItIs(value)}, and a person is asked for by @name or by e-mail address.`;
    return objected<PersonAsked>(problem, keyNamed('user').form, null);
  }
  if (slackUserId !== null) {
    return taken({ kind: 'mention', slackUserId, label: text === slackUserId ? null : text });
  }
  const name = text.replace(/^[@＠\s]+/, '');
  if (name === '')
    return objected<PersonAsked>('There is no name behind the “@”.', keyNamed('user').form, null);
  if (!quoted && foldWord(name) === 'me') return taken({ kind: 'me' });
  const email = isEmail(name) ? foldEmail(halfWidth(name)) : null;
  return taken(
    email !== null && email.length <= MAX_VALUE
      ? { kind: 'email', email }
      : { kind: 'words', text: name },
  );
}

function whatItIs(value: Value): string {
  const isAll = ['channel', 'here', 'everyone'].includes(value.text);
  const what = {
    text: 'a word',
    person: 'a person',
    channel: 'a channel',
    audience: isAll ? 'everybody' : 'a whole group of people',
  }[value.kind];
  return `“${shown(value)}” is ${what}`;
}

function readProvider(value: Value, { providers }: Context): Read<string> {
  const known = [...providers, 'all'];
  const word = halfWidth(value.text);
  const found = known.find((id) => id.toLowerCase() === word.toLowerCase());
  if (found) return taken(found);
  return objected(
    `“${shown(value)}” is not a provider here. These are: ${known.join(', ')}.`,
    `provider=${known.join('|')}`,
    nearest(word, known),
  );
}

const RANKINGS: ReadonlyMap<string, RankedBy> = new Map([
  ['lines', 'lines'],
  ['line', 'lines'],
  ['accepted lines', 'lines'],
  ['lines accepted', 'lines'],
  ['completions', 'completions'],
  ['completion', 'completions'],
  ['accepted completions', 'completions'],
  ['completions accepted', 'completions'],
  ['chats', 'chats'],
  ['chat', 'chats'],
  ['turns', 'chats'],
  ['chat turns', 'chats'],
]);

function readBy(value: Value): Read<RankedBy> {
  const word = foldWord(value.text);
  const by = RANKINGS.get(word);
  if (by) return taken(by);
  const near = nearest(word, [...RANKINGS.keys()]);
  return objected(
    `“${shown(value)}” is nothing to rank by: it is lines, completions or chats.`,
    keyNamed('by').form,
    RANKINGS.get(near ?? '') ?? null,
  );
}

function readNumber(key: 'limit' | 'days', text: string, max: number): Read<number> {
  const number = /^\d+$/.test(text) ? Number(text) : null;
  if (number !== null && number >= 1 && number <= max) return taken(number);
  return objected(
    `“${clip(text, 40)}” does not fit: “${key}=” takes a whole number from 1 to ${max}.`,
    keyNamed(key).form,
    number === null ? null : Math.min(Math.max(number, 1), max),
  );
}

function readView(value: Value, { view }: Context): Read<View> {
  if (foldWord(value.text) === view) return taken(view);
  return objected(
    `“${shown(value)}” is no view of this: there is “${view}” only.`,
    `view=${view}`,
    nearest(foldWord(value.text), [view]) === null ? null : view,
  );
}
