import { distance } from 'fastest-levenshtein';
import { foldName, type Group } from './people.ts';
import type { ProviderId } from './usage.ts';

/** A team and what it is made of at each provider. `groups` are department ids (Lingma) or exact group names (Windsurf). */
export type Team = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly groups: Readonly<Record<ProviderId, readonly string[]>>;
  /** E-mail addresses, folded, of people who belong to it besides. */
  readonly members: readonly string[];
  /** Slack user ids or e-mail addresses. */
  readonly managers: readonly string[];
  /** Where a provider has no group for the team, whether its people are those with the same e-mail at the others. */
  readonly matchByEmail: boolean;
  /** The name of what it lies in, where that tells teams of the same name apart. */
  readonly within: string | null;
};

export type TeamMatch =
  | { readonly found: Team }
  | { readonly ambiguous: readonly Team[] }
  | { readonly suggestions: readonly Team[] };

/** Without teams.yml each department is a team, by its name. */
export function teamsOfDepartments(provider: ProviderId, departments: readonly Group[]): Team[] {
  const names = new Map(departments.map(({ groupId, name }) => [groupId, name]));
  return departments.map(({ groupId, name, parentId }) => ({
    id: groupId,
    name,
    aliases: [],
    groups: { [provider]: [groupId] },
    members: [],
    managers: [],
    matchByEmail: true,
    within: names.get(parentId ?? '') ?? null,
  }));
}

/** Finds a team by id, name or alias; else offers up to three whose names are near, nearest first. */
export function findTeam(teams: readonly Team[], text: string): TeamMatch {
  const wanted = foldName(text);
  const exact = teams.filter((team) => team.id === text.trim());
  const named = exact.length > 0 ? exact : teams.filter((team) => names(team).includes(wanted));
  const [first, second] = named;
  if (first && !second) return { found: first };
  if (first) return { ambiguous: named };
  return { suggestions: nearest(teams, wanted) };
}

function names(team: Team): string[] {
  return [team.id, team.name, ...team.aliases].map(foldName);
}

function nearest(teams: readonly Team[], wanted: string): Team[] {
  const reach = Math.max(1, Math.floor(wanted.length / 3));
  return teams
    .map((team) => ({ team, far: Math.min(...names(team).map((name) => farness(name, wanted))) }))
    .filter(({ far }) => far <= reach)
    .toSorted(
      (left, right) => left.far - right.far || left.team.name.localeCompare(right.team.name),
    )
    .slice(0, 3)
    .map(({ team }) => team);
}

function farness(name: string, wanted: string): number {
  if (wanted.length >= 3 && (name.startsWith(wanted) || name.includes(` ${wanted}`))) return 1;
  return distance(name, wanted);
}
