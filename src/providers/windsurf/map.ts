import type { Day } from '../../domain/calendar.ts';
import { foldEmail } from '../../domain/people.ts';
import type { Seat, SeatState } from '../../domain/seats.ts';
import type { UserTableStat } from './schema.ts';

/** A billing cycle as the vendor names it, in UTC days. */
export type Cycle = { readonly cycleStart: Day | null; readonly cycleEnd: Day | null };

/** Gives a row as a seat without its id, or null where one of its times cannot be read. */
export function toSeat(row: UserTableStat, cycle: Cycle): Omit<Seat, 'personId'> | null {
  const uses = [row.lastAutocompleteUsageTime, row.lastChatUsageTime, row.lastCommandUsageTime];
  const lastUse = latest(uses.map(readInstant));
  const update = readInstant(row.lastUpdateTime);
  const givenAt = readInstant(row.signupTime);
  if ([lastUse, update, givenAt].some(Number.isNaN)) return null;
  return {
    email: foldEmail(clean(row.email)),
    name: clean(row.name).trim() || null,
    state: stateOf(row),
    givenAt,
    lastActiveAt: lastUse ?? update,
    lastActiveFrom: lastUse !== null ? 'use' : update !== null ? 'update' : null,
    window: {
      activeDays: Number(row.activeDays ?? 0),
      credits: clean(String(row.promptCreditsUsed ?? 0)).trim() || null,
      ...cycle,
    },
  };
}

function stateOf({ teamStatus, disableCodeium }: UserTableStat): SeatState {
  if (teamStatus === 'USER_TEAM_STATUS_REJECTED') return 'rejected';
  if (disableCodeium) return 'disabled';
  if (teamStatus === 'USER_TEAM_STATUS_APPROVED') return 'held';
  return teamStatus === 'USER_TEAM_STATUS_PENDING' ? 'pending' : 'unspecified';
}

const RANK: readonly SeatState[] = ['held', 'pending', 'disabled', 'unspecified', 'rejected'];

/** Makes one seat of two of the same person: the better state's, with the latest use and the earliest start. */
export function mergeSeats(left: Seat, right: Seat): Seat {
  const [best, other] =
    RANK.indexOf(right.state) < RANK.indexOf(left.state) ? [right, left] : [left, right];
  const active = later(best, other);
  const starts = [left.givenAt, right.givenAt].filter((at) => at !== null);
  return {
    ...best,
    name: best.name ?? other.name,
    givenAt: starts.length > 0 ? Math.min(...starts) : null,
    lastActiveAt: active.lastActiveAt,
    lastActiveFrom: active.lastActiveFrom,
    window: best.window && {
      ...best.window,
      activeDays: Math.max(best.window.activeDays, other.window?.activeDays ?? 0),
    },
  };
}

// Real use beats a record's last update, however late that is.
function later(left: Seat, right: Seat): Seat {
  if (left.lastActiveFrom !== right.lastActiveFrom) {
    if (left.lastActiveFrom === 'use') return left;
    if (right.lastActiveFrom === 'use') return right;
  }
  return (right.lastActiveAt ?? 0) > (left.lastActiveAt ?? 0) ? right : left;
}

/** The day of a cycle's end in UTC; null where there is none or it cannot be read. */
export function readDay(time: string | null | undefined): Day | null {
  const instant = readInstant(time);
  return instant === null || Number.isNaN(instant)
    ? null
    : new Date(instant).toISOString().slice(0, 10);
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** Reads RFC 3339 as epoch milliseconds. Null where there is none, or a zero that stands for none; NaN for anything else. */
function readInstant(time: string | null | undefined): number | null {
  const text = time?.trim().toUpperCase() ?? '';
  if (text === '') return null;
  const match = RFC_3339.exec(text);
  if (!match) return Number.NaN;
  const instant = Date.parse(match[1] ? text : `${text}Z`);
  // Year 1 and 1970 are what a server writes for a time that never was.
  return instant <= 0 ? null : instant;
}

function latest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

// PostgreSQL takes no NUL in text, and nobody misses it.
function clean(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\0', '');
}
