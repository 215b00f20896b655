import type { RosterEntry } from '../domain/ports.ts';
import type { Team } from '../domain/teams.ts';
import type { Provider } from '../providers/provider.ts';
import type { TeamPart } from './team-needs.ts';

/** What a team is made of at a provider; null where neither a group nor anybody by e-mail is named for it. */
export function partOf(team: Team, provider: Provider): TeamPart | null {
  const groupIds = team.groups[provider.id] ?? [];
  if (groupIds.length === 0 && team.members.length === 0) return null;
  return { provider, groupIds, emails: team.members };
}

/** All teams as if they were one. Nobody manages it. */
export function allTogether(teams: readonly Team[]): Team {
  const ids = new Set(teams.flatMap(({ groups }) => Object.keys(groups)));
  const groupsAt = (id: string) => [...new Set(teams.flatMap(({ groups }) => groups[id] ?? []))];
  return {
    id: '',
    name: 'all teams',
    aliases: [],
    groups: Object.fromEntries([...ids].map((id) => [id, groupsAt(id)])),
    members: [...new Set(teams.flatMap(({ members }) => members))],
    managers: [],
    matchByEmail: teams.some(({ matchByEmail }) => matchByEmail),
    within: null,
  };
}

/** The providers that a question about the team can be about. */
export function providersOf(team: Team, providers: readonly Provider[]): readonly Provider[] {
  return providers.filter((provider) => team.matchByEmail || partOf(team, provider) !== null);
}

/**
 * Reads a team at each of the providers; where it is matched by e-mail, the providers without a group of it come last,
 * for the people who are known from the others. `unmapped` are those at which it has nobody.
 */
export async function readParts<T extends { readonly roster: readonly RosterEntry[] }>(
  team: Team,
  providers: readonly Provider[],
  read: (part: TeamPart) => Promise<T>,
): Promise<{ readonly read: readonly T[]; readonly unmapped: readonly Provider[] }> {
  const mapped = providers.flatMap((provider) => partOf(team, provider) ?? []);
  const first = await Promise.all(mapped.map(read));
  const others = providers.filter((provider) => !mapped.some((part) => part.provider === provider));
  const emails = team.matchByEmail ? emailsOf(first) : [];
  if (emails.length === 0) return { read: first, unmapped: others };
  const matched = others.map((provider) => read({ provider, groupIds: [], emails }));
  return { read: [...first, ...(await Promise.all(matched))], unmapped: [] };
}

/** The addresses of all who are known, each once. */
export function emailsOf(
  parts: readonly { readonly roster: readonly RosterEntry[] }[],
): readonly string[] {
  return [...new Set(parts.flatMap(({ roster }) => roster.flatMap(({ email }) => email ?? [])))];
}
