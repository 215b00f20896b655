import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { createCsvFiles } from '../../src/files/csv-file.ts';

test('a CSV file of 200,000 rows is not held in memory', async () => {
  const place = await mkdtemp(join(tmpdir(), 'csv-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const columns = Array.from({ length: 17 }, (_, index) => `column ${index}`);
  const file = await createCsvFiles(join(place, 'exports'))([], columns);
  const before = heldMemory();
  let most = 0;
  for (let page = 0; page < 400; page += 1) {
    const rows = Array.from({ length: 500 }, (_, index) => [
      'lingma',
      `person-${page}-${index}@example.com`,
      ...Array.from({ length: 15 }, () => page * 1000 + index),
    ]);
    await file.write(rows);
    if (page % 50 === 49) most = Math.max(most, heldMemory() - before);
  }
  const { bytes } = await file.end();
  expect(bytes).toBeGreaterThan(15_000_000);
  expect(most).toBeLessThan(5_000_000);
});

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Bytes in use, without what only waits to be collected. */
function heldMemory(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
