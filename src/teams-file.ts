import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
} from 'yaml';
import type { z } from 'zod';
import type { NudgePolicy, TeamNudges } from './domain/nudge-settings.ts';
import { foldEmail, foldName } from './domain/people.ts';
import type { Team } from './domain/teams.ts';
import { clashOf, toPolicy, toTeamNudges } from './teams-file-nudges.ts';
import { file, knownKeys, membership, naming, team, type TeamInFile } from './teams-file-schema.ts';

/** One wrong place in teams.yml, as `path:line`, and what to do about it. */
export type TeamsProblem = { readonly where: string; readonly problem: string };

/** `teams` is null where the file has a policy only: then Lingma's departments are the teams. */
type TeamsFile = { readonly teams: readonly Team[] | null; readonly nudges: NudgePolicy };

export type TeamsResult =
  | ({ readonly ok: true } & TeamsFile)
  | { readonly ok: false; readonly problems: readonly TeamsProblem[] };

type Wrong = { readonly offset: number; readonly problem: string };

/** A team as it stands in the file, whatever is wrong with it; `start` is the offset of its key. */
type Entry = {
  readonly id: string;
  readonly start: number;
  readonly node: unknown;
  readonly value: unknown;
};

/** Reads the text of teams.yml; `path` is only named in problems. Gives all problems at once, each with its line. Pure. */
export function parseTeams(text: string, path: string): TeamsResult {
  const lines = new LineCounter();
  // Every value is text: an id of digits, or of digits and an “e”, is no number.
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  });
  const { wrong, ...found } = isGarbled(document)
    ? { teams: null, nudges: toPolicy(undefined, {}), wrong: garbled(document) }
    : read(document);
  if (wrong.length === 0) return { ok: true, ...found };
  const problems = wrong
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, problem }) => ({ where: `${path}:${lines.linePos(offset).line}`, problem }));
  return { ok: false, problems };
}

/** Whether it cannot be told what stands where. A key that stands twice leaves all else readable. */
function isGarbled({ errors }: Document.Parsed): boolean {
  return errors.some(({ code }) => code !== 'DUPLICATE_KEY');
}

function garbled({ errors }: Document.Parsed): Wrong[] {
  return errors.map(({ code, message, pos: [offset] }) => ({
    offset,
    problem:
      code === 'DUPLICATE_KEY'
        ? 'this key stands here a second time: rename it, or keep one of the two'
        : `is not YAML: ${message}`,
  }));
}

function read(document: Document.Parsed): TeamsFile & { readonly wrong: readonly Wrong[] } {
  const outline = file.safeParse(document.toJS());
  const offset = (keys: readonly PropertyKey[]) => offsetOf(document.contents, keys, 0);
  const wrong = [...garbled(document), ...complain(outline.error, [], offset)];
  const entries = entriesOf(document);
  const teams: Team[] = [];
  const own: Record<string, TeamNudges> = {};
  const policy = toPolicy(outline.data?.nudges, own);
  for (const entry of entries) {
    const { id, node, value, start } = entry;
    const parsed = team.safeParse(value);
    const within = (keys: readonly PropertyKey[]) => offsetOf(node, keys.slice(2), start);
    wrong.push(...complain(parsed.error, ['teams', id], within));
    if (parsed.success) teams.push(toTeam(id, parsed.data));
    const nudges = parsed.data?.nudges && toTeamNudges(parsed.data.nudges);
    const clash = nudges && outline.success ? clashOf(nudges, policy) : null;
    if (nudges) own[id] = nudges;
    if (clash !== null) {
      const problem = `teams.${id}.nudges.reclaim ${clash}`;
      wrong.push({ offset: within(['teams', id, 'nudges', 'reclaim']), problem });
    }
    if (hasNobody(value)) {
      const problem = `${id} has nobody in it: name lingma departments, windsurf groups or members`;
      wrong.push({ offset: start, problem });
    }
  }
  wrong.push(...clashes(entries));
  const isPolicyOnly = outline.success && outline.data.teams === undefined;
  if (outline.success && entries.length === 0 && !isPolicyOnly) {
    const problem = 'there is no team in it: add one, or leave TEAMS_FILE empty';
    wrong.push({ offset: 0, problem });
  }
  return { teams: isPolicyOnly ? null : teams, nudges: policy, wrong };
}

/** Each team that stands in the file, also where two have the same key. */
function entriesOf(document: Document.Parsed): Entry[] {
  const node = document.get('teams');
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => ({
    id: String(isScalar(key) ? key.value : key),
    start: startOf(key) ?? 0,
    node: isAlias(value) ? value.resolve(document) : value,
    value: isNode(value) ? value.toJS(document) : value,
  }));
}

function toTeam(id: string, entry: TeamInFile): Team {
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

function complain(
  error: z.ZodError | undefined,
  above: readonly PropertyKey[],
  offset: (keys: readonly PropertyKey[]) => number,
): Wrong[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const keys = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        offset: offset([...keys, key]),
        problem: `“${key}” is not known here. ${knownKeys(keys)}`,
      }));
    }
    const what = keys.length === 0 ? 'the file' : keys.map(String).join('.');
    return [{ offset: offset(keys), problem: `${what} ${issue.message}` }];
  });
}

/** Names must tell teams apart the way people type them: without case, accents and space around. */
function clashes(entries: readonly Entry[]): Wrong[] {
  const owner = new Map<string, string>();
  const wrong: Wrong[] = [];
  for (const entry of entries) {
    for (const { text, offset } of namesOf(entry)) {
      const other = owner.get(foldName(text));
      if (other === undefined) owner.set(foldName(text), entry.id);
      else if (other !== entry.id) {
        const problem = `“${text}” already names the team ${other}: give ${entry.id} another name or alias`;
        wrong.push({ offset, problem });
      }
    }
  }
  return wrong;
}

/** All that a team can be asked for by, and where it stands. */
function namesOf({ id, node, value, start }: Entry): { text: string; offset: number }[] {
  const { name, aliases } = naming.parse(value);
  const named = [
    { text: name, keys: ['name'] },
    ...aliases.map((text, index) => ({ text, keys: ['aliases', index] })),
  ];
  return [
    { text: id, offset: start },
    ...named
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, keys }) => ({ text: text.trim(), offset: offsetOf(node, keys, start) })),
  ];
}

/** Whether nothing at all says who belongs to the team; what says it wrongly is another problem. */
function hasNobody(value: unknown): boolean {
  const { data } = membership.safeParse(value);
  return data !== undefined && Object.values(data).flat().length === 0;
}

/** The offset of the deepest node on the path that the file really has, so that a missing key is shown at its parent. */
function offsetOf(within: unknown, keys: readonly PropertyKey[], start: number): number {
  let node = within;
  let offset = start;
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
