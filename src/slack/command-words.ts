import { distance } from 'fastest-levenshtein';

/** The slash command that everything starts with. */
export const COMMAND = '/ai-usage';

/** Words that may come first. Those that nothing is made of yet are known, so that they are not taken for teams. */
export const VERBS: readonly string[] = [
  'help',
  'me',
  'top',
  'inactive',
  'teams',
  'export',
  'subscribe',
  'subscriptions',
  'unsubscribe',
  'nudges',
  'status',
];

/** A key, how its value is written, and other words that people try for it. */
export type Key = {
  readonly word: string;
  readonly ready: boolean;
  readonly form: string;
  readonly instead: readonly string[];
};

export const KEYS: readonly Key[] = [
  {
    word: 'team',
    ready: true,
    form: 'team=<name>',
    instead: ['department', 'dept', 'group', 'squad'],
  },
  {
    word: 'period',
    ready: true,
    form: 'period=28d',
    instead: ['time', 'range', 'date', 'dates', 'since', 'month', 'week'],
  },
  {
    word: 'provider',
    ready: true,
    form: 'provider=all',
    instead: ['vendor', 'tool', 'product', 'assistant'],
  },
  { word: 'user', ready: false, form: 'user=@name', instead: ['person', 'developer', 'member'] },
  { word: 'by', ready: false, form: 'by=lines', instead: [] },
  { word: 'limit', ready: false, form: 'limit=10', instead: [] },
  { word: 'every', ready: false, form: 'every=monday', instead: [] },
  { word: 'at', ready: false, form: 'at=09:00', instead: [] },
  { word: 'tz', ready: false, form: 'tz=Asia/Shanghai', instead: [] },
  { word: 'names', ready: false, form: 'names=off', instead: [] },
];

/** The key that a word is or was probably meant to be, if it is near enough to one. */
export function nearestKey(word: string): Key | null {
  const exact = KEYS.find((key) => key.word === word || key.instead.includes(word));
  if (exact) return exact;
  const near = nearest(
    word,
    KEYS.map((key) => key.word),
  );
  return KEYS.find((key) => key.word === near) ?? null;
}

/** The nearest of some words, if it is near enough to be a slip of the finger. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const reach = word.length < 4 ? 1 : 2;
  const [best] = candidates
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.min(reach, candidate.length - 1))
    .toSorted((left, right) => left.far - right.far);
  return best?.candidate ?? null;
}
