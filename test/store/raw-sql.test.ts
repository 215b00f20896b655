import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** Where SQL is made of text: of constants in the code, and what a library wrote. */
const TRUSTED = ['store/database.ts', 'store/usage-day-columns.ts'];

test('no SQL is made of text but in two files and the migrations', async () => {
  const names = await readdir(SRC, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.includes('migrations/'));
  const found: string[] = [];
  for (const name of files) {
    const text = await readFile(join(SRC, name), 'utf8');
    if (/\b(?:sql\.(?:raw|unsafe)|CompiledQuery\.raw|rawStatement)\s*[(<]/.test(text))
      found.push(name);
  }
  expect(files.length).toBeGreaterThan(200);
  expect(found.toSorted()).toEqual(TRUSTED);
});
