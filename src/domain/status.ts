import type { Day, Period } from './calendar.ts';
import type { Note } from './summary.ts';
import type { ProviderId } from './usage.ts';

/** Why somebody at a provider is not matched with anybody in Slack. */
export type UnmatchedReason = 'not-in-directory' | 'no-email' | 'not-in-slack';

export type UnmatchedPerson = {
  readonly provider: ProviderId;
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly reason: UnmatchedReason;
};

export type StatusSummary = {
  readonly version: string;
  readonly database: 'pglite' | 'postgres';
  readonly startedAt: Date;
  readonly now: Date;
  readonly zone: string;
  readonly providers: readonly {
    readonly provider: ProviderId;
    readonly title: string;
    readonly dataTo: Day | null;
    readonly lastAnswer: Date | null;
    /** The newest failure that nothing has overcome since; its sentence for admins only, else null. */
    readonly failure: { readonly at: Date; readonly message: string | null } | null;
    /** Rows of the newest runs that could not be read. */
    readonly rejected: number;
    readonly syncing: boolean;
    /** The oldest and newest day held without a gap; null where none is. */
    readonly held: Period | null;
    readonly seats: number | null;
  }[];
  readonly people: {
    readonly withSeats: number;
    readonly matched: number;
    /** Not looked up in Slack yet. */
    readonly waiting: number;
    readonly unmatched: Readonly<Record<UnmatchedReason, number>>;
  };
  /** For admins who ask for it: at most 100, and how many there are in all. */
  readonly unmatchedPeople: {
    readonly people: readonly UnmatchedPerson[];
    readonly inAll: number;
  } | null;
  readonly notes: readonly Note[];
};
