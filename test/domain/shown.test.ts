import { expect, test } from 'vitest';
import { shownOf, TABLE_ROWS, TEXT_ROWS } from '../../src/domain/shown.ts';

const list = (length: number) => Array.from({ length }, (_, index) => index);

test('one list of a message is a table, and the others are shorter', () => {
  expect(shownOf([list(500)])).toHaveLength(TABLE_ROWS);
  expect(shownOf([[], list(500), list(500)])).toHaveLength(TABLE_ROWS + TEXT_ROWS);
  expect(shownOf([list(10), list(500), list(500)], 15)).toHaveLength(10 + TABLE_ROWS + TEXT_ROWS);
  expect(shownOf([list(3), list(4)])).toEqual([0, 1, 2, 0, 1, 2, 3]);
});
