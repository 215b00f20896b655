import type { Day } from './calendar.ts';
import type { NewDelivery } from './deliveries.ts';
import type { Scope } from './feeds.ts';
import type { UndeliveredMany } from './nudges-shown.ts';
import type {
  AuditEntry,
  AuditEvent,
  Exemption,
  Nudge,
  NudgeAnswer,
  NudgeRound,
  PlannedSeat,
  ReclaimItem,
  ReclaimState,
  Said,
  SkipReason,
  WrongKind,
} from './nudges.ts';
import type { PostedMessage, SlackPerson } from './ports.ts';
import type { ProviderId } from './usage.ts';

/** A held seat with all that a round looks at. Instants are epoch milliseconds. */
export type NudgeSeat = {
  readonly provider: ProviderId;
  readonly personId: string;
  readonly email: string | null;
  readonly name: string | null;
  /** The day of joining where the vendor does not say when it was given: `givenIsGuess` then. */
  readonly givenAt: number | null;
  readonly givenIsGuess: boolean;
  readonly lastActiveAt: number | null;
  readonly groupIds: readonly string[];
  /** Whether its holder is in any team. */
  readonly isInTeam: boolean;
  /** Whether its use is read: of seats outside the teams some vendors are not asked for it. */
  readonly isRead: boolean;
  readonly slack: Pick<SlackPerson, 'slackUserId' | 'membership' | 'zone'> | null;
};

/** A seat by what names it. */
export type SeatName = { readonly provider: ProviderId; readonly personId: string };

/** What is known of people and seats besides their use. E-mail addresses are folded; days are the last ones included. */
export type NudgePast = {
  /** When somebody was last sent anything, or will be, by Slack's id. */
  readonly told: ReadonlyMap<string, Date>;
  /** What was sent of each seat, by `seatKey`, oldest first; with what was spared people who want no tips. */
  readonly steps: ReadonlyMap<
    string,
    readonly { readonly step: 'first' | 'second' | 'reclaim'; readonly at: Date }[]
  >;
  /** The newest answer for each seat, by `seatKey`. */
  readonly said: ReadonlyMap<string, { readonly said: Said; readonly at: Date }>;
  readonly exempt: ReadonlyMap<string, Day>;
  readonly away: ReadonlyMap<string, Day>;
  readonly tipsOff: ReadonlySet<string>;
  /** Seats that are on the list of those to be reclaimed, by `seatKey`. */
  readonly listed: ReadonlySet<string>;
};

/** A person's message as a round writes it down. */
export type NewNudge = Pick<Nudge, 'email' | 'name' | 'slackUserId'> & {
  readonly seats: readonly SeatName[];
};

export type NewAudit = {
  readonly what: AuditEvent;
  readonly by: string | null;
  readonly email?: string | null;
  readonly provider?: ProviderId | null;
  readonly roundId?: number | null;
  readonly why?: string | null;
};

/** A month's seats by what became of them, by provider. Those that were given back are not among the reclaimed ones. */
export type MonthSeats = Readonly<
  Record<'nudged' | 'backInUse' | 'givenBack' | 'reclaimed', Readonly<Record<ProviderId, number>>>
>;

/** What a round looks at besides the seats themselves. */
export type NudgeReader = {
  /** Whom Slack knows by addresses. */
  slackPeople(
    emails: readonly string[],
  ): Promise<ReadonlyMap<string, NonNullable<NudgeSeat['slack']>>>;
  /**
   * Of those of the scopes that were ever fetched: when the newest fetch that went well began, and the newest day that the
   * last ones of them told of.
   */
  fetched(
    provider: ProviderId,
    feed: 'seats' | 'person-days',
    scopes: readonly Scope[],
  ): Promise<
    readonly { readonly scope: Scope; readonly startedAt: Date; readonly newestDay: Day | null }[]
  >;
  /** All that is known, but for one nudge where one is given, of whose person alone it is then. */
  past(besides?: Nudge): Promise<NudgePast>;
};

/**
 * Keeps nudges. Each change holds only from the state it starts in, gives whether it was made, and writes its line of the
 * log in the same transaction.
 */
export type NudgeStore = NudgeReader & {
  /** Keeps a round with all it decided; null where there is one of that date. */
  plan(round: {
    readonly date: Day;
    readonly at: Date;
    readonly expiresAt: Date;
    readonly seats: readonly PlannedSeat[];
    readonly nudges: readonly NewNudge[];
    /** What tells the admins, once the round has its id. */
    readonly tell: (roundId: number) => readonly NewDelivery[];
  }): Promise<NudgeRound | null>;
  round(id: number): Promise<NudgeRound | null>;
  newestRound(): Promise<NudgeRound | null>;
  /** When a message of a round that an admin approved was sent for the first time. */
  firstSentAt(): Promise<Date | null>;
  /** The messages of a round, by name; and every inactive seat it looked at. */
  nudgesOf(roundId: number): Promise<Nudge[]>;
  seatsOf(roundId: number): Promise<PlannedSeat[]>;
  nudge(id: string): Promise<Nudge | null>;
  /** planned → approved, if it has not expired: `slots` says when each of its messages is due, by the nudge's id. Enqueues them in the same transaction. */
  approve(
    roundId: number,
    decision: {
      readonly by: string | null;
      readonly at: Date;
      readonly slots: ReadonlyMap<string, Date>;
    },
  ): Promise<boolean>;
  decline(roundId: number, by: string, at: Date): Promise<boolean>;
  /** planned → expired, of all rounds that have. */
  expire(at: Date): Promise<number[]>;
  /** How many messages were sent to people, or are being sent, since an instant. */
  countSent(since: Date): Promise<number>;
  /** Takes seats out of a message that waits, by their places: it is drawn anew without those for which there is a reason. */
  leaveOut(nudge: Nudge, reasons: readonly (SkipReason | null)[], at: Date): Promise<boolean>;
  /** Takes a message out of its round, if it is not on its way yet. */
  skip(nudgeId: string, by: string, at: Date): Promise<boolean>;
  /**
   * Brings messages and rounds up to what has become of their deliveries, and lists the seats whose holders were told that
   * they are proposed for reclaim. Gives how many messages that was.
   */
  settle(at: Date): Promise<number>;
  paused(): Promise<{ readonly by: string; readonly at: Date } | null>;
  pause(by: string, at: Date): Promise<boolean>;
  /** What was due meanwhile is due now. */
  resume(by: string, at: Date): Promise<boolean>;
  exempt(exemption: Exemption): Promise<void>;
  endExemption(email: string, by: string, at: Date): Promise<boolean>;
  exemptions(day: Day): Promise<Exemption[]>;
  /** Of all addresses by which somebody is known; null ends it. Gives whether anything has changed. */
  setAway(
    who: { readonly slackUserId: string; readonly email: string },
    until: Day | null,
    at: Date,
  ): Promise<boolean>;
  setTips(email: string, on: boolean, by: string, at: Date): Promise<boolean>;
  /** Keeps an answer for seats that have none that stands; gives those for which it was kept. Gives back, is away, turns tips off with it. */
  answer(
    nudge: Nudge,
    seats: readonly number[],
    answer: { readonly said: Said; readonly at: Date; readonly undoUntil: Date },
    tell: (answerId: number) => readonly NewDelivery[],
  ): Promise<readonly number[]>;
  /** Takes back the answers that can still be, and restores what they changed; gives for which seats. */
  undo(nudge: Nudge, seats: readonly number[], at: Date): Promise<readonly number[]>;
  /** The answers that stand. */
  answers(nudgeId: string): Promise<NudgeAnswer[]>;
  answerById(id: number): Promise<NudgeAnswer | null>;
  /** The list; where an instant is given, only what admins see then: holders can take back for a while what they gave. */
  reclaims(states: readonly ReclaimState[], seenAt?: Date): Promise<Omit<ReclaimItem, 'title'>[]>;
  reclaim(id: number): Promise<Omit<ReclaimItem, 'title'> | null>;
  /** Of a seat, the newest. */
  reclaimOf(seat: SeatName): Promise<Omit<ReclaimItem, 'title'> | null>;
  decideReclaim(id: number, state: 'done' | 'kept', by: string, at: Date): Promise<boolean>;
  /** What was found of a seat on the list: it moves on from the state it is in there, and that is said. */
  checkReclaim(
    item: { readonly id: number; readonly state: ReclaimState },
    found: { readonly state: 'gone' | 'still-there' | 'withdrawn'; readonly why: string | null },
    at: Date,
    tell: readonly NewDelivery[],
  ): Promise<boolean>;
  note(entry: NewAudit, at: Date): Promise<void>;
  log(query: {
    readonly email: string | null;
    readonly limit: number;
    readonly before: number | null;
    /** With what was decided of each seat, also where it is nobody's log in particular. */
    readonly all: boolean;
  }): Promise<{ readonly entries: AuditEntry[]; readonly inAll: number }>;
  /** What was sent to somebody, newest first, and how often in all. */
  sentTo(
    slackUserId: string,
    limit: number,
  ): Promise<{ readonly nudges: Nudge[]; readonly inAll: number }>;
  /** What became of seats between two instants, each counted for one thing; days are those of the zone. */
  month(
    from: Date,
    to: Date,
    zone: string,
  ): Promise<{
    readonly seats: MonthSeats;
    readonly blocked: Readonly<Partial<Record<WrongKind, number>>>;
  }>;
  /** The message that tells the admins of a round; null where it is not posted, or not yet. */
  postedRound(roundId: number): Promise<PostedMessage | null>;
  /** What was not delivered since an instant, newest first. */
  undelivered(since: Date): Promise<UndeliveredMany>;
  /** Writes messages for the admins down, each once by its key. */
  tell(deliveries: readonly NewDelivery[], at: Date): Promise<void>;
  /** Forgets rounds with their nudges and answers, seats to reclaim, exemptions and the log before an instant, as far as they are settled. */
  prune(before: Date): Promise<void>;
};

/** What names a seat, as a key. */
export function seatKey({ provider, personId }: SeatName): string {
  return `${provider}:${personId}`;
}

/** Until when somebody in Slack is not to be disturbed; null where they may be, or where Slack does not tell. */
export type QuietUntil = (slackUserId: string, now: Date) => Promise<Date | null>;
