import { readFile } from 'node:fs/promises';
import { processTerminal } from './cli/process-terminal.ts';
import { EXIT, type ExitCode, type Terminal } from './cli/terminal.ts';
import type { Patient } from './doctor/check.ts';
import { examine } from './doctor/examine.ts';
import { printJson, printLines } from './doctor/print.ts';
import { createReadServerTime } from './doctor/server-time.ts';
import { settingsFindings } from './doctor/settings.ts';
import { usableSettings } from './doctor/usable-settings.ts';
import { buildProviders } from './providers/registry.ts';
import { secretsOf, type Settings } from './settings.ts';
import { createInspection, type SlackInspection } from './slack/inspect.ts';
import { createWebApi } from './slack/web-api.ts';
import { inspectDatabase } from './store/inspect-database.ts';

const MANIFEST = new URL('../manifest.yml', import.meta.url);

process.exitCode = await main(process.argv.slice(2), processTerminal(process));

async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [option, ...more] = argv;
  if (more.length > 0 || (option !== undefined && option !== '--json')) {
    terminal.err('Usage: npm run -s doctor [-- --json]\n');
    return EXIT.wrongUse;
  }
  const usable = await usableSettings(terminal.environment);
  const patient = usable.settings ? await patientOf(usable) : null;
  const findings = patient ? await examine(patient) : settingsFindings(usable.complaints);
  const print = option === '--json' ? printJson : printLines;
  terminal.out(print(findings, secretsIn(terminal.environment, usable.settings)));
  return findings.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.done;
}

/** Also those that are set wrong. */
function secretsIn(environment: Terminal['environment'], settings: Settings | null): string[] {
  const named = Object.entries(environment).filter(([name]) => /TOKEN|SECRET|KEY/.test(name));
  return [
    ...named.flatMap(([, value]) => value?.trim() || []),
    ...(settings ? secretsOf(settings.config) : []),
  ];
}

function now(): Date {
  return new Date();
}

type Usable = Extract<Awaited<ReturnType<typeof usableSettings>>, { isAsSet: unknown }>;

async function patientOf(usable: Usable): Promise<Patient> {
  const { config } = usable.settings;
  const { botToken: token, apiUrl: slackApiUrl } = config.slack;
  return {
    ...usable,
    slack: askedOnce(createInspection({ token, slackApiUrl })),
    directory: createWebApi({ token, slackApiUrl }).directory,
    providers: buildProviders(config.providers, { retries: 1, concurrency: 1 }),
    inspectDatabase: () => inspectDatabase(config.database),
    readServerTime: createReadServerTime(now),
    manifest: await readFile(MANIFEST, 'utf8'),
    now,
  };
}

/** Two checks look at who the bot is. */
function askedOnce(slack: SlackInspection): SlackInspection {
  let identity: ReturnType<SlackInspection['identity']> | null = null;
  return { ...slack, identity: () => (identity ??= slack.identity()) };
}
