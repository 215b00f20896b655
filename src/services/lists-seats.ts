import type { UsageStore } from '../domain/ports.ts';

/** Whether a provider has ever listed its seats, going by its newest runs. */
export function listsSeats(runs: Awaited<ReturnType<UsageStore['newestRuns']>>): boolean {
  return runs.some(({ feed, outcome }) => feed === 'seats' && outcome === 'succeeded');
}
