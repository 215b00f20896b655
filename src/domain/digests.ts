import type { Actor } from './access.ts';
import type { DeadEnd, OnProgress, TeamOffer } from './answers.ts';
import type { Period } from './calendar.ts';
import type { Content } from './deliveries.ts';
import type { Every, Schedule, Section, Slot, Subscription } from './subscriptions.ts';
import type { TeamSummary } from './summary.ts';
import type { ProviderId } from './usage.ts';

/** A subscription as it is shown: with its team's name, and the reader's own IANA zone where Slack tells it. */
export type SubscriptionShown = {
  readonly subscription: Subscription;
  readonly teamName: string;
  readonly readerZone: string | null;
  /** Whether the reader may edit or end it. */
  readonly isTheirs: boolean;
};

/** Whether the bot can post into a channel: `invite` where somebody has to invite it first. */
export type ChannelReach = 'in' | 'joined' | 'invite' | 'archived' | 'unknown';

/**
 * What somebody wants to subscribe to; null leaves a choice to the bot, or to what is kept where it is an edit. `provider`
 * is as typed: `all` for all of them. `edit` is the subscription to change.
 */
export type SubscribeAsk = {
  readonly team: string;
  readonly channelId: string;
  readonly every: Every | null;
  readonly at: string | null;
  readonly zone: string | null;
  readonly provider: string | null;
  readonly names: boolean | null;
  readonly sections: readonly Section[] | null;
  readonly edit: number | null;
};

/** The ways in which a digest question ends without its answer, besides those of all questions. */
export type DigestDeadEnd =
  | DeadEnd
  | { readonly kind: 'unknown-subscription'; readonly id: number };

/** Subscribes a channel, or changes a subscription: managers for their teams, admins for all. */
export type Subscribe = (
  actor: Actor,
  ask: SubscribeAsk,
) => Promise<
  | {
      readonly kind: 'subscribed';
      readonly shown: SubscriptionShown;
      readonly isNew: boolean;
      readonly reach: ChannelReach;
      /**
       * Another subscription of the same team in the same channel; the one shown where it is wished for already, so that
       * nothing was added, or changed.
       */
      readonly twin: SubscriptionShown | null;
      /** What of the wish the one shown does not have, as it was there already; null for nothing. */
      readonly differs: Differing | null;
      /** The one that was to be changed into what is there already: it stays as it was. */
      readonly unchanged: SubscriptionShown | null;
      /** What is there already was suspended, and goes on. */
      readonly goesOn: boolean;
    }
  | DigestDeadEnd
>;

/** What subscriptions of the same wish may differ in; null where it was not asked for, or is as asked for. */
export type Differing = Pick<SubscribeAsk, 'names' | 'sections'>;

export type ListSubscriptions = (
  actor: Actor,
) => Promise<
  { readonly kind: 'subscriptions'; readonly all: readonly SubscriptionShown[] } | DigestDeadEnd
>;

/** Ends a subscription, or resumes a suspended one. */
export type EndSubscription = (
  actor: Actor,
  id: number,
) => Promise<{ readonly kind: 'ended'; readonly shown: SubscriptionShown } | DigestDeadEnd>;

export type ResumeSubscription = (
  actor: Actor,
  id: number,
) => Promise<
  | { readonly kind: 'resumed'; readonly shown: SubscriptionShown; readonly reach: ChannelReach }
  /** It cannot go on: what it is of is still gone. `reason` is the bot's own word. */
  | { readonly kind: 'stays'; readonly shown: SubscriptionShown; readonly reason: string }
  | DigestDeadEnd
>;

/** What a digest says. `news` is false for a week in which nothing happened: one line. */
export type Digest = {
  readonly subscriptionId: number;
  readonly schedule: Schedule;
  /** The one provider that it is narrowed to. */
  readonly provider: ProviderId | null;
  readonly summary: TeamSummary;
  readonly period: Period;
  readonly sections: readonly Section[];
  readonly names: boolean;
  /** Names were wished for, but whoever answers for them may not see those of inactive seats. */
  readonly mayNotName: boolean;
  readonly news: boolean;
  /** Null for a test, which never is. */
  readonly dueAt: Date | null;
  /** No provider could tell anything of the period. */
  readonly noData: boolean;
};

/** Makes a digest as it would be sent now, for the asker's eyes only. */
export type PreviewDigest = (
  actor: Actor,
  id: number,
  onProgress: OnProgress,
) => Promise<{ readonly kind: 'digest'; readonly digest: Digest } | DigestDeadEnd>;

/** What a form for a subscription is filled with: what is likely, or what is kept. */
export type DraftSubscription = (
  actor: Actor,
  ask: { readonly channelId: string; readonly team: string | null; readonly edit: number | null },
) => Promise<
  | {
      readonly kind: 'draft';
      /** The teams that the actor may subscribe, by name. */
      readonly teams: readonly TeamOffer[];
      readonly team: string | null;
      readonly wish: Pick<
        Subscription,
        'schedule' | 'provider' | 'names' | 'sections' | 'channelId'
      >;
      readonly edit: number | null;
      readonly providers: readonly { readonly id: string; readonly title: string }[];
    }
  | DigestDeadEnd
>;

/** A person decides about a message of which nobody knows whether it arrived. */
export type DecideDelivery = (
  actor: Actor,
  deliveryId: string,
  arrived: boolean,
) => Promise<{ readonly kind: 'decided'; readonly arrived: boolean } | DigestDeadEnd>;

export type Digests = {
  readonly subscribe: Subscribe;
  readonly listSubscriptions: ListSubscriptions;
  readonly endSubscription: EndSubscription;
  readonly resumeSubscription: ResumeSubscription;
  readonly previewDigest: PreviewDigest;
  readonly draftSubscription: DraftSubscription;
  readonly decideDelivery: DecideDelivery;
};

/** What the services ask of Slack about channels. Throws AppError. */
export type Channels = {
  /** Whether the bot is in it, joining a public one where it may. */
  reach(channelId: string): Promise<ChannelReach>;
  /** Whether people of other organizations are in it; false where Slack does not tell. */
  isShared(channelId: string): Promise<boolean>;
  /** The same as of a minute ago at most, for many channels at once. */
  isSharedLately(channelId: string): Promise<boolean>;
};

/**
 * A message that tells somebody what became of their subscription; rendered when it is sent. `slot` of what was skipped is
 * the newest of `slots` in all, of so many `subscriptions` of theirs; `others` are the ids of those besides its own.
 */
export type NoticeSubject =
  | { readonly about: 'suspended'; readonly subscriptionId: number; readonly reason: string }
  | {
      readonly about: 'skipped';
      readonly subscriptionId: number;
      readonly slot: Slot['date'];
      readonly slots: number;
      readonly subscriptions: number;
      readonly others: readonly number[];
    }
  | {
      readonly about: 'failed';
      readonly subscriptionId: number;
      readonly slot: Slot['date'];
      readonly reason: string;
    }
  | {
      readonly about: 'unknown';
      readonly subscriptionId: number;
      readonly slot: Slot['date'];
      readonly deliveryId: string;
    };

/** Draws what the bot sends of its own accord: as it should be, without what some workspaces refuse, and for going out late. */
export type Draw = {
  digest(digest: Digest): Content;
  /** `toOwner` is false where the admins are told instead, because the owner cannot be. */
  notice(subject: NoticeSubject, shown: SubscriptionShown, toOwner: boolean): Content;
};
