import type { DepartmentUsage, DeveloperUsage } from './schema.ts';

/** Whether the counters of a row, and of its breakdown, are whole numbers from 0 on, or missing. */
export function hasSoundCounters(row: DeveloperUsage | DepartmentUsage): boolean {
  return hasSoundTotals(row) && hasSoundSplits(row.breakdown);
}

/** Whether the numbers of active people of a department's day are whole numbers from 0 on, or missing. */
export function hasSoundHeads(row: DepartmentUsage): boolean {
  return (
    isCount(row.activeDeveloper) &&
    isCount(row.activeDeveloperChat) &&
    isCount(row.activeDeveloperCompletion)
  );
}

function hasSoundTotals(row: DeveloperUsage | DepartmentUsage): boolean {
  return (
    isCount(row.totalChatTurns) &&
    isCount(row.totalChatTurnsAccepted) &&
    isCount(row.totalCountAcceptedCompletion) &&
    isCount(row.totalCountSuggestedCompletion) &&
    isCount(row.totalLinesAccepted) &&
    isCount(row.totalLinesAcceptedChat) &&
    isCount(row.totalLinesAcceptedCompletion) &&
    isCount(row.totalLinesChanged) &&
    isCount(row.totalLinesSuggestedCompletion)
  );
}

function hasSoundSplits(breakdown: DeveloperUsage['breakdown']): boolean {
  const { chatting, coding, completion } = breakdown ?? {};
  return (
    (chatting ?? []).every(
      (split) => isCount(split.chatTurns) && isCount(split.chatTurnsAccepted),
    ) &&
    (coding ?? []).every((split) => isCount(split.linesAccepted) && isCount(split.linesChanged)) &&
    (completion ?? []).every(
      (split) =>
        isCount(split.countAccepted) &&
        isCount(split.countSuggested) &&
        isCount(split.linesAccepted) &&
        isCount(split.linesSuggested),
    )
  );
}

// Beyond this no counter of a day is believable.
const MOST = 2_147_483_647;

function isCount(value: number | null | undefined): boolean {
  return (
    value === null ||
    value === undefined ||
    (Number.isInteger(value) && value >= 0 && value <= MOST)
  );
}
