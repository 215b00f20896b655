import type { Day, Period } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { Demand } from './demands.ts';
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

/** What tells who belongs to the team and which seats they hold; it is good for `maxAgeMs`, for names a day. */
export function rosterNeeds(
  part: TeamPart,
  windows: readonly Period[],
  maxAgeMs = ANSWER_MAX_AGE_MS,
): Need[] {
  const { provider, groupIds } = part;
  const { feeds, seatWindow } = provider.capabilities;
  return [
    ...(feeds.includes('people') ? [directoryOf(provider.id)] : []),
    ...(feeds.includes('groups') && groupIds.length > 1 ? [groupsOf(provider.id)] : []),
    ...(seatWindow ? windows : [null])
      .filter(() => feeds.includes('seats'))
      .flatMap((window) =>
        seatScopes(part).map((scope) => seatsOf(provider.id, scope, window, maxAgeMs)),
      ),
  ];
}

/** The scopes in which a provider lists the team's seats. */
export function seatScopes({ groupIds, emails }: TeamPart): Scope[] {
  return emails.length > 0 ? [...groupScopes(groupIds), EVERYONE] : groupScopes(groupIds);
}

/** What the figures are made of. `outside` are people of the team who are in none of its groups. */
export function dayNeeds(
  part: TeamPart,
  outside: readonly RosterEntry[],
  { departmentDays, personDays }: Demand,
): Need[] {
  const { provider, groupIds } = part;
  const { feeds } = provider.capabilities;
  const needs = (feed: 'department-days' | 'person-days', scopes: Scope[], days: readonly Day[]) =>
    feeds.includes(feed) && days.length > 0
      ? scopes.map((scope) => daysNeeded(provider.id, feed, scope, days, ANSWER_MAX_AGE_MS))
      : [];
  return [
    ...needs('department-days', groupScopes(groupIds), departmentDays),
    ...needs('person-days', dayScopes(groupIds, outside), personDays),
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
