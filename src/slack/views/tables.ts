import type { DataTableBlock, TableBlock } from '@slack/types';
import { TEXT_ROWS } from '../../domain/shown.ts';
import type { Rate } from '../../domain/summary.ts';
import {
  bold,
  LIMITS,
  NOTHING,
  paragraph,
  preformatted,
  SPARE,
  type Part,
  type Section,
} from './blocks.ts';
import type { Drawing } from './drawing.ts';
import { count, NO_VALUE, percent } from './numbers.ts';
import { mrkdwn, plain } from './text.ts';
import { textTable } from './text-table.ts';

/** A figure with the words for it, or words. Words from outside are made plain here. */
export type Cell = string | { readonly value: number | null; readonly text: string };

export type Table = {
  readonly title: string;
  /** The first one names the row. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A column by its name, and what stands in it. */
export type Column<Row> = { readonly name: string; readonly cell: (row: Row) => Cell };

/** A table of the first rows, as many as Slack could take; columns of figures in which none is known are left out. */
export function tableOf<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Table {
  const first = rows.slice(0, LIMITS.dataTableRows);
  const all = columns.map(({ name, cell }) => ({ name, cells: first.map(cell) }));
  const kept = all.filter(({ cells }) => cells.some(isKnown));
  return {
    title,
    columns: kept.map(({ name }) => name),
    rows: first.map((_row, index) => kept.map(({ cells }) => cells[index] ?? '—')),
  };
}

export function figure(value: number | null): Cell {
  const known = value !== null && Number.isFinite(value);
  return known ? { value, text: count(value) } : { value: null, text: NO_VALUE };
}

export function rateFigure({ part, whole }: Rate): Cell {
  if (part === null || !whole) return { value: null, text: NO_VALUE };
  return { value: (part / whole) * 100, text: percent({ part, whole }) };
}

function isKnown(cell: Cell): boolean {
  return typeof cell === 'string' || cell.value !== null;
}

/** How a table stands in a message, where Slack takes one `table` or `data_table` only; the others are text. */
export type TableForm = 'table' | 'data_table' | 'text';

const TOLD_ROWS = 20;
const CELL = 30;

/**
 * A table with as many of its rows as Slack takes, and how many those are. A `data_table` can be sorted by its reader;
 * where a workspace takes no tables, they are text in a fixed-width face.
 */
export function drawTable(
  table: Table,
  form: TableForm,
  { blocks }: Pick<Drawing, 'blocks'>,
): { readonly section: Section; readonly shown: number } {
  const drawn = blocks === 'all' ? form : 'text';
  const columns = table.columns.map((name) => plain(name, CELL) || '—');
  const clean = table.rows.map((row) => row.map(cleanCell));
  const rows = clean.slice(0, rowsThatFit([columns, ...clean], MOST[drawn]));
  if (rows.length === 0) return { section: NOTHING, shown: 0 };
  const shown = { title: table.title, columns, rows };
  return {
    section: { parts: partsOf(shown, drawn), lines: tableLines(shown) },
    shown: rows.length,
  };
}

/** The first rows in words, for the message's text. */
function tableLines({ title, columns, rows }: Table): string[] {
  const lines = rows.slice(0, TOLD_ROWS).map(([name = '—', ...cells]) => {
    const figures = cells.map((cell, index) => `${columns[index + 1] ?? ''} ${textOf(cell)}`);
    return mrkdwn(`${textOf(name)}: ${figures.join(' · ')}`);
  });
  return [mrkdwn(title), ...lines];
}

const MOST: Readonly<Record<TableForm, number>> = {
  table: LIMITS.tableRows,
  data_table: LIMITS.dataTableRows,
  text: TEXT_ROWS,
};

function partsOf(table: Table, form: TableForm): Part[] {
  const spare = SPARE.people;
  if (form === 'text') {
    return [{ block: preformatted([bold(table.title)], textTable(table)), spare }];
  }
  if (form === 'data_table') return [{ block: dataTable(table), spare }];
  return [
    { block: paragraph(bold(table.title)), spare },
    { block: plainTable(table), spare },
  ];
}

function plainTable({ columns, rows }: Table): TableBlock {
  return {
    type: 'table',
    rows: [columns.map(wire), ...rows.map((row) => row.map(wire))],
    column_settings: columns.map((_name, index) => ({
      align: isFigure(rows, index) ? 'right' : 'left',
    })),
  };
}

function dataTable({ title, columns, rows }: Table): DataTableBlock {
  return {
    type: 'data_table',
    caption: title,
    page_size: Math.min(rows.length, 10),
    rows: [columns.map(wire), ...rows.map((row) => row.map(wire))],
  };
}

/** Whether a column holds figures. */
function isFigure(rows: Table['rows'], index: number): boolean {
  return rows.some((row) => typeof row[index] === 'object');
}

function wire(cell: Cell): DataTableBlock['rows'][number][number] {
  if (typeof cell === 'string') return { type: 'raw_text', text: cell };
  const { value, text } = cell;
  if (value === null || !Number.isFinite(value)) return { type: 'raw_text', text };
  return { type: 'raw_number', value, text };
}

function cleanCell(cell: Cell): Cell {
  if (typeof cell !== 'string') return { ...cell, text: plain(cell.text, CELL) || '—' };
  return plain(cell, CELL) || '—';
}

function rowsThatFit(rows: readonly (readonly Cell[])[], most: number): number {
  let room: number = LIMITS.tableText;
  const over = rows.findIndex((row) => {
    room -= row.reduce((sum, cell) => sum + textOf(cell).length, 0);
    return room < 0;
  });
  return Math.min(most, (over < 0 ? rows.length : over) - 1);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
