import { sql, type RawBuilder } from 'kysely';
import type { Totals } from '../domain/usage.ts';

/** The domain's counters and the columns that hold them. */
export const COUNTERS = {
  linesAccepted: 'lines_accepted',
  linesChanged: 'lines_changed',
  linesAcceptedChat: 'lines_accepted_chat',
  linesAcceptedCompletion: 'lines_accepted_completion',
  linesSuggestedCompletion: 'lines_suggested_completion',
  chatTurns: 'chat_turns',
  chatTurnsAccepted: 'chat_turns_accepted',
  completionsAccepted: 'completions_accepted',
  completionsSuggested: 'completions_suggested',
} as const satisfies Record<keyof Totals, string>;

type CounterColumns = Readonly<Record<(typeof COUNTERS)[keyof Totals], number | null>>;

/** Each column's sum under its own name; null where no row provides it. */
export const COUNTER_SUMS: RawBuilder<unknown> = sql.join(
  Object.values(COUNTERS).map((column) => sql`sum(${sql.ref(column)}) as ${sql.ref(column)}`),
);

/** Columns by name, as a SQL list. */
export function columnList(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

/** The same columns of another row, such as `excluded`. */
export function columnsOf(table: string, columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
}

export function toColumns(totals: Totals): CounterColumns {
  return {
    lines_accepted: totals.linesAccepted,
    lines_changed: totals.linesChanged,
    lines_accepted_chat: totals.linesAcceptedChat,
    lines_accepted_completion: totals.linesAcceptedCompletion,
    lines_suggested_completion: totals.linesSuggestedCompletion,
    chat_turns: totals.chatTurns,
    chat_turns_accepted: totals.chatTurnsAccepted,
    completions_accepted: totals.completionsAccepted,
    completions_suggested: totals.completionsSuggested,
  };
}

export function toTotals(row: CounterColumns): Totals {
  return {
    linesAccepted: row.lines_accepted,
    linesChanged: row.lines_changed,
    linesAcceptedChat: row.lines_accepted_chat,
    linesAcceptedCompletion: row.lines_accepted_completion,
    linesSuggestedCompletion: row.lines_suggested_completion,
    chatTurns: row.chat_turns,
    chatTurnsAccepted: row.chat_turns_accepted,
    completionsAccepted: row.completions_accepted,
    completionsSuggested: row.completions_suggested,
  };
}
