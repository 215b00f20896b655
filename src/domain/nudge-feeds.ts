import { addDays, dayOf, type Day } from './calendar.ts';
import type { StaleFeed } from './nudges-shown.ts';
import type { ProviderId } from './usage.ts';

/** How fresh a provider is: when the newest good fetches of what it has began, and its newest day. `days` and `newestDay` count where it tells of days. */
export type FeedAge = {
  readonly provider: ProviderId;
  readonly title: string;
  readonly countsDays: boolean;
  readonly seats: Date | null;
  readonly days: Date | null;
  readonly newestDay: Day | null;
};

const SYNCED_WITHIN_MS = 48 * 3_600_000;
const NEW_DAY_WITHIN = 5;

/** The feeds that say too little to tell anybody that they do not use a seat. `zone` is the report's. */
export function staleFeeds(ages: readonly FeedAge[], now: Date, zone: string): StaleFeed[] {
  return ages.flatMap(({ provider, title, countsDays, seats, days, newestDay }): StaleFeed[] => {
    const fetched = countsDays ? [seats, days] : [seats];
    const oldest = fetched.some((at) => at === null)
      ? null
      : new Date(Math.min(...fetched.map(Number)));
    if (oldest === null || now.getTime() - oldest.getTime() > SYNCED_WITHIN_MS) {
      return [{ provider, title, why: 'no-sync', since: oldest }];
    }
    const isOld = newestDay === null || newestDay < addDays(dayOf(now, zone), -NEW_DAY_WITHIN);
    return countsDays && isOld ? [{ provider, title, why: 'no-new-day', since: newestDay }] : [];
  });
}
