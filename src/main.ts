import { readFile } from 'node:fs/promises';
import project from '../package.json' with { type: 'json' };
import { createApp, type AppParts } from './app.ts';
import { parseConfig, type Config } from './config.ts';
import { DEFAULT_NUDGE_POLICY, type NudgePolicy } from './domain/nudge-settings.ts';
import type { Team } from './domain/teams.ts';
import { toAppError } from './errors.ts';
import { createLogger } from './log.ts';
import { parseTeams } from './teams-file.ts';

/** What a person must mend before the bot can start: each with where, and what to do. */
type Complaint = { readonly where: string; readonly problem: string };

await main();

async function main(): Promise<void> {
  const read = parseConfig(process.env);
  if (!read.ok) {
    const complaints = read.problems.map(({ setting, problem }) => ({ where: setting, problem }));
    return refuse(
      [...complaints, ...(await teamsComplaints(process.env['TEAMS_FILE']?.trim()))],
      read.empty,
    );
  }
  const { config } = read;
  const teams = config.teamsFile ? await readTeams(config.teamsFile) : null;
  if (teams && 'complaints' in teams) return refuse(teams.complaints, false);
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  await run(config, {
    teams: teams?.teams ?? null,
    nudges: teams?.nudges ?? DEFAULT_NUDGE_POLICY,
    logger,
  });
}

async function run(
  config: Config,
  parts: Pick<AppParts, 'teams' | 'nudges' | 'logger'>,
): Promise<void> {
  const { logger } = parts;
  const app = createApp(config, {
    ...parts,
    clock: () => new Date(),
    version: project.version,
  });
  let ending: Promise<void> | null = null;
  const end = (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'stopping');
    ending ??= app.stop().then(
      () => {
        logger.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  try {
    await app.start();
  } catch (thrown) {
    if (ending) return;
    const error = toAppError(thrown);
    logger.fatal({ error }, 'cannot start');
    process.stderr.write(`\nai-usage-bot cannot start: ${error.message}\n`);
    await app.stop().catch(() => undefined);
    process.exit(1);
  }
}

async function teamsComplaints(path: string | undefined): Promise<readonly Complaint[]> {
  if (!path) return [];
  const read = await readTeams(path);
  return 'complaints' in read ? read.complaints : [];
}

async function readTeams(
  path: string,
): Promise<
  { teams: readonly Team[] | null; nudges: NudgePolicy } | { complaints: readonly Complaint[] }
> {
  try {
    const result = parseTeams(await readFile(path, 'utf8'), path);
    return result.ok ? result : { complaints: result.problems };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `cannot be read (${reason}): correct the path, or leave TEAMS_FILE empty`;
    return { complaints: [{ where: 'TEAMS_FILE', problem }] };
  }
}

function refuse(complaints: readonly Complaint[], empty: boolean): void {
  const width = Math.max(...complaints.map(({ where }) => where.length));
  const count = complaints.length === 1 ? '1 thing needs' : `${complaints.length} things need`;
  const lines = complaints.map(({ where, problem }) => `  ${where.padEnd(width)}  ${problem}`);
  const hint = empty
    ? 'Nothing is set yet. To try the bot without any account: npm run demo\nTo set it up: copy .env.example to .env, which describes every setting.'
    : 'Every setting is described in .env.example. Nothing was started.';
  process.stderr.write(
    `ai-usage-bot cannot start: ${count} attention.\n\n${lines.join('\n')}\n\n${hint}\n`,
  );
  process.exitCode = 1;
}

function secretsOf({ slack, providers, database }: Config): string[] {
  const { connection } = slack;
  const password = database.url ? decodeURIComponent(new URL(database.url).password) : '';
  return [
    slack.botToken,
    connection.mode === 'socket' ? connection.appToken : connection.signingSecret,
    providers.lingma?.token ?? '',
    providers.windsurf?.serviceKey ?? '',
    password,
  ];
}
