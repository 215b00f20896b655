import { midnightOf } from './days.ts';
import { share } from './dice.ts';
import type { CompletionPart, PersonDay } from './person-day.ts';

/** A row of `developerUsage` as it goes over the wire. Fields come and go, as with the vendor. */
export type DeveloperUsageRow = {
  readonly breakdown?: DeveloperBreakdown | null;
  /** Epoch milliseconds of midnight in UTC+8. */
  readonly date: number;
  readonly statusActive: boolean;
  readonly statusActiveChat: boolean;
  readonly statusActiveCompletion: boolean;
  readonly statusActiveLastedTime?: number | string | null;
  readonly totalChatTurns: number;
  readonly totalChatTurnsAccepted: number;
  readonly totalCountAcceptedCompletion: number;
  readonly totalCountSuggestedCompletion: number;
  readonly totalLinesAccepted: number;
  readonly totalLinesAcceptedChat?: number;
  readonly totalLinesAcceptedCompletion: number;
  readonly totalLinesChanged: number;
  readonly totalLinesSuggestedCompletion: number;
  readonly userId: string;
};

type DeveloperBreakdown = {
  readonly chatting: readonly object[];
  readonly coding: readonly object[];
  readonly completion: readonly object[];
};

/** Dresses a day up as the vendor reports it, with the unevenness that the vendor's rows have. */
export function developerUsageRow(seed: number, day: PersonDay): DeveloperUsageRow {
  const { completions, chats } = day;
  const oddity = share(seed ^ 0x44, day.person.index, day.day);
  const suggested = sum(completions, ({ suggested }) => suggested);
  const breakdown = breakdownOf(day, oddity);
  return {
    ...(breakdown === undefined ? {} : { breakdown }),
    date: midnightOf(day.day),
    statusActive: day.active,
    statusActiveChat: chats.length > 0,
    statusActiveCompletion: suggested > 0,
    ...lastedTime(day, oddity),
    totalChatTurns: sum(chats, ({ turns }) => turns),
    totalChatTurnsAccepted: sum(chats, ({ accepted }) => accepted),
    totalCountAcceptedCompletion: sum(completions, ({ accepted }) => accepted),
    totalCountSuggestedCompletion: suggested,
    totalLinesAccepted: day.linesAccepted,
    // Left out by some clients where there is nothing to tell.
    ...(day.linesAcceptedChat === 0 && oddity < 0.5
      ? {}
      : { totalLinesAcceptedChat: day.linesAcceptedChat }),
    totalLinesAcceptedCompletion: sum(completions, ({ linesAccepted }) => linesAccepted),
    totalLinesChanged: day.linesChanged,
    totalLinesSuggestedCompletion: sum(completions, ({ linesSuggested }) => linesSuggested),
    userId: day.person.userId,
  };
}

function breakdownOf(
  { chats, lines, completions }: PersonDay,
  oddity: number,
): DeveloperBreakdown | null | undefined {
  if (oddity > 0.997) return null;
  if (oddity > 0.994) return undefined;
  return {
    chatting: chats.map(({ kind, ide, turns, accepted }) => ({
      chatTurns: turns,
      chatTurnsAccepted: accepted,
      chatType: kind,
      ide,
    })),
    coding: lines.map(({ language, accepted, changed, newLines }) => ({
      ...(oddity < 0.7 ? { acceptAssistantNewlineCount: newLines } : {}),
      language,
      linesAccepted: accepted,
      linesChanged: changed,
    })),
    completion: completions.map((part) => completionRow(part, oddity)),
  };
}

function completionRow(part: CompletionPart, oddity: number): object {
  return {
    countAccepted: part.accepted,
    countSuggested: part.suggested,
    ide: part.ide,
    language: part.language,
    linesAccepted: part.linesAccepted,
    ...(oddity < 0.1
      ? { linesChanged: part.linesAccepted }
      : { linesSuggested: part.linesSuggested }),
  };
}

function lastedTime(
  { lastActiveAt }: PersonDay,
  oddity: number,
): { statusActiveLastedTime?: number | string | null } {
  if (lastActiveAt === null) {
    if (oddity < 0.3) return {};
    return { statusActiveLastedTime: oddity < 0.6 ? null : 0 };
  }
  if (oddity < 0.04) return { statusActiveLastedTime: String(lastActiveAt) };
  if (oddity < 0.07) return { statusActiveLastedTime: inUtc8(lastActiveAt) };
  return { statusActiveLastedTime: lastActiveAt };
}

function inUtc8(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
