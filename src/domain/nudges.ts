import type { Actor } from './access.ts';
import type { DeadEnd, PersonAsked } from './answers.ts';
import type { Day } from './calendar.ts';
import type { Content, NewDelivery } from './deliveries.ts';
import type { Money, NudgePolicy } from './nudge-settings.ts';
import type { Slot } from './subscriptions.ts';
import type { ProviderId } from './usage.ts';

/** What a message says of a seat: the first nudge, the second one, or that the seat is proposed for reclaim. */
export type NudgeStep = 'first' | 'second' | 'reclaim';

/** Why nobody is told of an inactive seat. */
export const SKIP_REASONS = [
  'new',
  'no-team',
  'exempt',
  'on-leave',
  'unmatched',
  'no-slack-person',
  'opted-out',
  'told-lately',
  'asked-to-keep',
  'disputed',
  'listed',
  'stale-feed',
  'not-known',
  'team-off',
  'not-yet',
  'skipped-by-admin',
  'active-again',
  'seat-gone',
  'paused',
] as const;

export type SkipReason = (typeof SKIP_REASONS)[number];

/**
 * What is done about an inactive seat. `detail` says more where there is more: until which day, which feed, what somebody
 * is in Slack, which nudge somebody is spared who wants no tips.
 */
export type Decision =
  | { readonly kind: 'tell'; readonly step: NudgeStep }
  | { readonly kind: 'skip'; readonly reason: SkipReason; readonly detail: string | null };

/** What was known of a seat's use when a round looked at it. Instants are epoch milliseconds. */
export type SeatUse = {
  readonly lastActiveAt: number | null;
  readonly givenAt: number | null;
  /** Whether that is only the day on which its holder joined the organization, as the vendor tells no other. */
  readonly givenIsGuess: boolean;
  /** How far its provider's days reached; null where it tells of no days, but when a seat was last used. */
  readonly dataTo: Day | null;
  /** The day from which on those days were known; of use before it nothing can be said. */
  readonly usageSince: Day | null;
  /** When the provider was last asked who holds its seats. */
  readonly seenAt: number | null;
};

/** An inactive seat as a round found it. */
export type PlannedSeat = SeatUse & {
  readonly provider: ProviderId;
  readonly personId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly standing: 'never-used' | 'lapsed' | 'new' | 'unknown';
  readonly decision: Decision;
};

/** Where a round stands. `declined` and `expired` ones have sent nothing. */
export type RoundState = 'planned' | 'approved' | 'sending' | 'done' | 'expired' | 'declined';

/** A week's nudges; there is one for a date. `decidedBy` is Slack's id of an admin, null where the policy's `auto` approved it. */
export type NudgeRound = {
  readonly id: number;
  readonly date: Day;
  readonly state: RoundState;
  readonly plannedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

/** Where a person's message stands; `unknown` is one of which nobody can tell whether it arrived. */
export type NudgeState = 'planned' | 'queued' | 'sent' | 'skipped' | 'failed' | 'unknown';

/** One person's message of a round; `why` tells in the bot's words why it was skipped or failed. */
export type Nudge = {
  readonly id: string;
  readonly roundId: number;
  readonly email: string;
  readonly name: string | null;
  readonly slackUserId: string;
  readonly state: NudgeState;
  readonly why: string | null;
  readonly dueAt: Date | null;
  readonly changedAt: Date;
  /** In the order in which the message tells of them; an answer names one by its place. */
  readonly seats: readonly (Omit<PlannedSeat, 'decision' | 'standing'> & {
    readonly step: NudgeStep;
    readonly standing: 'never-used' | 'lapsed';
  })[];
};

/** What can be wrong with what the bot believes of a seat. */
export const WRONG_KINDS = ['i-use-it', 'not-mine', 'never-got-it', 'other'] as const;

export type WrongKind = (typeof WRONG_KINDS)[number];

/** What somebody says of a seat. `until` is the last day on which they are away. */
export type Said =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set-up' }
  | { readonly kind: 'away'; readonly until: Day }
  | { readonly kind: 'wrong'; readonly wrong: WrongKind; readonly text: string }
  | { readonly kind: 'give-back' }
  | { readonly kind: 'no-tips' };

/** `seat` is a place in the nudge; `away` and `no-tips` are about the person, and stand at each of their seats. */
export type NudgeAnswer = {
  readonly id: number;
  readonly nudgeId: string;
  readonly seat: number;
  readonly said: Said;
  readonly at: Date;
  /** Until when it can be taken back. */
  readonly undoUntil: Date;
};

/** What has become of a seat that a message told of. `decidedAt` is when an admin did. */
export type SeatFate =
  | { readonly kind: 'idle' }
  | { readonly kind: 'in-use'; readonly lastActiveAt: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'given-back' }
  | { readonly kind: 'listed' }
  | { readonly kind: 'reclaimed'; readonly decidedAt: Date }
  | { readonly kind: 'kept'; readonly decidedAt: Date };

/** A nudge as its addressee sees it: what it says, what they answered, and what became of each seat, by its place. */
export type NudgeShown = {
  readonly nudge: Nudge;
  readonly titles: Readonly<Record<ProviderId, string>>;
  readonly contact: string | null;
  readonly setUp: Readonly<Record<ProviderId, readonly string[]>>;
  readonly answers: readonly (NudgeAnswer | null)[];
  readonly fates: readonly SeatFate[];
  /** Whether the person gets no tips. */
  readonly tipsOff: boolean;
  /** The reader's IANA zone, the report's where Slack does not tell it. */
  readonly zone: string;
  /** What the data may miss can be said of these days. */
  readonly policy: NudgePolicy;
};

/** What seats cost in a month by currency; `unpriced` have no price in the policy. */
export type Cost = {
  readonly perMonth: readonly Money[];
  readonly seats: number;
  readonly unpriced: number;
};

/** A feed that blocks all nudges. */
export type StaleFeed = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly why: 'no-sync' | 'no-new-day';
  readonly since: Date | Day | null;
};

/** A round for admins. `round` is null where it was only worked out and not kept: there is nothing to approve then. */
export type RoundShown = {
  readonly round: NudgeRound | null;
  readonly at: Date;
  readonly nudges: readonly Nudge[];
  readonly seats: readonly PlannedSeat[];
  readonly counts: {
    readonly inactive: number;
    /** People who get a message, and what their seats are told. */
    readonly people: number;
    readonly steps: Readonly<Record<NudgeStep, number>>;
    /** Seats, by why nobody is told of them; only reasons that occur. */
    readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  };
  /** What the messages of a round that is approved have come to. */
  readonly progress: Readonly<Record<NudgeState, number>>;
  /** What idle seats cost, and apart from it, never in both, what can be given to others: seats handed back or approved for reclaim. */
  readonly exposure: Cost;
  readonly reassignable: Cost;
  readonly stale: readonly StaleFeed[];
  readonly titles: Readonly<Record<ProviderId, string>>;
  readonly zone: string;
};

/**
 * Where a seat on the list of those to be reclaimed stands. `gone` and `still-there` are what the sync after Done found;
 * without Done (`decidedBy` is null) a seat is `gone` or, as it is in use again, `withdrawn`.
 */
export type ReclaimState = 'open' | 'done' | 'kept' | 'withdrawn' | 'gone' | 'still-there';

export type ReclaimItem = {
  readonly id: number;
  readonly source: 'candidate' | 'give-back';
  readonly provider: ProviderId;
  readonly title: string;
  readonly personId: string;
  readonly email: string;
  readonly name: string | null;
  readonly slackUserId: string;
  /** Epoch milliseconds since when nobody uses it. */
  readonly idleSince: number | null;
  /** What was known of its use when it was listed; null where that is not kept any more. */
  readonly use: SeatUse | null;
  readonly openedAt: Date;
  readonly state: ReclaimState;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** Where its holder is to be left alone now, up to which day. */
  readonly resting?: { readonly why: 'exempt' | 'on-leave'; readonly until: Day };
  /** Every message about the seat with its answer, oldest first. */
  readonly history: readonly {
    readonly at: Date;
    readonly step: NudgeStep;
    readonly answer: Said | null;
    readonly answeredAt: Date | null;
  }[];
};

/** Somebody who is not nudged up to a day, that day included. */
export type Exemption = {
  readonly email: string;
  readonly until: Day;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
};

/** One line of the log. `by` is Slack's id, null for the bot itself; `email` is whom it concerns. */
export type AuditEntry = {
  readonly id: number;
  readonly at: Date;
  readonly by: string | null;
  readonly what: AuditEvent;
  readonly email: string | null;
  readonly provider: ProviderId | null;
  readonly roundId: number | null;
  readonly why: string | null;
};

export const AUDIT_EVENTS = [
  'round-planned',
  'decided',
  'round-approved',
  'round-declined',
  'round-expired',
  'round-done',
  'paused',
  'resumed',
  'skipped',
  'nudge-queued',
  'nudge-sent',
  'nudge-failed',
  'nudge-unknown',
  'answered',
  'answer-undone',
  'exempted',
  'exemption-ended',
  'tips-off',
  'tips-on',
  'away',
  'back',
  'reclaim-listed',
  'reclaim-done',
  'reclaim-kept',
  'reclaim-withdrawn',
  'reclaim-gone',
  'reclaim-still-there',
] as const;

export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** A month's outcome, in seats and, where there are prices, in money a month. */
export type NudgeMonth = {
  /** `2026-11`. */
  readonly month: string;
  readonly nudged: Cost;
  readonly backInUse: Cost;
  readonly givenBack: Cost;
  readonly reclaimed: Cost;
  readonly blocked: Readonly<Partial<Record<WrongKind, number>>>;
};

/** A message about nudges that did not get through, or of which nobody knows whether it did. */
export type Undelivered = {
  readonly deliveryId: string;
  /** What it is about: see `NudgeSubject`. */
  readonly of: string;
  readonly trouble: 'unknown' | 'failed';
  /** Slack's own word, or the bot's. */
  readonly reason: string;
  readonly to: NewDelivery['to'];
};

/** All of those of some time, and the newest few. */
export type UndeliveredMany = {
  readonly failed: number;
  readonly unknown: number;
  readonly newest: readonly (Undelivered & { readonly at: Date })[];
};

export type NudgesStatus = {
  readonly policy: NudgePolicy;
  readonly paused: { readonly by: string; readonly at: Date } | null;
  /** The newest round. */
  readonly latest: RoundShown | null;
  readonly next: Slot;
  /** Whether later rounds go out without being asked about: `auto`, once one was approved and anybody got a message of it. */
  readonly goesByItself: boolean;
  readonly stale: readonly StaleFeed[];
  readonly openReclaims: number;
  /** Of the last days. */
  readonly undelivered: UndeliveredMany;
  /** Whether there is a channel for all that admins are told. */
  readonly hasChannel: boolean;
  readonly exemptions: readonly Exemption[];
  readonly zone: string;
};

/** What a person is told with `me`: what the bot sent them and what they answered, newest first, at most 5 of `inAll`. */
export type NudgesSeen = {
  readonly sent: readonly {
    readonly at: Date;
    readonly seats: readonly {
      readonly provider: ProviderId;
      readonly title: string;
      readonly step: NudgeStep;
      readonly said: Said | null;
    }[];
  }[];
  readonly inAll: number;
  readonly tipsOff: boolean;
  readonly awayUntil: Day | null;
  readonly exemptUntil: Day | null;
};

/** The ways in which a question about nudges ends without its answer, besides those of all questions. */
export type NudgeDeadEnd =
  | DeadEnd
  | { readonly kind: 'no-round'; readonly next: Slot; readonly zone: string }
  | { readonly kind: 'unknown-round' }
  | { readonly kind: 'unknown-nudge' }
  /** A day that is over, or too far away: the last that can be given is `latest`. */
  | { readonly kind: 'bad-day'; readonly asked: Day; readonly latest: Day };

/** Shows the round that waits for an approval or is being sent; else works out what a round would be now, and posts nothing. */
export type PreviewRound = (
  actor: Actor,
) => Promise<{ readonly kind: 'round'; readonly shown: RoundShown } | NudgeDeadEnd>;

/**
 * Approves or declines a round exactly as it is kept; null means the one that waits. `decided` is false where that was done
 * (or it expired) before: `shown` then tells by whom and what.
 */
export type DecideRound = (
  actor: Actor,
  roundId: number | null,
  verdict: 'approve' | 'decline',
) => Promise<
  | { readonly kind: 'round-decided'; readonly decided: boolean; readonly shown: RoundShown }
  | NudgeDeadEnd
>;

/** Takes one person out of a round, also while it is being sent. `taken` is false where their message is on its way or was taken out before. */
export type SkipNudge = (
  actor: Actor,
  nudgeId: string,
) => Promise<
  | {
      readonly kind: 'nudge-skipped';
      readonly taken: boolean;
      readonly nudge: Nudge;
      readonly shown: RoundShown;
    }
  | NudgeDeadEnd
>;

/** Stops all nudges at once, or lets them go on. `changed` is false where it was so before. */
export type PauseNudges = (
  actor: Actor,
  paused: boolean,
) => Promise<
  | { readonly kind: 'nudges-paused'; readonly paused: boolean; readonly changed: boolean }
  | NudgeDeadEnd
>;

export type ReportNudges = (
  actor: Actor,
) => Promise<{ readonly kind: 'nudges-status'; readonly status: NudgesStatus } | NudgeDeadEnd>;

/**
 * The log, newest first: of one person all of it, else all but what was `decided` of each seat. `before` is the id to go on
 * from.
 */
export type ListNudgeLog = (
  actor: Actor,
  ask: {
    readonly person: PersonAsked | null;
    readonly limit: number;
    readonly before: number | null;
  },
) => Promise<
  | {
      readonly kind: 'nudge-log';
      readonly entries: readonly AuditEntry[];
      readonly inAll: number;
      readonly zone: string;
    }
  | NudgeDeadEnd
>;

/** Sends the whole log as a CSV file into the admin's direct messages. */
export type ExportNudgeLog = (
  actor: Actor,
) => Promise<
  | { readonly kind: 'nudge-log-exported'; readonly file: string; readonly rows: number }
  | NudgeDeadEnd
>;

/** Exempts somebody up to a day, that day included, or for so many days from today on; `until: null` ends what they have. */
export type ExemptPerson = (
  actor: Actor,
  ask: {
    readonly person: PersonAsked;
    readonly until:
      | { readonly kind: 'day'; readonly day: Day }
      | { readonly kind: 'days'; readonly days: number }
      | null;
    readonly reason: string | null;
  },
) => Promise<
  /** Null where it was ended. */
  | { readonly kind: 'exempted'; readonly email: string; readonly exemption: Exemption | null }
  | NudgeDeadEnd
>;

/**
 * Takes an addressee's answer for one seat of a nudge by its place, for all of them where it is null. `give-back` without
 * `confirmed` is asked about once. What is no longer a question (the seat is used again, gone, answered) is `closed`.
 */
export type AnswerNudge = (
  actor: Actor,
  nudgeId: string,
  answer: { readonly seat: number | null; readonly said: Said; readonly confirmed: boolean },
) => Promise<
  | { readonly kind: 'answered'; readonly said: Said; readonly shown: NudgeShown }
  | { readonly kind: 'confirm'; readonly seat: number | null; readonly shown: NudgeShown }
  | { readonly kind: 'closed'; readonly shown: NudgeShown }
  | { readonly kind: 'not-yours' }
  | NudgeDeadEnd
>;

/** Takes an answer back within ten minutes; of all seats where `seat` is null. `closed` where an admin has acted on it. */
export type UndoAnswer = (
  actor: Actor,
  nudgeId: string,
  seat: number | null,
) => Promise<
  | { readonly kind: 'undone'; readonly shown: NudgeShown }
  | { readonly kind: 'too-late'; readonly shown: NudgeShown }
  | { readonly kind: 'closed'; readonly shown: NudgeShown }
  | { readonly kind: 'not-yours' }
  | NudgeDeadEnd
>;

/** A nudge as it stands, for whoever it was sent to: for forms, and for buttons of old messages. */
export type ShowNudge = (
  actor: Actor,
  nudgeId: string,
) => Promise<
  | { readonly kind: 'nudge'; readonly shown: NudgeShown }
  | { readonly kind: 'not-yours' }
  | NudgeDeadEnd
>;

/** Turns tips off or on for oneself. What is proposed for reclaim is told all the same. */
export type SetTips = (
  actor: Actor,
  on: boolean,
) => Promise<
  { readonly kind: 'tips'; readonly on: boolean } | { readonly kind: 'no-email' } | NudgeDeadEnd
>;

/** Says of oneself that one is away, up to a day, that day included; null ends it. */
export type SetAway = (
  actor: Actor,
  until: Day | null,
) => Promise<
  | { readonly kind: 'away'; readonly until: Day | null }
  | { readonly kind: 'no-email' }
  | NudgeDeadEnd
>;

export type ReclaimList = {
  readonly items: readonly ReclaimItem[];
  readonly reassignable: Cost;
  readonly zone: string;
};

/** The list of seats that an admin has to decide about. */
export type ListReclaims = (
  actor: Actor,
) => Promise<{ readonly kind: 'reclaims'; readonly list: ReclaimList } | NudgeDeadEnd>;

/** Done: an admin has revoked the seat at its vendor. Keep: it stays. `decided` is false where it was decided before. */
export type DecideReclaim = (
  actor: Actor,
  reclaimId: number,
  verdict: 'done' | 'keep',
) => Promise<
  | {
      readonly kind: 'reclaim-decided';
      readonly decided: boolean;
      readonly item: ReclaimItem;
      readonly list: ReclaimList;
    }
  | NudgeDeadEnd
>;

/** All that commands and buttons call. */
export type Nudges = {
  readonly previewRound: PreviewRound;
  readonly decideRound: DecideRound;
  readonly skipNudge: SkipNudge;
  readonly pauseNudges: PauseNudges;
  readonly reportNudges: ReportNudges;
  readonly listNudgeLog: ListNudgeLog;
  readonly exportNudgeLog: ExportNudgeLog;
  readonly exemptPerson: ExemptPerson;
  readonly answerNudge: AnswerNudge;
  readonly undoAnswer: UndoAnswer;
  readonly showNudge: ShowNudge;
  readonly setTips: SetTips;
  readonly setAway: SetAway;
  readonly listReclaims: ListReclaims;
  readonly decideReclaim: DecideReclaim;
};

/** What a person has said is wrong, with what the bot believed and why. */
export type WrongReport = {
  readonly nudge: Nudge;
  readonly seat: Nudge['seats'][number];
  readonly title: string;
  readonly wrong: WrongKind;
  readonly text: string;
  readonly at: Date;
  readonly zone: string;
};

/** Draws what nudges send: to a person, and into the admins' channel. */
export type DrawNudges = {
  nudge(shown: NudgeShown): Content;
  /** A round that waits for its approval, or that went out by itself. */
  round(shown: RoundShown): Content;
  wrong(report: WrongReport): Content;
  reclaims(list: ReclaimList): Content;
  /** What the sync after Done found. */
  reclaimChecked(item: ReclaimItem, zone: string): Content;
  undelivered(what: Undelivered): Content;
  month(month: NudgeMonth, titles: Readonly<Record<ProviderId, string>>): Content;
};
