import type { Batch } from '../provider.ts';
import { readPages, type Reading } from './pages.ts';

/**
 * Why there is no row: it could not be read, is of another day, came before, is about somebody else than asked for,
 * or is known from another list.
 */
export type Omission = 'rejected' | 'out-of-range' | 'again' | 'foreign' | 'known';

/** Reads a list into batches with `read`, which gives a row or why there is none. What was left out is said at the end. */
export async function* readBatches<Row extends object>(
  reading: Reading,
  read: (raw: unknown) => Row | Omission,
): AsyncGenerator<Batch<Row>> {
  let again = 0;
  let foreign = 0;
  for await (const page of readPages(reading)) {
    const rows: Row[] = [];
    const left = { rejected: 0, 'out-of-range': 0, again: 0, foreign: 0, known: 0 };
    for (const raw of page.rows) {
      const row = read(raw);
      if (typeof row === 'string') left[row] += 1;
      else rows.push(row);
    }
    again += left.again;
    foreign += left.foreign;
    const { rejected, 'out-of-range': outOfRange } = left;
    yield { rows, rejected, outOfRange, warnings: page.warnings };
  }
  const { client, list } = reading;
  const about = `${client.title} sent rows for ${list.what}`;
  const warnings = [
    ...(again > 0 ? [`${about} more than once (${again}): each counts once.`] : []),
    ...(foreign > 0 ? [`${about} that nobody asked for (${foreign}): they are left out.`] : []),
  ];
  if (warnings.length > 0) yield { rows: [], rejected: 0, outOfRange: 0, warnings };
}
