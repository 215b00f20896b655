import { addDays, isDay, type Day } from '../domain/calendar.ts';
import { objected, taken, type Read } from './command-reading.ts';
import { foldWord, halfWidth, keyNamed, listed, nearest } from './command-words.ts';
import { clip } from './views/text.ts';

/** What can be asked of nudges; without a word it is how they stand. */
export const NUDGE_ACTIONS = [
  'status',
  'preview',
  'approve',
  'pause',
  'resume',
  'reclaims',
  'log',
  'export',
] as const;

export type NudgeAction = (typeof NUDGE_ACTIONS)[number];

/** What people say for them. Of two that could be meant, the one that changes less. */
const SAID: Readonly<Record<string, NudgeAction>> = {
  list: 'status',
  show: 'status',
  state: 'status',
  settings: 'status',
  policy: 'status',
  plan: 'preview',
  round: 'preview',
  send: 'preview',
  start: 'preview',
  run: 'preview',
  test: 'preview',
  ok: 'preview',
  yes: 'preview',
  stop: 'pause',
  halt: 'pause',
  hold: 'pause',
  off: 'pause',
  continue: 'resume',
  unpause: 'resume',
  on: 'resume',
  history: 'log',
  audit: 'log',
  reclaim: 'reclaims',
  download: 'export',
};

/** Reads what is asked of nudges. */
export function readAction(typed: string): Read<NudgeAction> {
  const word = foldWord(typed);
  const action = NUDGE_ACTIONS.find((known) => known === word);
  if (action) return taken(action);
  const [first = ''] = word.split(' ');
  const near = nearest(word, NUDGE_ACTIONS) ?? nearest(first, NUDGE_ACTIONS);
  const said = Object.hasOwn(SAID, first) ? SAID[first] : undefined;
  return objected(
    `“${clip(typed, 40)}” is nothing to ask of nudges: there are ${listed(NUDGE_ACTIONS)}.`,
    'nudges preview',
    said ?? NUDGE_ACTIONS.find((known) => known === near) ?? null,
  );
}

/** How long something lasts: to a day, that day included, for so many days from today on, or not any more. */
export type Until =
  | { readonly kind: 'now' }
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'days'; readonly days: number };

/** The longest that somebody can be exempt at once, in days. */
const MOST_DAYS = 1096;

const NOW: ReadonlySet<string> = new Set(['now', 'ended', 'over', 'end', 'none', 'off', 'cancel']);

const SPANS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
const SPAN = /^(?:for |in )?(?<many>\d{1,5}) ?(?<unit>[dwmy]|(?:day|week|month|year)s?)$/;
const NUMBERS = /^(?<year>2\d{3})[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?$/;
const DAY_FIRST = /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>2\d{3})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED = '(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?)';
const DATED = [
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? ${NAMED},?(?: (?<year>2\\d{3}))?$`),
  new RegExp(`^${NAMED} (?<day>\\d{1,2})(?:st|nd|rd|th)?,?(?: (?<year>2\\d{3}))?$`),
];

/** Reads `until=`: a date, `30d`, `2 weeks`. */
export function readUntil(typed: string): Read<Until> {
  const text = halfWidth(typed).toLowerCase().replace(/\s+/g, ' ').trim();
  const shown = clip(typed, 40);
  const { form } = keyNamed('until');
  if (text === 'now') return taken({ kind: 'now' });
  if (NOW.has(text)) {
    return objected(`“${shown}” is no date: “now” ends an exemption.`, form, { kind: 'now' });
  }
  const span = SPAN.exec(text)?.groups;
  if (span) return spanOf(Number(span['many']) * (SPANS[span['unit']?.[0] ?? ''] ?? 1), shown);
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) {
    const problem = `“${shown}” of what? Give a date, or a number of days like ${text}d.`;
    return objected(problem, form, { kind: 'days', days: Number(text) });
  }
  const numbers = NUMBERS.exec(text)?.groups;
  if (numbers) return dateOf(numbers, shown);
  const named = DATED.map((dated) => dated.exec(text)?.groups).find((groups) => groups);
  if (named) return namedDate(named, shown);
  const turned = DAY_FIRST.exec(text)?.groups;
  const problem = turned
    ? `“${shown}” can be read in two ways: write the year first.`
    : `“${shown}” is no date: it is like 2027-01-31, or 30d, or “2 weeks”.`;
  return objected(problem, form, turned ? turnedDate(turned) : null);
}

/** Whether words behind `until=` belong to its value, as in `until=31 January 2027`. */
export function isSaidOfUntil(text: string): boolean {
  const folded = halfWidth(text).toLowerCase();
  return SPAN.test(folded) || DATED.some((dated) => dated.test(folded));
}

/** Writes an end as `until=` takes it. */
export function printUntil(until: Until): string {
  if (until.kind === 'now') return 'now';
  return until.kind === 'day' ? until.day : `${until.days}d`;
}

type Groups = Readonly<Record<string, string | undefined>>;

function spanOf(days: number, shown: string): Read<Until> {
  if (days >= 1 && days <= MOST_DAYS) return taken({ kind: 'days', days });
  const problem = `“${shown}” does not fit: it is at least a day, and at most ${MOST_DAYS} days.`;
  const fitting = Math.min(Math.max(days, 1), MOST_DAYS);
  return objected(problem, keyNamed('until').form, { kind: 'days', days: fitting });
}

function dateOf({ year = '', month = '', day }: Groups, shown: string): Read<Until> {
  if (day === undefined) return wholeMonth(`${year}-${month.padStart(2, '0')}`, shown);
  const date = dayText(year, month, day);
  return isDay(date) ? taken({ kind: 'day', day: date }) : noSuchDay(shown);
}

/** The last day of a month that stands for a day. */
function wholeMonth(month: string, shown: string): Read<Until> {
  const first = `${month}-01`;
  if (!isDay(first)) return noSuchDay(shown);
  const next = addDays(first, 31).slice(0, 7);
  const day = addDays(`${next}-01`, -1);
  const problem = `“${shown}” is a month: which day of it is the last?`;
  return objected(problem, keyNamed('until').form, { kind: 'day', day });
}

function namedDate({ year, name = '', day = '' }: Groups, shown: string): Read<Until> {
  if (year === undefined) {
    return objected<Until>(`“${shown}” of which year?`, keyNamed('until').form, null);
  }
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  const date = dayText(year, String(month), day);
  return isDay(date) ? taken({ kind: 'day', day: date }) : noSuchDay(shown);
}

function turnedDate({ year = '', month = '', day = '' }: Groups): Until | null {
  const [first, second] = [dayText(year, month, day), dayText(year, day, month)];
  const date = isDay(first) ? first : second;
  return isDay(date) ? { kind: 'day', day: date } : null;
}

function noSuchDay(shown: string): Read<Until> {
  return objected<Until>(`There is no day “${shown}”.`, keyNamed('until').form, null);
}

function dayText(year: string, month: string, day: string): string {
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}
