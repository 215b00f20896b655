import { z } from 'zod';
import limits from '../limits.json' with { type: 'json' };
import { richText } from './rich-text.ts';
import { characters } from './text.ts';

const blockId = characters(limits.block_id.max_length, 1).optional();
const cellText = characters(Infinity, limits.data_table.cell_text.min_length);

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: cellText }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: cellText }),
  richText,
]);

type Context = z.core.$RefinementCtx;
type Cell = z.infer<typeof cell>;

function requireEqualRows(rows: readonly Cell[][], context: Context): void {
  const columns = rows[0]?.length;
  for (const [index, row] of rows.entries()) {
    if (row.length === columns) continue;
    context.addIssue({
      code: 'custom',
      path: ['rows', index],
      message: `must have ${columns} cells like the first row`,
    });
  }
}

/** The table block. */
export const table = z
  .strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: z
      .array(z.array(cell).min(limits.table.columns.min_items).max(limits.table.columns.max_items))
      .min(limits.table.rows.min_items)
      .max(limits.table.rows.max_items),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .optional(),
  })
  .superRefine((value, context) => {
    requireEqualRows(value.rows, context);
    const settings = value.column_settings?.length ?? 0;
    if (settings > (value.rows[0]?.length ?? 0)) {
      const message = 'must not have more settings than columns';
      context.addIssue({ code: 'custom', path: ['column_settings'], message });
    }
  });

/** The data_table block: its first row is the header. */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: blockId,
    caption: characters(Infinity, 1),
    rows: z
      .array(
        z
          .array(cell)
          .min(limits.data_table.columns.min_items)
          .max(limits.data_table.columns.max_items),
      )
      .min(limits.data_table.rows.min_items)
      .max(limits.data_table.rows.max_items),
    page_size: z
      .int()
      .min(limits.data_table.page_size.min)
      .max(limits.data_table.page_size.max)
      .optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .superRefine((value, context) => {
    requireEqualRows(value.rows, context);
    const header = value.rows[0] ?? [];
    for (const [index, { type }] of header.entries()) {
      if (type !== 'rich_text') continue;
      const message = 'header cells cannot be rich_text';
      context.addIssue({ code: 'custom', path: ['rows', 0, index], message });
    }
    if ((value.row_header_column_index ?? 0) >= header.length) {
      const path = ['row_header_column_index'];
      context.addIssue({ code: 'custom', path, message: 'no such column' });
    }
    if (contentLength(value.rows) > limits.data_table.content.max_length) {
      const message = `must be less than ${limits.data_table.content.max_length + 1} characters`;
      context.addIssue({ code: 'custom', path: ['rows'], message });
    }
  });

function contentLength(rows: readonly Cell[][]): number {
  return rows.flat().reduce((sum, item) => sum + cellLength(item), 0);
}

function cellLength(item: Cell): number {
  return 'text' in item ? Array.from(item.text).length : JSON.stringify(item.elements).length;
}
