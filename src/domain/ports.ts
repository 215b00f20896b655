import type { Content } from './deliveries.ts';
import type { ErrorCode } from '../errors.ts';
import type { Membership } from './access.ts';
import type { Day, Period } from './calendar.ts';
import type { Feed, FeedRows, Fetch, Scope } from './feeds.ts';
import type { Group } from './people.ts';
import type { AccessSeen } from './person-summary.ts';
import type { Seat, SeatWindow } from './seats.ts';
import type { UnmatchedPerson, UnmatchedReason } from './status.ts';
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
  /** A sentence on why an empty list may be none. */
  readonly doubt?: string | null;
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
 * with who belongs to it; days of everyone or of a department by day; days of one group or person row by row. A list of
 * seats that is empty and in doubt replaces none that had anybody in it: then `commit` throws the doubt as `contract`.
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
  /** The newest finished run of each feed and scope of a provider, whatever its period; of some scopes only, where given. */
  newestRuns(provider: ProviderId, scopes?: readonly Scope[]): Promise<SyncRun[]>;
  /** The newest failed runs of a provider, whatever came after them; at most 20. */
  newestFailures(provider: ProviderId): Promise<SyncRun[]>;
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
  /** What is known of each of the people by their ids; `seat` is null of whoever has none. */
  entries(provider: ProviderId, personIds: readonly string[]): Promise<RosterEntry[]>;
  /** Everyone who has a seat of any state, in a group or in none. */
  seatHolders(provider: ProviderId): Promise<RosterEntry[]>;
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
  /** Single usage days by person and day, some at a time and never all in memory; everybody's where `personIds` is null. */
  personDayPages(
    query: Omit<PeopleQuery, 'personIds'> & { readonly personIds: readonly string[] | null },
  ): AsyncIterable<readonly PersonDay[]>;
  /** How many rows `personDayPages` gives. */
  countPersonDays(
    query: Omit<PeopleQuery, 'personIds'> & { readonly personIds: readonly string[] | null },
  ): Promise<number>;
  /** The groups that each of the people belongs to. */
  groupsOfPeople(
    provider: ProviderId,
    personIds: readonly string[],
  ): Promise<{ personId: string; groupId: string }[]>;
  /** The newest day with a row among those held for any of the scopes of a day feed. */
  newestDay(provider: ProviderId): Promise<Day | null>;
};

export type UsageStore = SyncStore & UsageReader;

/** Somebody in Slack. `zone` is an IANA zone; `email` is folded. */
export type SlackPerson = {
  readonly slackUserId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly zone: string | null;
  readonly membership: Membership;
  readonly isWorkspaceAdmin: boolean;
};

/** Slack's directory. Null where Slack knows nobody like that; throws AppError (`rate_limited` with its wait, `forbidden`, `unavailable` …). */
export type Directory = {
  person(slackUserId: string): Promise<SlackPerson | null>;
  /** Nobody whose account is deactivated. */
  byEmail(email: string): Promise<SlackPerson | null>;
  /** A page of everybody in the workspace, also the deactivated; `next` asks for the page after it. */
  page(next: string | null): Promise<{ people: readonly SlackPerson[]; next: string | null }>;
};

/** A file to be sent, lying at `path`. */
export type OutgoingFile = {
  readonly path: string;
  readonly bytes: number;
  readonly name: string;
  readonly title: string;
  /** What is said with it, in Slack's mrkdwn. */
  readonly comment: string;
};

/** What the bot sends of its own accord. */
export type Messenger = {
  /**
   * Uploads a file into the direct messages with somebody; gives the conversation's id. Throws AppError, with
   * `context.arrived` “unknown” where the file may be there all the same.
   */
  sendFile(slackUserId: string, file: OutgoingFile): Promise<string>;
  /** Says something else in the place of a message of the bot's own. Throws AppError. */
  replace(message: PostedMessage, content: Content): Promise<void>;
};

/** A message by what names it in Slack. */
export type PostedMessage = { readonly channelId: string; readonly ts: string };

/** A table that is written row by row and never held in memory. */
export type TableFile = {
  write(rows: readonly (readonly (string | number | null)[])[]): Promise<void>;
  /** Ends it; then it may be read at `path` until it is removed. */
  end(): Promise<{ readonly path: string; readonly bytes: number }>;
  remove(): Promise<void>;
};

/** Begins a CSV file with lines that stand above its table (one cell each) and the names of its columns. */
export type OpenTableFile = (
  preamble: readonly string[],
  columns: readonly string[],
) => Promise<TableFile>;

/** Who is who across Slack and the vendors, who asked for whose data, and who does not want to be named. E-mail addresses are folded. */
export type PeopleStore = {
  /** What was last known of somebody, and since when. */
  slackPerson(slackUserId: string): Promise<{ person: SlackPerson; at: Date } | null>;
  keepSlackPerson(person: SlackPerson, at: Date): Promise<void>;
  /** Notes whom Slack gave for an address; null for nobody. */
  keepLookup(email: string, slackUserId: string | null, at: Date): Promise<void>;
  /** Those of the addresses that are known in Slack, or were looked up there and found to be nobody's (`false`). */
  lookups(emails: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
  /** Addresses of people with seats that were not looked up since, never looked up ones first. */
  emailsToLookUp(before: Date, limit: number): Promise<string[]>;
  /** People who hold seats, each address once: how many there are, are matched, are not looked up yet, or cannot be matched. */
  matching(): Promise<{
    readonly withSeats: number;
    readonly matched: number;
    readonly waiting: number;
    readonly unmatched: Readonly<Record<UnmatchedReason, number>>;
  }>;
  /** People with seats or usage whom nobody could match, by provider and name: the first of them, and how many there are. */
  unmatchedPeople(
    limit: number,
  ): Promise<{ readonly people: readonly UnmatchedPerson[]; readonly inAll: number }>;
  /** Addresses of those who have taken their names off the top lists. */
  unlisted(): Promise<ReadonlySet<string>>;
  setListed(email: string, listed: boolean, at: Date): Promise<void>;
  /** Writes down who was shown the data of which people; gives the note's id, null where there is nobody. */
  noteAccess(entry: {
    readonly at: Date;
    readonly slackUserId: string;
    readonly what: AccessSeen['what'];
    readonly emails: readonly string[];
  }): Promise<number | null>;
  /** Takes a note back: nothing was shown after all. */
  takeBackAccess(id: number): Promise<void>;
  /** Who was shown a person's data, newest first, and how often in all. */
  accessesTo(
    email: string,
    limit: number,
  ): Promise<{ readonly seen: readonly AccessSeen[]; readonly inAll: number }>;
  /** Forgets accesses, and people in Slack who were last looked at, before an instant. */
  prune(before: Date): Promise<void>;
};
