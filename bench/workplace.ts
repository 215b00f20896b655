import { startBolt, startSlackBeside } from './bot.ts';
import type { Closing } from './closing.ts';
import type { Target } from './commands.ts';
import { LINGMA_READY, startProgram } from './program.ts';

/** The bot in the middle of its first sync, a Bolt app that does nothing else beside it, and Slack. */
export type Workplace = {
  readonly bot: Target;
  readonly bare: Target;
  /** Takes answers to commands. */
  readonly answersUrl: string;
  readonly synced: () => boolean;
};

// So large a company, told of so slowly, that the first sync is still under way when the measurement ends.
const COMPANY = { PEOPLE: '2500', DAYS: '400', LATENCY_MS: '100', KEEP_PAGES: '0' };

/** Starts all of it, each in a process of its own. `settings` are the bot's for its database. */
export async function startWorkplace(
  settings: Readonly<Record<string, string>>,
  closing: Closing,
): Promise<Workplace> {
  const lingma = await startProgram(
    { entry: new URL('lingma.ts', import.meta.url), settings: COMPANY, ready: LINGMA_READY },
    closing,
  );
  const slack = await startSlackBeside(closing);
  const entry = new URL('bare-bolt.ts', import.meta.url);
  const bare = await startBolt(slack.settings, closing, { entry });
  let synced = false;
  const onLine = (line: string) => {
    synced ||= line.includes('"msg":"synced"');
  };
  const botSettings = {
    ...slack.settings,
    ...settings,
    LINGMA_BASE_URL: lingma.baseUrl,
    LINGMA_ORGANIZATION_ID: lingma.organizationId,
    LINGMA_TOKEN: lingma.token,
    SYNC_BACKFILL_DAYS: COMPANY.DAYS,
    PORT: '0',
  };
  const bot = await startBolt(botSettings, closing, { onLine });
  return { bot, bare, answersUrl: slack.answersUrl, synced: () => synced };
}
