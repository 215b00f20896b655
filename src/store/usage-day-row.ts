import type { Selectable } from 'kysely';
import type { PersonDay } from '../domain/usage.ts';
import { toTotals } from './counters.ts';
import { readSplits } from './splits-text.ts';
import type { Tables } from './tables.ts';

export type UsageDayRow = Selectable<Tables['usage_day']>;

export function toPersonDay(row: UsageDayRow): PersonDay {
  return {
    personId: row.person_id,
    day: row.day,
    active: row.active,
    activeChat: row.active_chat,
    activeCompletion: row.active_completion,
    lastActiveAt: row.last_active_at,
    totals: toTotals(row),
    splits: readSplits(row.splits),
  };
}
