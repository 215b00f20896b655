import type { ProviderId } from './usage.ts';

/** Somebody to be forgotten: their folded address, and the Slack ids that are theirs besides those that the store knows. */
export type Forgettable = { readonly email: string; readonly slackUserIds: readonly string[] };

/** How many rows of a kind there were, in words: “days of usage”. */
export type Traces = readonly { readonly what: string; readonly rows: number }[];

/** What was held of somebody. Of `unnamed` the row stays, without them. */
export type Erasure = {
  readonly erased: Traces;
  readonly unnamed: Traces;
  /** Where a provider had told of them: it may do so again. */
  readonly toldBy: readonly ProviderId[];
};

/** Erases people from all that the bot holds. */
export type ErasureStore = {
  /** In one transaction, and for good; with `undo` it is taken back at its end, so that only the count is left. */
  erase(person: Forgettable, options: { readonly undo: boolean }): Promise<Erasure>;
};
