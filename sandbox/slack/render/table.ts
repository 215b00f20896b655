import type { z } from 'zod';
import type { dataTable, table } from '../blocks/data.ts';
import { clean, type Names } from './mrkdwn.ts';
import type { Paint } from './paint.ts';
import { plainPaint } from './paint.ts';
import { readRichText } from './rich-text.ts';
import { clip, pad, widthOf } from './width.ts';

type Table = z.infer<typeof table> | z.infer<typeof dataTable>;
type Align = 'left' | 'center' | 'right';

const GAP = '  ';
const LEAST = 6;

/** A table as aligned columns that fit a width, its first row as the header. */
export function renderTable(block: Table, width: number, names: Names, paint: Paint): string[] {
  const rows = block.rows.map((row) => row.map((cell) => readCell(cell, names)));
  const aligns = alignsOf(block);
  const widths = fit(columnWidths(rows), width);
  const lines = rows.map((row) =>
    row
      .map((cell, at) => pad(clip(cell, widths[at] ?? 0), widths[at] ?? 0, aligns[at] ?? 'left'))
      .join(GAP)
      .trimEnd(),
  );
  const [header = '', ...body] = lines;
  const rule = widths.map((column) => '─'.repeat(column)).join(GAP);
  const caption = 'caption' in block ? [paint.dim(clean(block.caption))] : [];
  return [...caption, paint.bold(header), paint.dim(rule), ...body];
}

function readCell(cell: Table['rows'][number][number], names: Names): string {
  const text = cell.type === 'rich_text' ? readRichText(cell, names, plainPaint) : cell.text;
  return clean(text).replaceAll('\n', ' ');
}

function alignsOf(block: Table): Align[] {
  const settings = 'column_settings' in block ? block.column_settings : undefined;
  const sample = block.rows.at(-1) ?? [];
  return sample.map(
    ({ type }, at) => settings?.[at]?.align ?? (type === 'raw_number' ? 'right' : 'left'),
  );
}

function columnWidths(rows: readonly string[][]): number[] {
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  );
}

/** Takes from the widest column until all fit. */
function fit(widths: readonly number[], width: number): number[] {
  const fitted = [...widths];
  let over = fitted.reduce((sum, column) => sum + column, GAP.length * (fitted.length - 1)) - width;
  while (over > 0) {
    const widest = Math.max(...fitted);
    if (widest <= LEAST) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return fitted;
}
