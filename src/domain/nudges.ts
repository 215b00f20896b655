import type { Day } from './calendar.ts';
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
