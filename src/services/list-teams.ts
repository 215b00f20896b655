import type { UsageReader } from '../domain/ports.ts';
import { teamsOfDepartments, type Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import type { FetchMissing } from './fetch-missing.ts';
import { groupsOf } from './needs.ts';

export type Teams = {
  readonly teams: readonly Team[];
  /** Why there are none, or why they may be out of date: a sentence. */
  readonly trouble: string | null;
};

/** Gives the teams of teams.yml; without it, the departments of each provider that has any, fetched when unknown or a day old. */
export type ListTeams = (onAsk?: (provider: ProviderId) => void) => Promise<Teams>;

type Ports = {
  readonly fromFile: readonly Team[] | null;
  readonly store: UsageReader;
  readonly providers: readonly Provider[];
  readonly fetchMissing: FetchMissing;
};

export function createListTeams({ fromFile, store, providers, fetchMissing }: Ports): ListTeams {
  if (fromFile) return async () => ({ teams: fromFile, trouble: null });
  const sources = providers.filter(({ capabilities }) => capabilities.feeds.includes('groups'));
  return async (onAsk) => {
    const unmet = await fetchMissing(
      sources.map(({ id }) => groupsOf(id)),
      onAsk,
    );
    const listed = await Promise.all(
      sources.map(async ({ id }) => teamsOfDepartments(id, await store.groups(id))),
    );
    return { teams: listed.flat(), trouble: unmet[0]?.error.message ?? null };
  };
}
