import type { Day } from './calendar.ts';

/** A vendor's API, by its key in the registry and in `provider=`: `lingma`, `windsurf`. */
export type ProviderId = string;

/** Counters of a day or a period as the vendor gives them; null where it does not provide one, which is not zero. */
export type Totals = {
  readonly linesAccepted: number | null;
  readonly linesChanged: number | null;
  readonly linesAcceptedChat: number | null;
  readonly linesAcceptedCompletion: number | null;
  readonly linesSuggestedCompletion: number | null;
  readonly chatTurns: number | null;
  readonly chatTurnsAccepted: number | null;
  readonly completionsAccepted: number | null;
  readonly completionsSuggested: number | null;
};

/** The vendor's breakdown of a day. An empty name means unknown. Splits do not add up to the totals and are not meant to. */
export type Splits = {
  readonly chats: readonly ChatSplit[];
  readonly lines: readonly LinesSplit[];
  readonly completions: readonly CompletionSplit[];
};

export type ChatSplit = {
  readonly kind: string;
  readonly ide: string;
  readonly turns: number | null;
  readonly turnsAccepted: number | null;
};

export type LinesSplit = {
  readonly language: string;
  readonly accepted: number | null;
  readonly changed: number | null;
};

export type CompletionSplit = {
  readonly language: string;
  readonly ide: string;
  readonly accepted: number | null;
  readonly suggested: number | null;
  readonly linesAccepted: number | null;
  readonly linesSuggested: number | null;
};

/** One person's day at one provider, in the provider's day zone. `lastActiveAt` is epoch milliseconds. */
export type PersonDay = {
  readonly personId: string;
  readonly day: Day;
  readonly active: boolean;
  readonly activeChat: boolean;
  readonly activeCompletion: boolean;
  readonly lastActiveAt: number | null;
  readonly totals: Totals;
  readonly splits: Splits;
};

/** One department's day. The active counts are distinct people of that day and must never be added up. */
export type DepartmentDay = {
  readonly groupId: string;
  readonly day: Day;
  readonly activePeople: number | null;
  readonly activeChat: number | null;
  readonly activeCompletion: number | null;
  readonly totals: Totals;
  readonly splits: Splits;
};

export const NO_TOTALS: Totals = {
  linesAccepted: null,
  linesChanged: null,
  linesAcceptedChat: null,
  linesAcceptedCompletion: null,
  linesSuggestedCompletion: null,
  chatTurns: null,
  chatTurnsAccepted: null,
  completionsAccepted: null,
  completionsSuggested: null,
};

export const ZERO_TOTALS: Totals = {
  linesAccepted: 0,
  linesChanged: 0,
  linesAcceptedChat: 0,
  linesAcceptedCompletion: 0,
  linesSuggestedCompletion: 0,
  chatTurns: 0,
  chatTurnsAccepted: 0,
  completionsAccepted: 0,
  completionsSuggested: 0,
};

/** Adds counters field by field; what neither side provides stays null. */
export function addTotals(left: Totals, right: Totals): Totals {
  return {
    linesAccepted: add(left.linesAccepted, right.linesAccepted),
    linesChanged: add(left.linesChanged, right.linesChanged),
    linesAcceptedChat: add(left.linesAcceptedChat, right.linesAcceptedChat),
    linesAcceptedCompletion: add(left.linesAcceptedCompletion, right.linesAcceptedCompletion),
    linesSuggestedCompletion: add(left.linesSuggestedCompletion, right.linesSuggestedCompletion),
    chatTurns: add(left.chatTurns, right.chatTurns),
    chatTurnsAccepted: add(left.chatTurnsAccepted, right.chatTurnsAccepted),
    completionsAccepted: add(left.completionsAccepted, right.completionsAccepted),
    completionsSuggested: add(left.completionsSuggested, right.completionsSuggested),
  };
}

export function add(left: number | null, right: number | null): number | null {
  if (left === null) return right;
  return right === null ? left : left + right;
}
