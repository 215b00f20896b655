import { z } from 'zod';
import type { Closing } from './closing.ts';
import type { Target } from './commands.ts';
import { startProgram } from './program.ts';

/** Slack as a process of its own. */
export type Slack = {
  /** Takes answers to commands. */
  readonly answersUrl: string;
  readonly apiUrl: string;
  /** What a Bolt app must be told to work with it over HTTP. */
  readonly settings: Readonly<Record<string, string>>;
};

const SIGNING_SECRET = 'bench-signing-secret';
const SLACK_READY = z.object({ apiUrl: z.string(), answersUrl: z.string() });
const READY = z.object({ msg: z.literal('ready'), port: z.number() });

/** Starts it with so many channels: `C0`, `C1` … */
export async function startSlackBeside(closing: Closing, channels = 0): Promise<Slack> {
  const { apiUrl, answersUrl } = await startProgram(
    {
      entry: new URL('slack.ts', import.meta.url),
      settings: { CHANNELS: String(channels) },
      ready: SLACK_READY,
    },
    closing,
  );
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: apiUrl,
  };
  return { answersUrl, apiUrl, settings };
}

/** Starts a Bolt app in a process of its own, the bot where nothing else is named. `onLine` hears what it logs. */
export async function startBolt(
  settings: Readonly<Record<string, string>>,
  closing: Closing,
  {
    entry = new URL('../src/main.ts', import.meta.url),
    onLine = () => undefined,
  }: { entry?: URL; onLine?: (line: string) => void } = {},
): Promise<Target> {
  const { port } = await startProgram({ entry, settings, ready: READY, onLine }, closing);
  return { port, signingSecret: SIGNING_SECRET };
}
