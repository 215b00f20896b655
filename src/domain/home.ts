import type { Actor, Refusal } from './access.ts';
import type { Day } from './calendar.ts';
import type { Delivery, DeliveryState } from './deliveries.ts';
import type { NoticeSubject, SubscriptionShown } from './digests.ts';
import type { TeamsSummary } from './lists.ts';
import type { NudgeSubject } from './nudge-subjects.ts';
import type { NudgesStatus, RoundShown } from './nudges-shown.ts';
import type { PersonSummary } from './person-summary.ts';
import type { StatusSummary } from './status.ts';

/** A part of a home; where it could not be made, a sentence on why: the others hold all the same. */
export type HomePart<T> =
  | { readonly state: 'shown'; readonly value: T }
  | { readonly state: 'failed'; readonly why: string };

/** What the bot knows of whoever opens it. `summary` is null where nobody knows of a seat of theirs. */
export type OwnHome = {
  readonly email: string | null;
  readonly summary: PersonSummary | null;
  /** Null where Slack tells no address of theirs. */
  readonly privacy: PersonSummary['privacy'];
  /** What they were told of subscriptions of theirs, newest first. */
  readonly notices: {
    readonly sent: readonly { readonly at: Date; readonly about: NoticeSubject['about'] }[];
    readonly inAll: number;
  };
};

/** The teams that somebody manages, side by side; `more` are not shown. */
export type ManagedTeams = { readonly summary: TeamsSummary; readonly more: number };

/** A message that did not arrive as it should, or of which nobody knows whether it did. */
export type FailedMessage = {
  readonly deliveryId: string;
  readonly state: 'failed' | 'unknown';
  readonly what:
    /** `shown` is null where its subscription has ended. */
    | { readonly kind: 'digest'; readonly shown: SubscriptionShown | null; readonly slot: Day }
    | { readonly kind: 'notice' }
    | { readonly kind: 'nudge'; readonly about: NudgeSubject['about'] | null };
  readonly to: Delivery['to'];
  /** When it was given up, or became unclear. */
  readonly at: Date;
  /** Slack's own word, or the bot's. */
  readonly reason: string | null;
  /** What a person can do: have it sent again, say whether it arrived, or nothing, and why. */
  readonly mend: 'retry' | 'decide' | 'too-old' | 'ended' | 'next-round';
};

/** The newest failures of the last `days` days, newest first, and how many there are in all. */
export type Failures = {
  readonly messages: readonly FailedMessage[];
  readonly inAll: number;
  readonly days: number;
};

/** What admins see besides. Of people it tells how many they are. */
export type AdminHome = {
  readonly status: HomePart<StatusSummary>;
  /** The round that waits or is being sent; else what one would be now. */
  readonly round: HomePart<RoundShown>;
  readonly nudges: HomePart<NudgesStatus>;
  readonly failures: HomePart<Failures>;
};

/** Somebody's App Home: what is held, as of `at`. Parts that are not theirs are null. */
export type HomeShown = {
  readonly at: Date;
  /** The report's IANA zone. */
  readonly zone: string;
  readonly own: HomePart<OwnHome>;
  /** Null for those who manage none. */
  readonly teams: HomePart<ManagedTeams> | null;
  /** Whether they may subscribe channels. */
  readonly maySubscribe: boolean;
  /** Their own and those of teams that they manage; to admins all. */
  readonly subscriptions: HomePart<readonly SubscriptionShown[]>;
  readonly admin: AdminHome | null;
};

type Refused = { readonly kind: 'refused'; readonly refusal: Refusal };

export type ShowHome = (
  actor: Actor,
) => Promise<{ readonly kind: 'home'; readonly shown: HomeShown } | Refused>;

/** For admins only. */
export type ListFailures = (
  actor: Actor,
) => Promise<{ readonly kind: 'failures'; readonly failures: Failures } | Refused>;

/**
 * Has a message sent again that was given up: once, as it was drawn, or drawn anew where its subscription was changed since.
 * For admins. `not-failed` where somebody else was faster; throws `not_found` where it is no longer kept.
 */
export type RetryDelivery = (
  actor: Actor,
  deliveryId: string,
) => Promise<
  | { readonly kind: 'retried' }
  | { readonly kind: 'not-failed'; readonly state: DeliveryState }
  | { readonly kind: 'no-retry'; readonly mend: Exclude<FailedMessage['mend'], 'retry' | 'decide'> }
  | Refused
>;

/** Asks the providers now, in the background; `already` where that is under way. For admins. */
export type RetrySync = (
  actor: Actor,
) => Promise<{ readonly kind: 'syncing'; readonly already: boolean } | Refused>;

/** What the App Home shows and does, besides what commands and other buttons do. */
export type Homes = {
  readonly showHome: ShowHome;
  readonly retryDelivery: RetryDelivery;
  readonly retrySync: RetrySync;
};
