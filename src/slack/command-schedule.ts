import type { Every } from '../domain/subscriptions.ts';
import { objected, taken, type Read } from './command-reading.ts';
import { foldWord, halfWidth, keyNamed, nearest } from './command-words.ts';
import { clip } from './views/text.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const WORKING_DAYS = [1, 2, 3, 4, 5];

const GROUPS: ReadonlyMap<string, readonly number[]> = new Map([
  ...['day', 'days', 'daily', 'everyday', 'all'].map((word) => [word, ALL_DAYS] as const),
  ...['weekday', 'weekdays', 'workday', 'workdays', 'working day', 'business day'].map(
    (word) => [word, WORKING_DAYS] as const,
  ),
  ['weekend', [6, 7]],
  ['weekends', [6, 7]],
]);
const MONTHLY: ReadonlySet<string> = new Set(['month', 'monthly', 'first working day']);
const WEEKLY: ReadonlySet<string> = new Set(['week', 'weekly']);

/** Reads `every=`: days of the week by name, ranges of them, `day`, `weekday` or `month`. */
export function readEvery(typed: string): Read<Every> {
  const { form } = keyNamed('every');
  const word = foldWord(typed);
  if (MONTHLY.has(word)) return taken({ kind: 'first-working-day' });
  if (WEEKLY.has(word)) {
    const problem = `“${clip(typed, 40)}” leaves open which day: name one, or several.`;
    return objected(problem, form, weekdays([1]));
  }
  const group = GROUPS.get(word);
  if (group) return taken(weekdays(group));
  // “week” adds nothing to days that are named.
  const pieces = piecesOf(typed).filter((piece) => !WEEKLY.has(piece));
  if (pieces.length === 0) return objected<Every>('On which days?', form, null);
  const monthly = pieces.find((piece) => MONTHLY.has(piece));
  if (monthly !== undefined) {
    const problem = `“${monthly}” is the first working day of the month, and stands alone: there are no other days with it.`;
    return objected(problem, form, MONTH);
  }
  const wrong = pieces.find((piece) => daysOf(piece) === null);
  const days = pieces.flatMap((piece) => daysOf(piece) ?? nearestDays(piece) ?? []);
  if (wrong === undefined && days.length > 0) return taken(weekdays(days));
  const near = nearest(word, [...MONTHLY, ...WEEKDAYS]);
  const guess = near !== null && MONTHLY.has(near) ? MONTH : null;
  return objected(
    `“${clip(wrong ?? typed, 40)}” is no day: it is days of the week, or “weekday”, “day” or “month”.`,
    form,
    guess ?? (days.length > 0 ? weekdays(days) : null),
  );
}

const MONTH: Every = { kind: 'first-working-day' };

/** Writes days as `every=` takes them. */
export function printEvery(every: Every): string {
  if (every.kind === 'first-working-day') return 'month';
  const { days } = weekdays(every.days);
  if (days.length === ALL_DAYS.length) return 'day';
  if (days.join() === WORKING_DAYS.join()) return 'weekday';
  const names = days.map((day) => WEEKDAYS[day - 1] ?? '');
  return names.length === 1 ? names.join() : names.map((name) => name.slice(0, 3)).join();
}

/** Whether words behind `every=` belong to its value, as in `every=monday and thursday`. */
export function isSaidOfDays(text: string): boolean {
  return foldWord(text)
    .split(/[\s,;+&]+/)
    .every((word) => word === '' || JOINS.test(word) || isDayWord(word));
}

const JOINS = /^(?:and|to|through|until|first|working|business|of|the|[–—])$/;

function isDayWord(word: string): boolean {
  return daysOf(word) !== null || MONTHLY.has(word) || WEEKLY.has(word);
}

function piecesOf(typed: string): string[] {
  return halfWidth(typed)
    .toLowerCase()
    .replace(/\s*(?:[-–—]|\.\.|\b(?:to|through|until)\b)\s*/gu, '-')
    .replace(/\s*(?:[,;+&、\s]|\band\b)\s*/gu, ',')
    .split(',')
    .filter((piece) => piece !== '');
}

/** The days that a word names, or a range of two; null where it names none. */
function daysOf(piece: string): readonly number[] | null {
  const [first = '', last, ...more] = piece.split('-');
  const from = dayNamed(first);
  if (last === undefined) return GROUPS.get(piece) ?? (from === null ? null : [from]);
  const to = dayNamed(last);
  if (from === null || to === null || more.length > 0) return null;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
}

/** By its name, the start of it from two letters on, or in the plural. */
function dayNamed(word: string): number | null {
  const short = word.replace(/\.$/, '');
  if (short.length < 2) return null;
  const index = WEEKDAYS.findIndex((day) => day.startsWith(short) || `${day}s` === short);
  return index < 0 ? null : index + 1;
}

function nearestDays(piece: string): readonly number[] | null {
  const near = nearest(piece, [...WEEKDAYS, ...GROUPS.keys()]);
  return near === null ? null : daysOf(near);
}

function weekdays(days: readonly number[]): Extract<Every, { kind: 'weekdays' }> {
  const sorted = [...new Set(days)].toSorted((left, right) => left - right);
  return { kind: 'weekdays', days: sorted };
}

const CLOCK = /^(?<hours>\d{1,2})(?:[:.h]?(?<minutes>\d{2})|h)?\s?(?<half>[ap])?\.?(?:m\.?)?$/;
const WORDS: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);

/** Reads `at=`, a time of the day in any usual way of writing, as `HH:MM`. */
export function readAt(typed: string): Read<string> {
  const text = halfWidth(typed).toLowerCase().trim();
  const named = WORDS.get(text);
  if (named) return taken(named);
  const { hours, minutes = '00', half } = CLOCK.exec(text)?.groups ?? {};
  const shown = clip(typed, 40);
  const { form } = keyNamed('at');
  if (hours === undefined || Number(minutes) > 59) {
    return objected<string>(`“${shown}” is no time of the day.`, form, null);
  }
  const hour = Number(hours);
  if (half === undefined) {
    if (hour <= 23) return taken(clock(hour, minutes));
    const problem = `“${shown}” is no time of the day: the last one is 23:59.`;
    return objected(problem, form, hour === 24 ? clock(0, minutes) : null);
  }
  if (hour >= 1 && hour <= 12) return taken(clock((hour % 12) + (half === 'p' ? 12 : 0), minutes));
  const problem = `“${shown}” is no time of the day: with am or pm, hours go from 1 to 12.`;
  return objected(problem, form, hour <= 23 ? clock(hour, minutes) : null);
}

/** Whether two words behind `at=` are one value, as in `at=9 am`. */
export function isSaidOfTime(text: string): boolean {
  return /^\d{1,2}(?:[:.]\d{2})?\s[ap]\.?m\.?$/i.test(halfWidth(text));
}

function clock(hour: number, minutes: string): string {
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}
