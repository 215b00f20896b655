import { addDays, allDays, periodBefore, type Day, type Period } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { RosterEntry } from '../domain/ports.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import type { Provider } from '../providers/provider.ts';
import {
  ANSWER_MAX_AGE_MS,
  daysNeeded,
  directoryOf,
  groupsOf,
  seatsOf,
  type Need,
} from './needs.ts';

/** A team at one provider: its groups there, and people who belong to it besides, by folded e-mail. */
export type TeamPart = {
  readonly provider: Provider;
  readonly groupIds: readonly string[];
  readonly emails: readonly string[];
};

/** More single people than this are fetched with everyone's days instead of one by one. */
const SINGLE_PEOPLE = 20;

/** What tells who belongs to the team and which seats they hold. */
export function rosterNeeds(part: TeamPart, period: Period): Need[] {
  const { provider, groupIds } = part;
  const { feeds, seatWindow } = provider.capabilities;
  const windows = seatWindow ? [period, periodBefore(period)] : [null];
  return [
    ...(feeds.includes('people') ? [directoryOf(provider.id)] : []),
    ...(feeds.includes('groups') && groupIds.length > 1 ? [groupsOf(provider.id)] : []),
    ...windows
      .filter(() => feeds.includes('seats'))
      .flatMap((window) =>
        seatScopes(part).map((scope) => seatsOf(provider.id, scope, window, ANSWER_MAX_AGE_MS)),
      ),
  ];
}

/** The scopes in which a provider lists the team's seats. */
export function seatScopes({ groupIds, emails }: TeamPart): Scope[] {
  return emails.length > 0 ? [...groupScopes(groupIds), EVERYONE] : groupScopes(groupIds);
}

/**
 * What the figures are made of. `outside` are people of the team who are in none of its groups, `last` is the newest
 * day for which data is due: inactive seats are judged by the days before it, whatever the period. Days before
 * `oldest` are not kept, so they are not fetched either.
 */
export function dayNeeds(
  part: TeamPart,
  outside: readonly RosterEntry[],
  period: Period,
  last: Day,
  oldest: Day,
): Need[] {
  const { provider, groupIds } = part;
  const { feeds } = provider.capabilities;
  const kept = (day: Day) => day >= oldest;
  const compared = allDays(periodBefore(period), period).filter(kept);
  const lately = allDays(periodBefore(period), period, activityPeriod(last)).filter(kept);
  const groups = feeds.includes('department-days') ? groupScopes(groupIds) : [];
  const people = feeds.includes('person-days') ? dayScopes(groupIds, outside) : [];
  return [
    ...groups.map((scope) =>
      daysNeeded(provider.id, 'department-days', scope, compared, ANSWER_MAX_AGE_MS),
    ),
    ...people.map((scope) =>
      daysNeeded(provider.id, 'person-days', scope, lately, ANSWER_MAX_AGE_MS),
    ),
  ];
}

/** The scopes whose days together hold every day of everybody in the team. */
export function dayScopes(groupIds: readonly string[], outside: readonly RosterEntry[]): Scope[] {
  const single = outside.map(({ personId }): Scope => ({ kind: 'person', id: personId }));
  const besides = single.length > SINGLE_PEOPLE ? [EVERYONE] : single;
  return [...groupScopes(groupIds), ...besides];
}

export function groupScopes(groupIds: readonly string[]): Scope[] {
  return groupIds.map((id) => ({ kind: 'group', id }));
}

/** The days that tell whether a seat is in use today. */
function activityPeriod(last: Day): Period {
  return { from: addDays(last, 1 - INACTIVE_DAYS), to: last };
}

/** A feed that has said nothing for longer than this is stale: nobody is called inactive by it. */
export const STALE_DAYS = 2;

/** The days of activity that must be held before anybody is called inactive. */
export function judgedPeriod(last: Day): Period {
  return { ...activityPeriod(last), to: addDays(last, -STALE_DAYS) };
}
