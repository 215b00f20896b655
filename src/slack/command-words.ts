import { distance } from 'fastest-levenshtein';
import type { RankedBy } from '../domain/lists.ts';

/** The slash command that everything starts with. */
export const COMMAND = '/ai-usage';

/** What a top list is ranked by, and how long it is, where nobody says. */
export const DEFAULT_BY: RankedBy = 'lines';
export const DEFAULT_LIMIT = 10;

export type KeyWord =
  | 'team'
  | 'user'
  | 'period'
  | 'provider'
  | 'by'
  | 'limit'
  | 'days'
  | 'view'
  | 'every'
  | 'at'
  | 'tz'
  | 'names'
  | 'sections'
  | 'channel'
  | 'id'
  | 'action'
  | 'until'
  | 'reason';

/** A key, how its value is written, and other words that people try for it. */
export type Key = {
  readonly word: KeyWord;
  readonly form: string;
  readonly instead: readonly string[];
};

/** Every key there is, in the order in which a command is written. */
export const KEYS: readonly Key[] = [
  { word: 'team', form: 'team=<name>', instead: ['department', 'dept', 'group', 'squad'] },
  {
    word: 'user',
    form: 'user=@name',
    instead: ['person', 'developer', 'member', 'who', 'email', 'mail'],
  },
  {
    word: 'period',
    form: 'period=28d',
    instead: ['time', 'range', 'date', 'dates', 'since', 'month', 'week'],
  },
  {
    word: 'provider',
    form: 'provider=all',
    instead: ['vendor', 'tool', 'product', 'assistant'],
  },
  {
    word: 'by',
    form: 'by=lines|completions|chats',
    instead: ['sort', 'order', 'rank', 'rankby', 'metric'],
  },
  { word: 'limit', form: 'limit=10', instead: ['count', 'max', 'first', 'n'] },
  { word: 'days', form: 'days=30', instead: ['idle', 'unused'] },
  { word: 'view', form: 'view=details', instead: ['show'] },
  {
    word: 'every',
    form: 'every=monday|mon,thu|weekday|day|month',
    instead: ['each', 'day', 'weekday', 'on', 'when', 'repeat', 'frequency', 'schedule', 'days'],
  },
  { word: 'at', form: 'at=09:00', instead: ['hour', 'clock', 'time'] },
  {
    word: 'tz',
    form: 'tz=Asia/Shanghai',
    instead: ['timezone', 'time zone', 'time-zone', 'time_zone', 'zone', 'city', 'place'],
  },
  { word: 'names', form: 'names=on|off', instead: ['name', 'people', 'with-names'] },
  {
    word: 'sections',
    form: 'sections=chart,top,inactive,splits',
    instead: ['section', 'parts', 'with', 'include', 'show', 'view'],
  },
  { word: 'channel', form: 'channel=#general', instead: ['into', 'in', 'to', 'post', 'where'] },
  { word: 'id', form: 'id=7', instead: ['subscription', 'number', 'no', 'nr', '#'] },
  {
    word: 'action',
    form: 'action=preview|approve|pause|resume|status|reclaims|log|export',
    instead: ['do', 'step'],
  },
  {
    word: 'until',
    form: 'until=2027-01-31',
    instead: ['till', 'to', 'end', 'ends', 'through', 'for', 'date', 'days'],
  },
  {
    word: 'reason',
    form: 'reason="parental leave"',
    instead: ['why', 'because', 'note', 'comment'],
  },
];

/** The key of a word. */
export function keyNamed(word: KeyWord): Key {
  const key = KEYS.find((candidate) => candidate.word === word);
  return key ?? { word, form: `${word}=`, instead: [] };
}

/** The key that a word is or was probably meant to be, if it is near enough to one; of several, one that is `taken`. */
export function nearestKey(word: string, taken: readonly KeyWord[] = []): Key | null {
  const first = KEYS.filter((key) => taken.includes(key.word));
  const exact = keyCalled(word, first) ?? keyCalled(word, KEYS);
  if (exact) return exact;
  const keys = [...first, ...KEYS];
  const near = nearest(
    word,
    keys.map((key) => key.word),
  );
  return KEYS.find((key) => key.word === near) ?? null;
}

function keyCalled(word: string, keys: readonly Key[]): Key | null {
  const key = keys.find((candidate) => candidate.word === word);
  return key ?? keys.find(({ instead }) => instead.includes(word)) ?? null;
}

/** The nearest of some words, if it is near enough to be a slip of the finger. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const reach = word.length < 4 ? 1 : 2;
  const [best] = candidates
    .map((candidate) => ({ candidate, far: slips(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.min(reach, candidate.length - 1))
    .toSorted((left, right) => left.far - right.far);
  return best?.candidate ?? null;
}

/** How many slips lie between two words; two letters that changed places are one. */
function slips(word: string, meant: string): number {
  const far = distance(word, meant);
  if (far !== 2 || word.length !== meant.length) return far;
  let at = 0;
  while (word[at] === meant[at]) at += 1;
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return swapped === meant ? 1 : far;
}

/** Gives full-width letters, digits and signs, as Chinese and Japanese keyboards type them, as plain ones. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (wide) => String.fromCodePoint(wide.charCodeAt(0) - 0xfee0));
}

/** Gives a word as verbs, keys and fixed values are compared: without case, width, and with single spaces for dashes. */
export function foldWord(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}

/** Lists words as a sentence does: “a, b and c”. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}
