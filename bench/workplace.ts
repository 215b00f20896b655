import { z } from 'zod';
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
const SIGNING_SECRET = 'bench-signing-secret';

const SLACK_READY = z.object({ apiUrl: z.string(), answersUrl: z.string() });
const READY = z.object({ msg: z.literal('ready'), port: z.number() });

/** Starts all of it, each in a process of its own. `settings` are the bot's for its database. */
export async function startWorkplace(
  settings: Readonly<Record<string, string>>,
  closing: Closing,
): Promise<Workplace> {
  const lingma = await startProgram(
    { entry: new URL('lingma.ts', import.meta.url), settings: COMPANY, ready: LINGMA_READY },
    closing,
  );
  const { apiUrl, answersUrl } = await startProgram(
    { entry: new URL('slack.ts', import.meta.url), settings: {}, ready: SLACK_READY },
    closing,
  );
  const slackSettings = {
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: apiUrl,
  };
  const bare = await startProgram(
    { entry: new URL('bare-bolt.ts', import.meta.url), settings: slackSettings, ready: READY },
    closing,
  );
  let synced = false;
  const bot = await startProgram(
    {
      entry: new URL('../src/main.ts', import.meta.url),
      settings: {
        ...slackSettings,
        ...settings,
        LINGMA_BASE_URL: lingma.baseUrl,
        LINGMA_ORGANIZATION_ID: lingma.organizationId,
        LINGMA_TOKEN: lingma.token,
        SYNC_BACKFILL_DAYS: COMPANY.DAYS,
        PORT: '0',
      },
      ready: READY,
      onLine: (line) => {
        synced ||= line.includes('"msg":"synced"');
      },
    },
    closing,
  );
  return { bot: targetOf(bot), bare: targetOf(bare), answersUrl, synced: () => synced };
}

function targetOf({ port }: { readonly port: number }): Target {
  return { port, signingSecret: SIGNING_SECRET };
}
