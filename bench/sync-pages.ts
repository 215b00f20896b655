import { addDays } from '../src/domain/calendar.ts';
import type { Closing } from './closing.ts';
import { LINGMA_READY, runProgram, startProgram } from './program.ts';
import { measured, type Part, type ReadJob } from './sync-jobs.ts';

// A fetch takes so many days of so many people as the bot itself would put into one.
const PEOPLE = 5000;
const DAYS_PER_FETCH = 4;
const WORLD_DAYS = 160;
// Later days may still change, and a page that may change is not kept.
const FINISHED_DAYS_AGO = 3;

/** Starts a vendor that holds pages with at least so many rows ready, so that making them is not measured. */
export async function startPages(
  { latencyMs, rows }: { latencyMs: number; rows: number },
  closing: Closing,
): Promise<ReadJob> {
  const settings = {
    PEOPLE: String(PEOPLE),
    DAYS: String(WORLD_DAYS),
    LATENCY_MS: String(latencyMs),
    KEEP_PAGES: String(rows / 50),
  };
  const lingma = await startProgram(
    { entry: new URL('lingma.ts', import.meta.url), settings, ready: LINGMA_READY },
    closing,
  );
  const job = { lingma, parts: await findParts(lingma, rows) };
  await runProgram(new URL('read-bare.ts', import.meta.url), job, measured, closing);
  return job;
}

/** As many of the parts as have so many rows. */
export function firstParts(parts: readonly Part[], rows: number): Part[] {
  const end = parts.findIndex((_, index) => rowsOf(parts.slice(0, index + 1)) >= rows);
  return parts.slice(0, end + 1);
}

export function rowsOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

/** Newest first: one day to begin with, then what a fetch takes each. */
async function findParts(lingma: ReadJob['lingma'], rows: number): Promise<Part[]> {
  const parts: Part[] = [];
  let to = addDays(new Date().toISOString().slice(0, 10), -FINISHED_DAYS_AGO);
  let from = to;
  while (rowsOf(parts) < rows) {
    parts.push(await findPart(lingma, from, to));
    to = addDays(from, -1);
    from = addDays(to, 1 - DAYS_PER_FETCH);
  }
  return parts;
}

async function findPart(
  { baseUrl, organizationId, token }: ReadJob['lingma'],
  from: string,
  to: string,
): Promise<Part> {
  const list = `${baseUrl}/oapi/v1/lingma/organizations/${organizationId}/developerUsage`;
  const { headers } = await fetch(`${list}?startTime=${from}&endTime=${to}&page=1&perPage=100`, {
    headers: { 'x-yunxiao-token': token },
  });
  const numberIn = (name: string) => Number(headers.get(name));
  return { from, to, pages: numberIn('x-total-pages'), rows: numberIn('x-total') };
}
