import type { Content, Delivery, NewDelivery } from './deliveries.ts';
import type { Slot, Subscription, Wish } from './subscriptions.ts';

/** What became due, and what was passed over because the bot was down too long. */
export type Claimed = {
  readonly subscription: Subscription;
  readonly slot: Slot;
  readonly deliveryId: string;
  readonly state: 'pending' | 'skipped';
};

/** Keeps subscriptions. Times are passed in; the next run is worked out by `nextRun` of domain/schedule.ts. */
export type SubscriptionStore = {
  /** `twin` where the channel has the same team, provider and schedule already: then nothing is added, or changed. */
  add(wish: Wish, nextRun: Slot, at: Date): Promise<Subscription | 'twin'>;
  /** `nextRun` is put off where there was a digest of that date already: there is one for each date. */
  change(id: number, wish: Wish, nextRun: Slot): Promise<Subscription | 'twin' | null>;
  subscription(id: number): Promise<Subscription | null>;
  /** All of a workspace, by id; with `channelId` those of one channel. */
  subscriptions(slackTeamId: string, channelId?: string): Promise<Subscription[]>;
  remove(id: number): Promise<boolean>;
  suspend(id: number, reason: string, at: Date): Promise<boolean>;
  resume(id: number, nextRun: Slot): Promise<boolean>;
  /**
   * Claims what is due at `now`, in one transaction that takes each subscription once across all replicas: writes a delivery
   * for each slot (unique by subscription and slot), moves the next run past `now`, and enqueues the deliveries that are to
   * be sent. Of several missed slots the newest within 24 hours is sent; older ones are written down as skipped.
   */
  claimDue(now: Date): Promise<Claimed[]>;
  /** What was passed over and nobody was told of yet, of subscriptions that are still there; oldest first. */
  untold(): Promise<Claimed[]>;
};

/** A delivery in a list: without what it says. */
export type ListedDelivery = Omit<Delivery, 'content'>;

/** A delivery as somebody read it: what they have found out of it holds no longer once there was another attempt. */
export type Attempt = Pick<Delivery, 'id' | 'attempts'>;

/**
 * Keeps deliveries. Each change of state is one statement that holds only from the state it starts in, and for the attempt that
 * it is about: it gives whether it was made.
 */
export type DeliveryStore = {
  /** Adds deliveries that are not there yet by their names, and enqueues them, in one transaction. Gives the ids of the new ones. */
  add(deliveries: readonly NewDelivery[], at: Date): Promise<string[]>;
  delivery(id: string): Promise<Delivery | null>;
  /** Keeps the first content that is given, unless it was to be drawn anew since the delivery was read: then that is no longer true. */
  keepContent(delivery: Pick<Delivery, 'id' | 'redrawn'>, content: Content): Promise<void>;
  /** Sends what waits to another channel, unless it was to be drawn anew since it was read. */
  readdress(delivery: Pick<Delivery, 'id' | 'redrawn'>, channelId: string): Promise<void>;
  /**
   * pending → sending, with an attempt written down; gives what is to be sent. Null where it waits no longer, or is to be
   * drawn first. With `perMinute`, not where so many of its kind are being sent to people, or were in the minute before,
   * whoever else begins at the same time.
   */
  begin(
    id: string,
    at: Date,
    perMinute?: number | null,
  ): Promise<(Delivery & { readonly content: Content }) | null>;
  /** sending → sent. */
  sent(
    attempt: Attempt,
    where: { readonly channelId: string; readonly ts: string },
    at: Date,
  ): Promise<boolean>;
  /** sending → pending: it certainly did not arrive. Enqueues it for `notBefore` in the same transaction. */
  again(attempt: Attempt, error: string, notBefore: Date, at: Date): Promise<boolean>;
  /** sending → unknown. */
  unclear(attempt: Attempt, error: string, at: Date): Promise<boolean>;
  /** pending or sending → failed, or skipped. */
  end(attempt: Attempt, state: 'failed' | 'skipped', error: string, at: Date): Promise<boolean>;
  /** pending or sending → skipped, as it could not be sent in time: its owner is to be told. */
  miss(attempt: Attempt, error: string, at: Date): Promise<boolean>;
  /**
   * Takes those of the deliveries that nobody was told of for told, and adds the notice that is made of them, in one
   * transaction; `notice` gives null where nobody can be told.
   */
  tell(
    ids: readonly string[],
    notice: (untold: ReadonlySet<string>) => NewDelivery | null,
    at: Date,
  ): Promise<void>;
  /** failed → pending: a person wants it sent again. Enqueues it in the same transaction. */
  retry(id: string, at: Date): Promise<boolean>;
  /** Failed ones and those of which nobody knows whether they arrived, that became so after an instant: the newest, and how many there are. */
  troubled(
    since: Date,
    limit: number,
  ): Promise<{ readonly deliveries: readonly ListedDelivery[]; readonly inAll: number }>;
  /** What a person was sent of a kind: the newest, and how many there are. */
  sentTo(
    slackUserId: string,
    kind: Delivery['kind'],
    limit: number,
  ): Promise<{ readonly deliveries: readonly ListedDelivery[]; readonly inAll: number }>;
  /** unknown → sent or pending: a person has decided. */
  decide(id: string, arrived: boolean, at: Date): Promise<boolean>;
  /** Deliveries that nobody works on although somebody should: pending ones due before, sending ones unchanged since. Enqueues them again. */
  reviveStuck(before: Date): Promise<string[]>;
  /** Whether anything is on its way to a channel, and how many deliveries are in each state; for status and metrics. */
  tally(): Promise<
    Readonly<Partial<Record<Delivery['kind'], Partial<Record<Delivery['state'], number>>>>>
  >;
  /** How many are due and not posted yet, and since when the oldest of them is due, by kind; for metrics. */
  queue(now: Date): Promise<
    readonly {
      readonly kind: Delivery['kind'];
      readonly due: number;
      readonly since: Date;
    }[]
  >;
  prune(before: Date): Promise<void>;
};

/** What can happen when a message is posted: Slack's own word in `reason`. */
export type Posted =
  | { readonly kind: 'posted'; readonly channelId: string; readonly ts: string }
  /** Slack said that it did not take it, and when to come again. */
  | { readonly kind: 'later'; readonly reason: string; readonly waitMs: number }
  /** It will never be taken there: archived, deleted, the bot removed. */
  | { readonly kind: 'final'; readonly reason: string }
  /** Nothing can be sent at all: the token is revoked, or lacks a permission. */
  | { readonly kind: 'revoked'; readonly reason: string; readonly lacks: string | null }
  /** The content was refused; a plainer one may be taken. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody knows whether it arrived. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** Posts a message once, without any retry of its own, and looks for one that may have arrived. */
export type Postbox = {
  post(message: {
    readonly to: { readonly channelId: string } | { readonly slackUserId: string };
    readonly text: string;
    readonly blocks: readonly unknown[];
    /** Put on the message as metadata, so that it can be found again. */
    readonly deliveryId: string;
  }): Promise<Posted>;
  /** Looks for a delivery in a conversation since an instant. `unreadable` where the bot may not read its history. */
  find(
    to: { readonly channelId: string } | { readonly slackUserId: string },
    deliveryId: string,
    since: Date,
  ): Promise<
    | { readonly kind: 'found'; readonly channelId: string; readonly ts: string }
    | { readonly kind: 'absent' }
    | { readonly kind: 'unreadable'; readonly reason: string }
    | { readonly kind: 'later'; readonly waitMs: number }
  >;
};

/** Takes work that was written down with a transaction of the database, and does it. */
export type Enqueue<Transaction> = (
  transaction: Transaction,
  deliveries: readonly { readonly id: string; readonly notBefore: Date }[],
) => Promise<void>;
