import type { Cell, Table } from './tables.ts';

/** How wide a column is at most. */
export const WIDEST = 22;
// About what a phone shows on one line.
const NARROW = 44;

// Chinese, Japanese, Korean and emoji take two columns of a fixed-width face, accents none.
const WIDE =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Emoji_Presentation}\uff00-\uff60]/u;
const BLANK = /^[\p{Mark}\p{Cf}]+$/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A table as lines for a fixed-width face: words to the left, figures to the right. */
export function textTable({ columns, rows }: Table): string {
  const all = [columns, ...rows].map((row) => row.map((cell) => cut(textOf(cell))));
  const widths = columns.map((_name, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  const right = columns.map((_name, at) => rows.some((row) => typeof row[at] === 'object'));
  const gap = sum(widths) + 2 * (columns.length - 1) > NARROW ? ' ' : '  ';
  return all
    .map((row) =>
      row
        .map((text, at) => pad(text, widths[at] ?? 0, right[at] ?? false))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? `${space}${text}` : `${text}${space}`;
}

function cut(text: string): string {
  if (widthOf(text) <= WIDEST) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept) + widthOf(segment) > WIDEST - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (!BLANK.test(segment)) width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
