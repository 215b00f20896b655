import type { Actor } from './access.ts';
import type { DeadEnd, PersonAsked } from './answers.ts';
import type { Day } from './calendar.ts';
import type { NudgeShown, NudgesStatus, ReclaimList, RoundShown } from './nudges-shown.ts';
import type { AuditEntry, Exemption, Nudge, ReclaimItem, Said } from './nudges.ts';
import type { Slot } from './subscriptions.ts';

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
