import type { ErrorCode } from '../errors.ts';
import type { Day, Period } from './calendar.ts';
import type { Feed, FeedRows, Fetch, Scope } from './feeds.ts';
import type { Group } from './people.ts';
import type { Seat, SeatWindow } from './seats.ts';
import type { DepartmentDay, PersonDay, ProviderId, Splits, Totals } from './usage.ts';

export type Clock = () => Date;

/** One fetch as it went. `newestDay` is the newest day that its rows told of. */
export type SyncRun = Fetch & {
  readonly id: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: 'running' | 'succeeded' | 'failed';
  readonly rows: number;
  readonly rejected: number;
  readonly outOfRange: number;
  readonly warnings: readonly string[];
  readonly newestDay: Day | null;
  readonly error: SyncError | null;
};

export type SyncError = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly permission: string | null;
};

export type SyncResult = {
  readonly at: Date;
  readonly rejected: number;
  readonly outOfRange: number;
  readonly warnings: readonly string[];
};

/** A day of a day feed that the store holds whole for a scope, and when it was fetched. */
export type CoveredDay = {
  readonly scope: Scope;
  readonly day: Day;
  readonly fetchedAt: Date;
};

/**
 * Takes fetched rows in. Nothing staged is seen by any reader until `commit`, which swaps all of it in, writes the
 * coverage of each day of the period and ends the run, in one transaction; a failed run leaves no trace but its record.
 *
 * What a commit replaces: `groups` and `people` as a whole; `seats` of everyone as a whole, seats of a group together
 * with who belongs to it; days of everyone or of a department by day; days of one group or person row by row.
 */
export type SyncStore = {
  begin(fetch: Fetch, at: Date): Promise<number>;
  stage<F extends Feed>(runId: number, feed: F, rows: readonly FeedRows[F][]): Promise<void>;
  commit(runId: number, result: SyncResult): Promise<void>;
  fail(runId: number, at: Date, error: SyncError): Promise<void>;
  /** Ends the runs that began before `at` and were left running by a process that died; gives how many. */
  abandon(at: Date): Promise<number>;
  /** Days of `period` that are held for any of the scopes; the newest fetch where several scopes hold a day. */
  coverage(query: {
    provider: ProviderId;
    feed: Feed;
    scopes: readonly Scope[];
    period: Period;
  }): Promise<CoveredDay[]>;
  /** The newest successful run of exactly this fetch. */
  lastSuccess(fetch: Fetch): Promise<SyncRun | null>;
  /** The newest finished run of each feed and scope of a provider, whatever its period. */
  newestRuns(provider: ProviderId): Promise<SyncRun[]>;
  /** When the provider last answered a fetch whole; null where it never did. */
  lastAnswer(provider: ProviderId): Promise<Date | null>;
  /** Forgets usage and department days before `day`, with their coverage, and runs that ended before it. */
  prune(day: Day): Promise<void>;
};

/** Somebody who belongs to a team at one provider: by a seat, by the directory, or by usage reported for its group. */
export type RosterEntry = {
  readonly personId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly joinedAt: number | null;
  readonly seat: Omit<Seat, 'window'> | null;
  /** Epoch milliseconds of the last real activity that the store knows of, from seats and from usage days. */
  readonly lastActiveAt: number | null;
};

/** A person's sum over a period. The days count the days on which the person was active. */
export type PersonTotals = {
  readonly personId: string;
  readonly activeDays: number;
  readonly chatDays: number;
  readonly completionDays: number;
  readonly totals: Totals;
};

type PeopleQuery = {
  readonly provider: ProviderId;
  readonly personIds: readonly string[];
  readonly period: Period;
};

/** Reads what the store holds; asks no provider. Rows come in no promised order unless said. */
export type UsageReader = {
  groups(provider: ProviderId): Promise<Group[]>;
  /** Everyone in any of the groups, and everyone whose folded e-mail is in `emails`; each person once. */
  roster(query: {
    provider: ProviderId;
    groupIds: readonly string[];
    emails: readonly string[];
  }): Promise<RosterEntry[]>;
  /** The windows that the provider reported for exactly this period, for any of the scopes; each person once. */
  seatWindows(query: {
    provider: ProviderId;
    scopes: readonly Scope[];
    period: Period;
  }): Promise<{ personId: string; window: SeatWindow }[]>;
  /** One entry a person who has rows in the period. */
  personTotals(query: PeopleQuery): Promise<PersonTotals[]>;
  /** One entry a day that has rows, oldest first. */
  dailyTotals(query: PeopleQuery): Promise<{ day: Day; totals: Totals }[]>;
  /** Distinct active people in each of the periods, in their order. */
  activePeople(query: {
    provider: ProviderId;
    personIds: readonly string[];
    periods: readonly Period[];
  }): Promise<number[]>;
  /** The breakdown summed over people and days, one entry for each combination of names. */
  personSplits(query: PeopleQuery): Promise<Splits>;
  /** Department days, oldest first. */
  departmentDays(query: {
    provider: ProviderId;
    groupIds: readonly string[];
    period: Period;
  }): Promise<DepartmentDay[]>;
  /** Single usage days, oldest first. */
  personDays(query: PeopleQuery): Promise<PersonDay[]>;
  /** The newest day with a row among those held for any of the scopes of a day feed. */
  newestDay(provider: ProviderId): Promise<Day | null>;
};

export type UsageStore = SyncStore & UsageReader;
