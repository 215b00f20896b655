import type { Day } from './calendar.ts';
import type { Content, NewDelivery } from './deliveries.ts';
import type { Money, NudgePolicy } from './nudge-settings.ts';
import type {
  Exemption,
  Nudge,
  NudgeAnswer,
  NudgeRound,
  NudgeState,
  NudgeStep,
  PlannedSeat,
  ReclaimItem,
  Said,
  SkipReason,
  WrongKind,
} from './nudges.ts';
import type { Slot } from './subscriptions.ts';
import type { ProviderId } from './usage.ts';

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

export type ReclaimList = {
  readonly items: readonly ReclaimItem[];
  readonly reassignable: Cost;
  readonly zone: string;
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
