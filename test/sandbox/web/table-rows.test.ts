import { expect, test } from 'vitest';
import { readCell, sortRows } from '../../../sandbox/web/blocks/table-rows.ts';

const text = (shown: string) => ({ type: 'raw_text', text: shown }) as const;
const number = (value: number) => ({ type: 'raw_number', value, text: String(value) }) as const;

test('numbers are sorted by size, text by the alphabet, and text stands before numbers', () => {
  const rows = [[number(10)], [number(9)], [text('—')], [number(100)]];
  const shown = (down: boolean) =>
    sortRows(rows, { column: 0, down }).map(([cell]) => cell && readCell(cell));
  expect(shown(false)).toEqual(['—', '9', '10', '100']);
  expect(shown(true)).toEqual(['100', '10', '9', '—']);
  expect(sortRows([[text('b')], [text('Ä')]], { column: 0, down: false })).toEqual([
    [text('Ä')],
    [text('b')],
  ]);
});
