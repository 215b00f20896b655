import type { Period } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { Provider } from '../providers/provider.ts';
import type { Demand } from './demands.ts';
import { scopesHolding } from './fetch-missing.ts';
import {
  ANSWER_MAX_AGE_MS,
  daysNeeded,
  directoryOf,
  groupsOf,
  seatsOf,
  type Need,
} from './needs.ts';
import type { Outsider } from './outside-groups.ts';

/** A team at one provider: its groups there, and people who belong to it besides, by folded e-mail. */
export type TeamPart = {
  readonly provider: Provider;
  readonly groupIds: readonly string[];
  readonly emails: readonly string[];
};

/** More single people than this are fetched with their groups' or everyone's days instead of one by one. */
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
  outside: readonly Outsider[],
  { departmentDays, personDays }: Demand,
): Need[] {
  const { provider, groupIds } = part;
  const { feeds } = provider.capabilities;
  const needs = (feed: 'department-days' | 'person-days', scopes: readonly DayScope[]) => {
    const days = feed === 'person-days' ? personDays : departmentDays;
    if (!feeds.includes(feed) || days.length === 0) return [];
    return scopes.map(({ ask, heldBy }) =>
      daysNeeded(provider.id, feed, ask, days, ANSWER_MAX_AGE_MS, heldBy),
    );
  };
  return [
    ...needs('department-days', groupScopes(groupIds).map(alone)),
    ...needs('person-days', dayScopes(groupIds, outside)),
  ];
}

/** Days that are asked for in one scope, and the other scopes that hold them as well. */
export type DayScope = { readonly ask: Scope; readonly heldBy: readonly Scope[] };

/** The scopes whose days together hold every day of everybody in the team. */
export function dayScopes(
  groupIds: readonly string[],
  outside: readonly Outsider[],
): readonly DayScope[] {
  const groups = groupScopes(groupIds).map(alone);
  if (outside.length <= SINGLE_PEOPLE) return [...groups, ...outside.map(single)];
  const besides = new Set(outside.flatMap((person) => person.groupIds[0] ?? []));
  const ungrouped = outside.filter((person) => person.groupIds.length === 0);
  const rest = ungrouped.length > SINGLE_PEOPLE ? [alone(EVERYONE)] : ungrouped.map(single);
  return [...groups, ...groupScopes([...besides]).map(alone), ...rest];
}

/** All scopes of which any one holds the days. */
export function holding({ ask, heldBy }: DayScope): readonly Scope[] {
  return [...scopesHolding('person-days', ask), ...heldBy];
}

/** The scopes whose fetches tell how old the days are, besides those for everyone. */
export function toldBy(scopes: readonly DayScope[]): readonly Scope[] {
  return scopes.flatMap(({ ask, heldBy }) => [ask, ...heldBy]);
}

function alone(ask: Scope): DayScope {
  return { ask, heldBy: [] };
}

function single({ personId, groupIds }: Outsider): DayScope {
  return { ask: { kind: 'person', id: personId }, heldBy: groupScopes(groupIds) };
}

export function groupScopes(groupIds: readonly string[]): Scope[] {
  return groupIds.map((id) => ({ kind: 'group', id }));
}
