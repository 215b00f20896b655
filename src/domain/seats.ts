import type { Day } from './calendar.ts';

/** What the provider says of a licence: only `held` ones count as seats, `pending` ones are shown apart. */
export type SeatState = 'held' | 'pending' | 'disabled' | 'rejected' | 'unspecified';

/**
 * A licence held by a person at one provider. Instants are epoch milliseconds.
 * `lastActiveFrom` tells whether `lastActiveAt` is real use or only the record's last update.
 */
export type Seat = {
  readonly personId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly state: SeatState;
  readonly givenAt: number | null;
  readonly lastActiveAt: number | null;
  readonly lastActiveFrom: 'use' | 'update' | null;
  readonly window: SeatWindow | null;
};

/** What a provider says of a seat over the period it was asked for. `credits` is the vendor's own figure, as reported. */
export type SeatWindow = {
  readonly activeDays: number;
  readonly credits: string | null;
  readonly cycleStart: Day | null;
  readonly cycleEnd: Day | null;
};

/** How a held seat stands today. `new` and `unknown` seats are never called inactive. */
export type Standing = 'active' | 'never-used' | 'lapsed' | 'new' | 'unknown';

export type StandingRule = {
  readonly now: Date;
  /** A seat is inactive once this many days have passed since the later of its last use and the day it was given. */
  readonly inactiveDays: number;
  readonly graceDays: number;
  /** Whether the activity of the last `inactiveDays` days is known: if not, silence says nothing. */
  readonly activityKnown: boolean;
};

export const INACTIVE_DAYS = 30;
export const GRACE_DAYS = 14;

const DAY_MS = 86_400_000;

/** Judges a held seat; instants are epoch milliseconds, null where never or not known. */
export function standingOf(
  seat: { readonly lastActiveAt: number | null; readonly givenAt: number | null },
  { now, inactiveDays, graceDays, activityKnown }: StandingRule,
): Standing {
  const { lastActiveAt, givenAt } = seat;
  const age = (instant: number) => (now.getTime() - instant) / DAY_MS;
  if (lastActiveAt !== null && age(lastActiveAt) < inactiveDays) return 'active';
  if (givenAt !== null && age(givenAt) < graceDays) return 'new';
  if (!activityKnown) return 'unknown';
  if (givenAt !== null && age(givenAt) < inactiveDays) return 'active';
  return lastActiveAt === null ? 'never-used' : 'lapsed';
}
