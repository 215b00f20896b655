import { sql, type RawBuilder } from 'kysely';

/** By what somebody is known. */
export type Marks = {
  readonly email: string;
  readonly ids: readonly { readonly provider: string; readonly personId: string }[];
  readonly slackIds: readonly string[];
};

type Place = { readonly table: string; readonly column: string; readonly type: 'text' | 'jsonb' };

/** Columns in which somebody may be mentioned though the row is not theirs: what people typed, and what went wrong. */
export const UNNAMED_TEXTS: readonly Place[] = [
  { table: 'nudge_log', column: 'why', type: 'text' },
  { table: 'nudge_answer', column: 'said', type: 'jsonb' },
  { table: 'nudge_seat', column: 'detail', type: 'text' },
  { table: 'nudge', column: 'why', type: 'text' },
  { table: 'exemption', column: 'reason', type: 'text' },
  { table: 'subscription', column: 'suspended_reason', type: 'text' },
  { table: 'delivery', column: 'subject', type: 'jsonb' },
  { table: 'delivery', column: 'error', type: 'text' },
  { table: 'sync_run', column: 'error_message', type: 'text' },
  { table: 'sync_run', column: 'warnings', type: 'jsonb' },
];

const CAST = { text: sql`text`, jsonb: sql`jsonb` };

/** Shorter ids could stand for anything in a text. */
const TELLING = 8;

// What is longer is somebody else's.
const BEFORE = String.raw`(?<![[:alnum:]_.+-])`;
const BEHIND = String.raw`(?![[:alnum:]_-]|\.[[:alnum:]])`;

/** Takes somebody's address and ids out of a column, in whatever case they stand there. */
export function unnameIn({ table, column, type }: Place, marks: Marks): RawBuilder<unknown> {
  const ids = [...marks.slackIds, ...marks.ids.map(({ personId }) => personId)];
  const words = [marks.email, ...ids.filter((id) => id.length >= TELLING)];
  const either = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, String.raw`\$&`)).join('|');
  const pattern = `${BEFORE}(?:${either})${BEHIND}`;
  const text = sql`${sql.ref(column)}::text`;
  return sql`
    update ${sql.table(table)}
    set ${sql.ref(column)} = regexp_replace(${text}, ${pattern}, 'somebody', 'gi')::${CAST[type]}
    where ${text} ~* ${pattern}`;
}
