import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from '../../../sandbox/web/conversation/parse-csv.ts';

test('quotes, commas, line breaks and a byte order mark are read', () => {
  expect(parseCsv('\uFEFFa,"b, ""c"""\r\n"1\n2",\r\n')).toEqual([
    ['a', 'b, "c"'],
    ['1\n2', ''],
  ]);
  expect(parseCsv('a,')).toEqual([['a', '']]);
  expect(parseCsv('')).toEqual([]);
});

test('what was written is read again', () => {
  const rows = fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 });
  const write = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(rows, (table) => {
      const text = table.map((row) => row.map(write).join(',')).join('\r\n');
      expect(parseCsv(text)).toEqual(table);
    }),
  );
});
