import { midnightOf, type DayNumber } from './days.ts';
import type { PersonDay } from './person-day.ts';

/** A row of `departmentUsage` as it goes over the wire; the last four totals only on newer servers. */
export type DepartmentUsageRow = {
  readonly activeDeveloper: number;
  readonly activeDeveloperChat: number;
  readonly activeDeveloperCompletion: number;
  readonly breakdown: {
    readonly chatting: readonly object[];
    readonly coding: readonly object[];
    readonly completion: readonly object[];
  };
  readonly date: number;
  readonly departmentId: string;
  readonly totalChatTurns: number;
  readonly totalLinesAccepted: number;
  readonly totalLinesChanged: number;
  readonly totalChatTurnsAccepted?: number;
  readonly totalCountAcceptedCompletion?: number;
  readonly totalCountSuggestedCompletion?: number;
  readonly totalLinesAcceptedCompletion?: number;
};

/** Adds people's days up to their department's day. Active counts are distinct people: of the day, and of each part. */
export function departmentUsageRow(
  departmentId: string,
  day: DayNumber,
  people: readonly PersonDay[],
  newerTotals: boolean,
): DepartmentUsageRow {
  const active = people.filter((one) => one.active);
  const chats = active.flatMap((one) => one.chats);
  const completions = active.flatMap((one) => one.completions);
  return {
    activeDeveloper: active.length,
    activeDeveloperChat: active.filter((one) => one.chats.length > 0).length,
    activeDeveloperCompletion: active.filter((one) => one.completions.length > 0).length,
    breakdown: {
      chatting: chattingOf(active),
      coding: codingOf(active),
      completion: completionOf(active),
    },
    date: midnightOf(day),
    departmentId,
    totalChatTurns: sum(chats.map(({ turns }) => turns)),
    totalLinesAccepted: sum(active.map(({ linesAccepted }) => linesAccepted)),
    totalLinesChanged: sum(active.map(({ linesChanged }) => linesChanged)),
    ...(newerTotals
      ? {
          totalChatTurnsAccepted: sum(chats.map(({ accepted }) => accepted)),
          totalCountAcceptedCompletion: sum(completions.map(({ accepted }) => accepted)),
          totalCountSuggestedCompletion: sum(completions.map(({ suggested }) => suggested)),
          totalLinesAcceptedCompletion: sum(completions.map(({ linesAccepted }) => linesAccepted)),
        }
      : {}),
  };
}

function chattingOf(days: readonly PersonDay[]): object[] {
  const parts = days.flatMap(({ person, chats }) => chats.map((chat) => ({ person, ...chat })));
  return grouped(parts, ({ kind, ide }) => `${kind}\n${ide}`).map(([first, group]) => ({
    activeDeveloper: distinct(group),
    chatTurns: sum(group.map(({ turns }) => turns)),
    chatTurnsAccepted: sum(group.map(({ accepted }) => accepted)),
    chatType: first.kind,
    ide: first.ide,
  }));
}

function codingOf(days: readonly PersonDay[]): object[] {
  const parts = days.flatMap(({ person, lines }) => lines.map((line) => ({ person, ...line })));
  return grouped(parts, ({ language }) => language).map(([first, group]) => ({
    activeDeveloper: distinct(group),
    language: first.language,
    linesAccepted: sum(group.map(({ accepted }) => accepted)),
    linesChanged: sum(group.map(({ changed }) => changed)),
  }));
}

function completionOf(days: readonly PersonDay[]): object[] {
  const parts = days.flatMap(({ person, completions }) =>
    completions.map((completion) => ({ person, ...completion })),
  );
  return grouped(parts, ({ language, ide }) => `${language}\n${ide}`).map(([first, group]) => ({
    activeDeveloper: distinct(group),
    countAccepted: sum(group.map(({ accepted }) => accepted)),
    countSuggested: sum(group.map(({ suggested }) => suggested)),
    ide: first.ide,
    language: first.language,
    linesAccepted: sum(group.map(({ linesAccepted }) => linesAccepted)),
    linesChanged: sum(group.map(({ linesAccepted }) => linesAccepted)),
  }));
}

function grouped<Part>(parts: readonly Part[], keyOf: (part: Part) => string): [Part, Part[]][] {
  const groups = new Map<string, [Part, Part[]]>();
  for (const part of parts) {
    const group = groups.get(keyOf(part));
    if (group) group[1].push(part);
    else groups.set(keyOf(part), [part, [part]]);
  }
  return [...groups.values()];
}

function distinct(parts: readonly { person: { index: number } }[]): number {
  return new Set(parts.map(({ person }) => person.index)).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
