import { openCore, type Core } from '../core.ts';
import { toAppError, type AppError } from '../errors.ts';
import { complaintText, readSettings, type Settings } from '../settings.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';

type Parts = {
  /** Said before what went wrong: “Nothing was erased”. */
  readonly what: string;
  readonly terminal: Terminal;
  /** Gives up what vendors are being asked. */
  readonly signal: AbortSignal;
};

/** How long what vendors have sent by then is still written down. */
const DRAIN_MS = 5000;

/** Opens the database of the settings, works with it and closes it. Whatever goes wrong ends in a sentence and an exit code. */
export async function withCore(
  { what, terminal, signal }: Parts,
  work: (core: Core, settings: Settings) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = await readSettings(terminal.environment);
  if (!read.ok) {
    terminal.err(complaintText(what, read));
    return EXIT.failed;
  }
  const { settings } = read;
  let core: Core | null = null;
  try {
    const { teams } = settings;
    core = await openCore(settings.config, { teams, clock: () => new Date(), signal });
    return await work(core, settings);
  } catch (thrown) {
    terminal.err(`${what}: ${sentenceOf(toAppError(thrown))}\n`);
    return EXIT.failed;
  } finally {
    await core?.close(DRAIN_MS);
  }
}

function sentenceOf(error: AppError): string {
  const { heldBy } = error.context;
  if (heldBy !== undefined) {
    return `the database in DATA_DIR is in use by ${heldBy}, most likely the running bot, and an embedded database is open in one process at a time. Stop the bot for as long as this takes, or ask it in Slack. With PostgreSQL (DATABASE_URL) both work side by side.`;
  }
  const { cause } = error;
  if (error.code !== 'internal' || !(cause instanceof Error)) return error.message;
  return `${error.message} (${cause.message})`;
}
