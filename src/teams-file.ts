import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { foldEmail, foldName } from './domain/people.ts';
import type { Team } from './domain/teams.ts';

/** One wrong place in teams.yml, as `path:line`, and what to do about it. */
export type TeamsProblem = { readonly where: string; readonly problem: string };

export type TeamsResult =
  | { readonly ok: true; readonly teams: readonly Team[] }
  | { readonly ok: false; readonly problems: readonly TeamsProblem[] };

const words = z.array(z.coerce.string().trim().min(1, { error: 'must not be empty' }));
const email = z
  .string({ error: 'must be an e-mail address' })
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, { error: 'must be an e-mail address' });
const manager = z
  .string({ error: 'must be a Slack member id (U…) or an e-mail address' })
  .trim()
  .regex(/^(?:[UW][A-Z0-9]+|[^\s@]+@[^\s@]+)$/, {
    error: 'must be a Slack member id (U…) or an e-mail address',
  });

const team = z.strictObject({
  name: z
    .string({ error: 'must be text' })
    .trim()
    .min(1, { error: 'must not be empty' })
    .optional(),
  aliases: words.default([]),
  lingma: z.strictObject({ departments: words }).optional(),
  windsurf: z.strictObject({ groups: words }).optional(),
  members: z.array(email).default([]),
  managers: z.array(manager).default([]),
});

const file = z.strictObject(
  { teams: z.record(z.string(), team, { error: 'must hold the teams, each by its key' }) },
  { error: 'must begin with “teams:”' },
);

/** Reads the text of teams.yml; `path` is only named in problems. Gives all problems at once, each with its line. Pure. */
export function parseTeams(text: string, path: string): TeamsResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      where: at(error.pos[0]),
      problem: `is not YAML: ${error.message}`,
    }));
    return { ok: false, problems };
  }
  const lineOf = (keys: readonly PropertyKey[]) => at(offsetOf(document, keys));
  const parsed = file.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => describe(issue, lineOf)) };
  }
  const teams = Object.entries(parsed.data.teams).map(([id, entry]) => toTeam(id, entry));
  const problems = [...empty(teams, lineOf), ...clashes(teams, lineOf)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, teams };
}

function toTeam(id: string, entry: z.output<typeof team>): Team {
  return {
    id,
    name: entry.name ?? id,
    aliases: entry.aliases,
    groups: {
      ...(entry.lingma ? { lingma: entry.lingma.departments } : {}),
      ...(entry.windsurf ? { windsurf: entry.windsurf.groups } : {}),
    },
    members: entry.members.map((address) => foldEmail(address) ?? address),
    managers: entry.managers,
    matchByEmail: false,
    within: null,
  };
}

type LineOf = (keys: readonly PropertyKey[]) => string;

function describe(issue: z.core.$ZodIssue, lineOf: LineOf): TeamsProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      where: lineOf([...issue.path, key]),
      problem: `“${key}” is not known here. ${knownKeys(issue.path)}`,
    }));
  }
  const problem = path === '' ? `the file ${issue.message}` : `${path} ${issue.message}`;
  return [{ where: lineOf(issue.path), problem }];
}

function knownKeys(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The file holds “teams:” only.';
  if (path.length === 2) return `A team has ${Object.keys(team.shape).join(', ')}.`;
  return path.at(-1) === 'lingma' ? 'lingma has departments.' : 'windsurf has groups.';
}

/** Names must tell teams apart the way people type them: without case, accents and space around. */
function clashes(teams: readonly Team[], lineOf: LineOf): TeamsProblem[] {
  const owner = new Map<string, string>();
  const problems: TeamsProblem[] = [];
  for (const { id, name, aliases } of teams) {
    const own = [
      { text: id, keys: ['teams', id] },
      { text: name, keys: ['teams', id, 'name'] },
      ...aliases.map((text, index) => ({ text, keys: ['teams', id, 'aliases', index] })),
    ];
    for (const { text, keys } of own) {
      const other = owner.get(foldName(text));
      if (other === undefined) owner.set(foldName(text), id);
      else if (other !== id) {
        problems.push({
          where: lineOf(keys),
          problem: `“${text}” already names the team ${other}: give ${id} another name or alias`,
        });
      }
    }
  }
  return problems;
}

function empty(teams: readonly Team[], lineOf: LineOf): TeamsProblem[] {
  if (teams.length === 0) {
    return [
      { where: lineOf([]), problem: 'there is no team in it: add one, or leave TEAMS_FILE empty' },
    ];
  }
  return teams
    .filter((entry) => Object.values(entry.groups).flat().length + entry.members.length === 0)
    .map(({ id }) => ({
      where: lineOf(['teams', id]),
      problem: `${id} has nobody in it: name lingma departments, windsurf groups or members`,
    }));
}

/** The offset of the deepest node on the path that the file really has, so that a missing key is shown at its parent. */
function offsetOf(document: Document.Parsed, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
