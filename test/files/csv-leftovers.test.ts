import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCsvFiles } from '../../src/files/csv-file.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;
const OLD = '11111111-1111-4111-8111-111111111111.csv';
const YOUNG = '22222222-2222-4222-8222-222222222222.csv';
const OTHERS = 'accounts.csv';

let place: string;
let folder: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'csv-'));
  folder = join(place, 'exports');
  await mkdir(folder);
  for (const [name, hours] of [
    [OLD, 25],
    [YOUNG, 23],
    [OTHERS, 999],
  ] as const) {
    await leave(name, hours);
  }
});

afterEach(() => rm(place, { recursive: true }));

async function leave(name: string, hours: number) {
  const path = join(folder, name);
  await writeFile(path, 'x');
  const at = new Date(NOW.getTime() - hours * HOUR_MS);
  await utimes(path, at, at);
}

test('what a killed process left is gone a day later, and nothing else', async () => {
  const open = createCsvFiles(folder, () => NOW);
  expect(await readdir(folder)).toContain(OLD);
  const file = await open([], ['a']);
  const { path } = await file.end();
  expect(new Set((await readdir(folder)).map((name) => join(folder, name)))).toEqual(
    new Set([path, join(folder, YOUNG), join(folder, OTHERS)]),
  );
});

test('it is looked for once, by the first file', async () => {
  const open = createCsvFiles(folder, () => NOW);
  await (await open([], ['a'])).remove();
  await leave(OLD, 25);
  await (await open([], ['a'])).remove();
  expect(await readdir(folder)).toContain(OLD);
});

test('what cannot be removed keeps no file from being written', async () => {
  await rm(join(folder, OLD));
  await mkdir(join(folder, OLD));
  const at = new Date(0);
  await utimes(join(folder, OLD), at, at);
  const file = await createCsvFiles(folder, () => NOW)([], ['a']);
  expect((await file.end()).bytes).toBeGreaterThan(0);
});
