import { daysOf, type Day, type Period } from '../../domain/calendar.ts';

const DAY_MS = 86_400_000;

/** Finds the day of a period that an instant falls on, in UTC+8; undefined where it falls outside. */
export type FindDay = (
  instant: number,
) => { readonly day: Day; readonly index: number } | undefined;

export function dayFinder(period: Period): FindDay {
  const days = daysOf(period).map((day, index) => ({ day, index }));
  const start = Date.parse(`${period.from}T00:00:00+08:00`);
  return (instant) => days[Math.floor((instant - start) / DAY_MS)];
}

/** Tells whether an id and a day are seen for the first time. Holds one number per id, whatever the days. */
export function firstSightings(): (id: string, dayIndex: number) => boolean {
  const seen = new Map<string, bigint>();
  return (id, dayIndex) => {
    const before = seen.get(id) ?? 0n;
    const bit = 1n << BigInt(dayIndex);
    if ((before & bit) !== 0n) return false;
    seen.set(id, before | bit);
    return true;
  };
}

const DIGITS = /^\d+$/;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads Unix milliseconds as a number, as digits, or as an ISO date (UTC+8 where it names no zone).
 * Null where there is none (missing, empty, 0 or before); NaN where it cannot be read.
 */
export function readInstant(value: number | string | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const instant = typeof value === 'number' ? value : parseInstant(value.trim());
  return instant <= 0 ? null : instant;
}

function parseInstant(text: string): number {
  if (DIGITS.test(text)) return Number(text);
  const iso = ISO.exec(text);
  if (!iso) return Number.NaN;
  const whole = text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T');
  return Date.parse(iso[1] ? whole : `${whole}+08:00`);
}

/** Reads Unix milliseconds as a number or as digits; NaN where it is neither, or is 0: no day is 1970. */
export function readDate(value: number | string): number {
  const instant = typeof value === 'number' || DIGITS.test(value) ? Number(value) : Number.NaN;
  return instant > 0 ? instant : Number.NaN;
}
