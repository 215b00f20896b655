import { EVERYONE, scopeKey } from '../domain/feeds.ts';
import type { FeedAge } from '../domain/nudge-feeds.ts';
import type { Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { outsideGroups } from './outside-groups.ts';
import { dayScopes, holding } from './team-needs.ts';
import { allTogether, partOf } from './team-parts.ts';

type Ports = Pick<NudgePorts, 'nudges' | 'store'>;

/**
 * How old a provider's list of all seats is, and the days of everybody in any team: somebody's own days, or another group's
 * seats, say nothing of the others.
 */
export async function feedAge(
  provider: Provider,
  teams: readonly Team[],
  { nudges, store }: Ports,
): Promise<FeedAge> {
  const { id, title } = provider;
  const [listed] = await nudges.fetched(id, 'seats', [EVERYONE]);
  const lists = await dayLists(provider, teams, store);
  const found = await nudges.fetched(id, 'person-days', lists.flat());
  const byScope = new Map(found.map((one) => [scopeKey(one.scope), one]));
  const oldest = lists
    .map((scopes) =>
      Math.max(...scopes.map((one) => Number(byScope.get(scopeKey(one))?.startedAt ?? 0))),
    )
    .toSorted((left, right) => left - right)[0];
  const newestDay =
    found
      .flatMap(({ newestDay: day }) => day ?? [])
      .toSorted()
      .at(-1) ?? null;
  return {
    provider: id,
    title,
    countsDays: lists.length > 0,
    seats: listed?.startedAt ?? null,
    days: oldest ? new Date(oldest) : null,
    newestDay,
  };
}

/** For each part of the teams, the scopes of which any one tells of its days. */
async function dayLists(provider: Provider, teams: readonly Team[], store: Ports['store']) {
  const part = partOf(allTogether(teams), provider);
  if (!part || !provider.capabilities.feeds.includes('person-days')) return [];
  const { groupIds, emails } = part;
  return dayScopes(groupIds, await outsideGroups(store, provider.id, groupIds, emails)).map(
    holding,
  );
}
