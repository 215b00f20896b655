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
