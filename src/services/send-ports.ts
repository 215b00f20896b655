import type { Delivery } from '../domain/deliveries.ts';
import type { DeliveryStore, Postbox, Posted } from '../domain/delivery-ports.ts';
import type { Clock } from '../domain/ports.ts';
import type { RenderDelivery } from './render-delivery.ts';
import type { Pace } from './send-pace.ts';
import type { TokenPorts } from './send-token.ts';

/** What became of a message that its owner should hear of. `reason` is Slack's own word, or the bot's. */
export type DeliveryTrouble = {
  readonly kind: 'unknown' | 'failed';
  readonly reason: string;
};

/**
 * What sending needs besides. Whatever tells somebody is called before the delivery's state is changed, so that a killed
 * process cannot keep it to itself; it may therefore be called twice for the same delivery and must tell once.
 */
export type SendPorts = TokenPorts & {
  readonly store: Omit<
    DeliveryStore,
    'add' | 'tell' | 'decide' | 'reviveStuck' | 'tally' | 'queue' | 'prune'
  >;
  readonly postbox: Postbox;
  /** What a delivery says; `skip` where there is nothing to say any more, such as for a subscription that is gone. */
  readonly renderDelivery: RenderDelivery;
  /** It threw: that is tried again for a day. For the log. */
  readonly onUnrendered: (delivery: Delivery, error: unknown) => void;
  /**
   * Asked before it is rendered and again right before it is sent, also when that is tried once more: `skip` says why it is
   * not to be sent after all, `waitMs` when to come back; while it is to wait, it is not too late. It threw: as with `renderDelivery`.
   */
  readonly mayGo?: MayGo;
  readonly tellOwner: (delivery: Delivery, trouble: DeliveryTrouble) => Promise<void>;
  /** Nothing will ever be taken where it should go: suspends what it is from, and tells its owner. */
  readonly onFinal: (delivery: Delivery, reason: string) => Promise<void>;
  /** Slack was asked to post one. For metrics. */
  readonly onAttempted?: (attempted: Attempted) => void;
  readonly clock: Clock;
  /** Where it is left out, one is begun with nothing sent so far. */
  readonly pace?: Pace;
  /**
   * Milliseconds after which an attempt cannot arrive any more: more than the client waits for an answer, with a margin for
   * what Slack may still be doing with it then.
   */
  readonly settleMs: number;
};

/** One attempt to post, and what Slack said. */
export type Attempted = { readonly kind: Delivery['kind']; readonly outcome: Posted['kind'] };

/** Whether a message may go now: with so many others of its kind in a minute, or, where it is null, without a limit. */
export type MayGo = (
  delivery: Delivery,
) => Promise<
  { readonly skip: string } | { readonly waitMs: number } | { readonly perMinute: number } | null
>;

/** Brings a delivery one step further; gives in how many milliseconds to come back, null when nothing is left to do for now. */
export type SendDelivery = (id: string, stopping: AbortSignal) => Promise<number | null>;
