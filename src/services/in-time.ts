import { setTimeout as pause } from 'node:timers/promises';

/** Gives what work comes to, or null where it fails or takes longer than so many milliseconds. */
export async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  const late = new AbortController();
  try {
    return await Promise.race([work, pause(ms, null, { signal: late.signal })]);
  } catch {
    return null;
  } finally {
    late.abort();
    work.catch(() => undefined);
  }
}
