import { lastDueDay, type Day } from '../domain/calendar.ts';
import type { Provider } from '../providers/provider.ts';

/** The newest day that is over in the report's zone and in those of the providers' days. */
export function lastDueOf(providers: readonly Provider[], now: Date, zone: string): Day {
  const zones = providers.flatMap(({ capabilities }) => capabilities.dayZone ?? []);
  return lastDueDay(now, [zone, ...zones]);
}
