import { sql } from 'kysely';
import { COUNTERS, columnList } from './counters.ts';

/** What a usage day holds besides its key. */
export const USAGE_DAY_VALUES = [
  'active',
  'active_chat',
  'active_completion',
  'last_active_at',
  ...Object.values(COUNTERS),
  'splits',
] as const;

/** The columns that a staged day shares with a usage day. */
export const STAGED_COLUMNS = columnList(['person_id', 'day', ...USAGE_DAY_VALUES]);

/** The same as the fields of a JSON record, with their types. */
export const STAGED_FIELDS = sql.raw(
  [
    'person_id text, day date, active boolean, active_chat boolean, active_completion boolean',
    'last_active_at double precision',
    ...Object.values(COUNTERS).map((column) => `${column} double precision`),
    'splits text',
  ].join(', '),
);
