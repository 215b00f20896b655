/**
 * Where a message stands on its way to Slack. `sending` is written before Slack is asked; `unknown` is one of which nobody
 * can tell whether it arrived, so that a person must decide; `failed` and `skipped` are final.
 */
export const DELIVERY_STATES = [
  'pending',
  'sending',
  'sent',
  'unknown',
  'failed',
  'skipped',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What is sent of the bot's own accord. */
export const DELIVERY_KINDS = ['digest', 'notice', 'nudge'] as const;

/** Blocks are Slack's, as JSON. `basic` is for workspaces that refuse charts and tables. */
type Said = {
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly basic: readonly unknown[];
};

/**
 * A message as it was rendered once; every attempt posts the same. `late` is the same with a word on when it was due, for
 * attempts that are made later than that, where it matters.
 */
export type Content = Said & { readonly late?: Said };

/**
 * One message that is to arrive once. `kind` and `key` name it: there is never a second one of the same name. `subject` is
 * what it is made from (a subscription's id and slot, a nudge), for whoever renders it. `to` is a channel, or a person.
 */
export type NewDelivery = {
  readonly kind: (typeof DELIVERY_KINDS)[number];
  readonly key: string;
  readonly subject: Readonly<Record<string, string | number>>;
  readonly to: { readonly channelId: string } | { readonly slackUserId: string };
  readonly dueAt: Date;
};

export type Delivery = NewDelivery & {
  readonly id: string;
  readonly state: DeliveryState;
  readonly content: Content | null;
  /** How often what was drawn of it had to be thrown away. */
  readonly redrawn: number;
  /** Slack's timestamp of the message, and the conversation that it is in, once sent. */
  readonly ts: string | null;
  readonly sentTo: string | null;
  readonly attempts: number;
  /** When the state was last changed; while `pending`, not before `notBefore`. */
  readonly changedAt: Date;
  readonly notBefore: Date;
  readonly error: string | null;
};
