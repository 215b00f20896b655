import type { Day } from '../domain/calendar.ts';
import type { UsageReader } from '../domain/ports.ts';
import { hasHeld } from './held-days.ts';

/** Distinct active people in each of the periods; null for one of which no day is held. */
export async function readActive(
  store: UsageReader,
  query: Parameters<UsageReader['activePeople']>[0],
  held: ReadonlySet<Day>,
): Promise<(number | null)[]> {
  const active = await store.activePeople(query);
  return query.periods.map((period, index) =>
    hasHeld(held, period) ? (active[index] ?? null) : null,
  );
}
