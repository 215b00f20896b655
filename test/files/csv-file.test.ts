import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCsvFiles } from '../../src/files/csv-file.ts';

let place: string;
let folder: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'csv-'));
  folder = join(place, 'exports');
});

afterEach(() => rm(place, { recursive: true }));

type Rows = readonly (readonly (string | number | null)[])[];

async function written(rows: Rows, preamble: readonly string[] = [], columns = ['a', 'b']) {
  const file = await createCsvFiles(folder)(preamble, columns);
  await file.write(rows);
  const { path, bytes } = await file.end();
  expect(bytes).toBe((await stat(path)).size);
  return readFile(path, 'utf8');
}

describe('a CSV file', () => {
  test('begins with a byte order mark and what stands above the table', async () => {
    expect(await written([['x', 1]], ['Usage of Backend', 'Lingma, “Windsurf”'])).toBe(
      '\uFEFFUsage of Backend\r\n"Lingma, “Windsurf”"\r\na,b\r\nx,1\r\n',
    );
  });

  test('has empty cells for what is not known, and numbers as numbers', async () => {
    expect(await written([[null, -12.5]])).toBe('\uFEFFa,b\r\n,-12.5\r\n');
  });

  test('quotes whatever would end a cell', async () => {
    expect(
      await written([
        ['one, two', 'say "hi"'],
        ['two\nlines', 'and\rmore'],
      ]),
    ).toBe('\uFEFFa,b\r\n"one, two","say ""hi"""\r\n"two\nlines","and\rmore"\r\n');
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '\u00A0=1',
    '\u200B=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])('starts no formula with %j', async (text) => {
    const [, line = ''] = (await written([[text, 0]])).split('a,b\r\n');
    expect(line).toMatch(/^"?'/);
  });

  test.each(['ann@example.com', 'a=b', 'O’Neill', '李 -雷'])('leaves %j as it is', async (text) => {
    expect(await written([[text, 0]])).toContain(`\r\n${text},0\r\n`);
  });

  test('is for nobody else to read, and gone once it is removed', async () => {
    const file = await createCsvFiles(folder)([], ['a']);
    const { path } = await file.end();
    expect((await stat(path)).mode & 0o077).toBe(0);
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
    const halfWritten = await createCsvFiles(folder)([], ['a']);
    await halfWritten.remove();
    await halfWritten.remove();
    expect(await readdir(folder)).toEqual([]);
  });
});
