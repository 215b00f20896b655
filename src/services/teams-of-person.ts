import type { UsageStore } from '../domain/ports.ts';
import type { Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import { withGroups } from './outside-groups.ts';

/** The teams that somebody belongs to, by a provider's group or by e-mail, as far as the store knows. */
export async function teamsOfPerson(
  email: string,
  teams: readonly Team[],
  { store, providers }: { readonly store: UsageStore; readonly providers: readonly Provider[] },
): Promise<readonly Team[]> {
  const groups = new Map(
    await Promise.all(
      providers.map(async ({ id }) => [id, await groupIdsOf(store, id, email)] as const),
    ),
  );
  return teams.filter(
    (team) =>
      team.members.includes(email) ||
      Object.entries(team.groups).some(([id, groupIds]) =>
        groupIds.some((groupId) => groups.get(id)?.has(groupId)),
      ),
  );
}

/** The groups of all ids that somebody has at a provider. */
async function groupIdsOf(
  store: UsageStore,
  provider: ProviderId,
  email: string,
): Promise<ReadonlySet<string>> {
  const entries = await store.roster({ provider, groupIds: [], emails: [email] });
  const people = await withGroups(store, provider, entries);
  return new Set(people.flatMap(({ groupIds }) => groupIds));
}
