import type { Day } from '../../domain/calendar.ts';
import { foldEmail, type DirectoryEntry, type Group } from '../../domain/people.ts';
import type { Seat } from '../../domain/seats.ts';
import {
  add,
  type DepartmentDay,
  type PersonDay,
  type Splits,
  type Totals,
} from '../../domain/usage.ts';
import type {
  Breakdown,
  DepartmentUsage,
  DeveloperUsage,
  LicensedDeveloper,
  PlatformDepartment,
  PlatformMember,
} from './schema.ts';

/** A person's day. What it says of the last activity counts only where it says that there was any. */
export function toPersonDay(row: DeveloperUsage, day: Day, lastActiveAt: number | null): PersonDay {
  const activeChat = row.statusActiveChat ?? false;
  const activeCompletion = row.statusActiveCompletion ?? false;
  const active = row.statusActive ?? (activeChat || activeCompletion);
  return {
    personId: text(row.userId),
    day,
    active,
    activeChat,
    activeCompletion,
    lastActiveAt: active ? lastActiveAt : null,
    totals: toTotals(row),
    splits: toSplits(row.breakdown),
  };
}

/** A department's day. Where the vendor gives no count of completions, its breakdown's are added up. */
export function toDepartmentDay(row: DepartmentUsage, groupId: string, day: Day): DepartmentDay {
  const totals = toTotals(row);
  const completions = row.breakdown?.completion;
  return {
    groupId,
    day,
    activePeople: row.activeDeveloper ?? null,
    activeChat: row.activeDeveloperChat ?? null,
    activeCompletion: row.activeDeveloperCompletion ?? null,
    totals: {
      ...totals,
      completionsAccepted:
        totals.completionsAccepted ?? sum(completions?.map((split) => split.countAccepted)),
      completionsSuggested:
        totals.completionsSuggested ?? sum(completions?.map((split) => split.countSuggested)),
    },
    splits: toSplits(row.breakdown),
  };
}

function sum(counts: readonly (number | null | undefined)[] | undefined): number | null {
  if (!counts) return null;
  if (counts.length === 0) return 0;
  return counts.reduce<number | null>((total, count) => add(total, count ?? null), null);
}

function toTotals(row: DeveloperUsage | DepartmentUsage): Totals {
  return {
    linesAccepted: row.totalLinesAccepted ?? null,
    linesChanged: row.totalLinesChanged ?? null,
    linesAcceptedChat: row.totalLinesAcceptedChat ?? null,
    linesAcceptedCompletion: row.totalLinesAcceptedCompletion ?? null,
    linesSuggestedCompletion: row.totalLinesSuggestedCompletion ?? null,
    chatTurns: row.totalChatTurns ?? null,
    chatTurnsAccepted: row.totalChatTurnsAccepted ?? null,
    completionsAccepted: row.totalCountAcceptedCompletion ?? null,
    completionsSuggested: row.totalCountSuggestedCompletion ?? null,
  };
}

function toSplits(breakdown: Breakdown): Splits {
  return {
    chats: (breakdown?.chatting ?? []).map((split) => ({
      kind: text(split.chatType),
      ide: text(split.ide),
      turns: split.chatTurns ?? null,
      turnsAccepted: split.chatTurnsAccepted ?? null,
    })),
    lines: (breakdown?.coding ?? []).map((split) => ({
      language: text(split.language),
      accepted: split.linesAccepted ?? null,
      changed: split.linesChanged ?? null,
    })),
    completions: (breakdown?.completion ?? []).map((split) => ({
      language: text(split.language),
      ide: text(split.ide),
      accepted: split.countAccepted ?? null,
      suggested: split.countSuggested ?? null,
      linesAccepted: split.linesAccepted ?? null,
      linesSuggested: split.linesSuggested ?? null,
    })),
  };
}

/** A licence is held by whoever the vendor lists; since when and how it was used, it does not say. */
export function toSeat(row: LicensedDeveloper): Seat {
  return {
    personId: text(row.userId),
    email: foldEmail(text(row.email)),
    name: named(row.name),
    state: 'held',
    givenAt: null,
    lastActiveAt: null,
    lastActiveFrom: null,
    window: null,
  };
}

const SHUT_OUT = new Set(['DISABLED', 'DELETED']);

export function toDirectoryEntry(row: PlatformMember, joinedAt: number | null): DirectoryEntry {
  return {
    personId: text(row.userId),
    email: foldEmail(text(row.email)),
    name: named(row.name),
    groupIds: [...new Set((row.deptIds ?? []).map(text))],
    joinedAt,
    enabled: !SHUT_OUT.has((row.status ?? '').toUpperCase()),
  };
}

/** A department. `parentId` is the one whose list it stood in, for a row that names none. */
export function toGroup(row: PlatformDepartment, parentId: string | null): Group {
  const groupId = text(row.id);
  return {
    groupId,
    name: named(row.name) ?? groupId,
    parentId: text(row.parentId) || parentId,
  };
}

function named(name: string | null | undefined): string | null {
  return text(name).trim() || null;
}

// PostgreSQL takes no NUL in text, and nobody misses it.
function text(value: string | null | undefined): string {
  if (!value) return '';
  return value.includes('\0') ? value.replaceAll('\0', '') : value;
}
