import project from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { toAppError } from './errors.ts';
import { createLogger } from './log.ts';
import { complaintText, readSettings, secretsOf, type Settings } from './settings.ts';

await main();

async function main(): Promise<void> {
  const read = await readSettings(process.env);
  if (read.ok) return run(read.settings);
  process.stderr.write(complaintText('ai-usage-bot cannot start', read));
  process.exitCode = 1;
}

async function run({ config, teams, nudges }: Settings): Promise<void> {
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const app = createApp(config, {
    teams,
    nudges,
    logger,
    clock: () => new Date(),
    version: project.version,
  });
  // Node's own words on the way out would be neither structured nor redacted.
  process.on('uncaughtException', (error) => {
    logger.fatal({ error }, 'crashed');
    process.exit(1);
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
