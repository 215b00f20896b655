import { readFile } from 'node:fs/promises';
import { WARM_UP_PARTS, type Measured, type Part } from './sync-jobs.ts';

const SAMPLE_MS = 10;

/**
 * Takes the parts one after another, and prints what was measured as JSON. Throws where `count`, asked in the end, gives
 * other than all of their rows.
 */
export async function measureParts(
  parts: readonly Part[],
  take: (part: Part) => Promise<void>,
  count: () => Promise<number>,
): Promise<void> {
  for (const part of parts.slice(0, 1)) await take(part);
  const steady = { resident: 0, heap: 0 };
  const sampling = setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    steady.resident = Math.max(steady.resident, rss);
    steady.heap = Math.max(steady.heap, heapUsed);
  }, SAMPLE_MS);
  for (const part of parts.slice(1, WARM_UP_PARTS)) await take(part);
  const timed = parts.slice(WARM_UP_PARTS);
  const started = performance.now();
  for (const part of timed) await take(part);
  const milliseconds = performance.now() - started;
  clearInterval(sampling);
  const rows = rowsOf(parts);
  const counted = await count();
  if (counted !== rows) throw new Error(`There should be ${rows} rows, and there are ${counted}.`);
  const timedRows = rowsOf(timed);
  const memory = { ...steady, peakResident: await peakResident() };
  console.log(JSON.stringify({ rows, timedRows, milliseconds, memory } satisfies Measured));
}

function rowsOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

/** The most memory that the process has ever had, all of its threads and WebAssembly included, in bytes. */
async function peakResident(): Promise<number> {
  // Linux counts a child's `maxRSS` from before it was itself; its status file does not.
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) * 1024;
}
