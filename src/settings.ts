import { readFile } from 'node:fs/promises';
import { parseConfig, type Config } from './config.ts';
import { DEFAULT_NUDGE_POLICY, type NudgePolicy } from './domain/nudge-settings.ts';
import type { Team } from './domain/teams.ts';
import { parseTeams } from './teams-file.ts';

/** What a person must mend before the bot can start: each with where, and what to do. */
type Complaint = { readonly where: string; readonly problem: string };

/** All that is set: the environment and the file that TEAMS_FILE names. */
export type Settings = {
  readonly config: Config;
  /** Null where there is no such file. */
  readonly teams: readonly Team[] | null;
  readonly nudges: NudgePolicy;
};

/** Reads all settings, and tells everything that is wrong at once; `empty` where nothing is set at all. */
export async function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly complaints: readonly Complaint[]; readonly empty: boolean }
> {
  const read = parseConfig(environment);
  const path = environment['TEAMS_FILE']?.trim();
  const file = path ? await readTeams(path) : NO_FILE;
  if (read.ok && 'teams' in file) {
    const { teams, nudges } = file;
    return { ok: true, settings: { config: read.config, teams, nudges } };
  }
  const problems = read.ok ? [] : read.problems;
  return {
    ok: false,
    complaints: [
      ...problems.map(({ setting, problem }) => ({ where: setting, problem })),
      ...('complaints' in file ? file.complaints : []),
    ],
    empty: !read.ok && read.empty,
  };
}

/** What a person reads instead of a start. */
export function complaintText(
  what: string,
  { complaints, empty }: { readonly complaints: readonly Complaint[]; readonly empty: boolean },
): string {
  const width = Math.max(...complaints.map(({ where }) => where.length));
  const count = complaints.length === 1 ? '1 thing needs' : `${complaints.length} things need`;
  const lines = complaints.map(({ where, problem }) => `  ${where.padEnd(width)}  ${problem}`);
  const hint = empty
    ? 'Nothing is set yet. To try the bot without any account: npm run demo\nTo set it up: copy .env.example to .env, which describes every setting.'
    : 'Every setting is described in .env.example. Nothing was started.';
  return `${what}: ${count} attention.\n\n${lines.join('\n')}\n\n${hint}\n`;
}

/** What is not to be written anywhere. */
export function secretsOf({ slack, providers, database }: Config): string[] {
  const { connection } = slack;
  return [
    slack.botToken,
    slack.configToken ?? '',
    connection.mode === 'socket' ? connection.appToken : connection.signingSecret,
    providers.lingma?.token ?? '',
    providers.windsurf?.serviceKey ?? '',
    ...(database.url === null ? [] : passwordsIn(database.url)),
  ];
}

/** A password as it is written in an address, and as it is meant; a server takes one that stands among the parameters too. */
function passwordsIn(address: string): string[] {
  const { password, searchParams } = new URL(address);
  return [password, decoded(password), searchParams.get('password') ?? ''];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself, which the driver takes as well.
    return text;
  }
}

const NO_FILE = { teams: null, nudges: DEFAULT_NUDGE_POLICY };

async function readTeams(
  path: string,
): Promise<Pick<Settings, 'teams' | 'nudges'> | { complaints: readonly Complaint[] }> {
  try {
    const read = parseTeams(await readFile(path, 'utf8'), path);
    return read.ok ? read : { complaints: read.problems };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `cannot be read (${reason}): correct the path, or leave TEAMS_FILE empty`;
    return { complaints: [{ where: 'TEAMS_FILE', problem }] };
  }
}
