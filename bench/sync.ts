import type { Closing } from './closing.ts';
import { count, median, megabytes, ratio, spread } from './figures.ts';
import type { Measured } from './sync-jobs.ts';
import { firstParts, rowsOf, startPages } from './sync-pages.ts';
import { createReaders } from './sync-readers.ts';
import { printTable } from './table.ts';

export type SyncPlan = {
  /** For each vendor, by its milliseconds for a page: how many rows are synced, how often. */
  readonly vendors: readonly {
    readonly latencyMs: number;
    readonly runs: readonly { readonly rows: number; readonly rounds: number }[];
  }[];
  /** Makes an empty PostgreSQL database; gives its address. */
  readonly createPostgres: () => Promise<string>;
};

/** Measures how fast, and in how much memory, days of usage come into the store, beside a loop that only reads the same pages. */
export async function measureSync(
  { vendors, createPostgres }: SyncPlan,
  closing: Closing,
): Promise<void> {
  const own = closing.inner();
  const lines: string[][] = [];
  try {
    const readers = await createReaders(createPostgres, own);
    for (const { latencyMs, runs } of vendors) {
      const most = Math.max(...runs.map(({ rows }) => rows));
      const { lingma, parts } = await startPages({ latencyMs, rows: most }, own);
      for (const { rows, rounds } of runs) {
        const job = { lingma, parts: firstParts(parts, rows) };
        const results: Measured[][] = [];
        for (let round = 0; round < rounds; round += 1) {
          const result: Measured[] = [];
          for (const { read } of readers) result.push(await read(job));
          results.push(result);
        }
        const size = [`${latencyMs} ms`, count(rowsOf(job.parts))];
        lines.push(
          ...readers.map(({ name, goal }, at) => [
            ...size,
            name,
            ...cellsOf(results, at, latencyMs > 0 ? goal : ''),
          ]),
        );
      }
    }
  } finally {
    await own.end();
  }
  printTable(
    'Syncing usage days (100 rows a page, 4 pages at once) against fetch and JSON.parse of the same pages: medians of rounds',
    [
      'a page',
      'rows',
      'into',
      'rows/s',
      '/ bare (rounds)',
      'goal',
      'memory',
      'heap',
      'memory ever',
    ],
    lines,
  );
}

/** One reader's cells; the first reader is what all are held against. */
function cellsOf(results: readonly (readonly Measured[])[], at: number, goal: string): string[] {
  const mine = results.flatMap((round) => round[at] ?? []);
  const ratios = results.map((round) => speed(round[at]) / speed(round[0]));
  const medianOf = (of: (result: Measured) => number) => median(mine.map(of));
  const timed = medianOf(({ timedRows }) => timedRows) > 0;
  return [
    timed ? count(medianOf(speed)) : '',
    timed && at > 0 ? `${ratio(median(ratios))}${spread(ratios, ratio)}` : '',
    timed ? goal : '',
    megabytes(medianOf(({ memory }) => memory.resident)),
    megabytes(medianOf(({ memory }) => memory.heap)),
    megabytes(medianOf(({ memory }) => memory.peakResident)),
  ];
}

/** Rows a second. */
function speed(result: Measured | undefined): number {
  return result ? (result.timedRows / result.milliseconds) * 1000 : Number.NaN;
}
