import type { Day, Period } from '../domain/calendar.ts';
import { EVERYONE, type Feed, type Fetch, type Scope } from '../domain/feeds.ts';
import type { ProviderId } from '../domain/usage.ts';

type DayFeed = 'person-days' | 'department-days';

/**
 * Something an answer is made of: `days` of a day feed, or one fetch as a `whole`. What was fetched is good for
 * `maxAgeMs`; final days are good for ever.
 */
export type Need =
  | {
      readonly kind: 'days';
      readonly provider: ProviderId;
      readonly feed: DayFeed;
      readonly scope: Scope;
      readonly days: readonly Day[];
      readonly maxAgeMs: number;
      /** Other scopes that hold these days as well, where they are held for one of them. */
      readonly heldBy: readonly Scope[];
    }
  | { readonly kind: 'whole'; readonly fetch: Fetch; readonly maxAgeMs: number };

const HOUR_MS = 3_600_000;

/** How long an answer takes what was fetched as it is. */
export const ANSWER_MAX_AGE_MS = HOUR_MS;

/** Names and departments change rarely. */
const DIRECTORY_MAX_AGE_MS = 24 * HOUR_MS;

/** A provider's departments. */
export function groupsOf(provider: ProviderId): Need {
  return whole(provider, 'groups', EVERYONE, null, DIRECTORY_MAX_AGE_MS);
}

/** A provider's directory of people. */
export function directoryOf(provider: ProviderId): Need {
  return whole(provider, 'people', EVERYONE, null, DIRECTORY_MAX_AGE_MS);
}

/** The seats in a scope; `window` where the provider counts active days in one. */
export function seatsOf(
  provider: ProviderId,
  scope: Scope,
  window: Period | null,
  maxAgeMs: number,
): Need {
  return whole(provider, 'seats', scope, window, maxAgeMs);
}

export function daysNeeded(
  provider: ProviderId,
  feed: DayFeed,
  scope: Scope,
  days: readonly Day[],
  maxAgeMs: number,
  heldBy: readonly Scope[] = [],
): Need {
  return { kind: 'days', provider, feed, scope, days, maxAgeMs, heldBy };
}

function whole(
  provider: ProviderId,
  feed: Feed,
  scope: Scope,
  period: Period | null,
  maxAgeMs: number,
): Need {
  return { kind: 'whole', fetch: { provider, feed, scope, period }, maxAgeMs };
}

export function providerOf(need: Need): ProviderId {
  return need.kind === 'days' ? need.provider : need.fetch.provider;
}

export function feedOf(need: Need): Feed {
  return need.kind === 'days' ? need.feed : need.fetch.feed;
}
