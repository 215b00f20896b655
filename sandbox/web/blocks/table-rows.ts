import { plainPaint } from '../../slack/render/paint.ts';
import { readRichText } from '../../slack/render/rich-text.ts';
import type { WireBlock } from '../../slack/blocks/check.ts';

type Cell = Extract<WireBlock, { type: 'data_table' | 'table' }>['rows'][number][number];

/** By which column rows are sorted. */
export interface Sorting {
  column: number;
  down: boolean;
}

/** A cell as text. */
export function readCell(cell: Cell): string {
  const names = { user: () => undefined, channel: () => undefined };
  return 'elements' in cell ? readRichText(cell, names, plainPaint) : cell.text;
}

/** Rows in the order of a column: numbers by size, everything else by the alphabet. */
export function sortRows<Row extends readonly Cell[]>(
  rows: readonly Row[],
  { column, down }: Sorting,
): Row[] {
  const sorted = rows.toSorted((one, other) => compare(one[column], other[column]));
  return down ? sorted.toReversed() : sorted;
}

function compare(one: Cell | undefined, other: Cell | undefined): number {
  if (one === undefined || other === undefined) return 0;
  if (one.type === 'raw_number' && other.type === 'raw_number') return one.value - other.value;
  if (one.type !== other.type) return one.type === 'raw_number' ? 1 : -1;
  return readCell(one).localeCompare(readCell(other), 'en', { numeric: true });
}
