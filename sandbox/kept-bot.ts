import { type BotProcess, startBot } from './bot.ts';
import type { Clock } from './clock/clock.ts';

/** The demo's bot, which somebody may kill and start again. */
export interface KeptBot {
  isUp(): boolean;
  /** Resolves when it has ended by itself. */
  readonly died: Promise<void>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, with the same settings and data. */
  start(): void;
  /** Ends it for good; gives how, `null` where it was not running. */
  stop(): Promise<Awaited<ReturnType<BotProcess['stop']>> | null>;
  lastLines(): string[];
  /** Calls back whenever it starts or ends. */
  follow(listener: () => void): void;
}

/** Starts the bot. */
export function keepBot(
  settings: Readonly<Record<string, string>>,
  { clock }: { clock: Clock },
): KeptBot {
  const listeners: (() => void)[] = [];
  const { promise: died, resolve: tellDied } = Promise.withResolvers<void>();
  let bot: BotProcess | undefined;
  let last: BotProcess | undefined;

  function start(): void {
    if (bot !== undefined) return;
    const started = startBot(settings, { clock });
    bot = started;
    last = started;
    void started.ended.then(() => {
      if (bot !== started) return;
      bot = undefined;
      tellDied();
    });
    tell();
  }

  /** Lets go of it first, so that its end is nobody's surprise. */
  async function end(signal?: NodeJS.Signals) {
    const ending = bot;
    bot = undefined;
    const how = ending === undefined ? null : await ending.stop(signal);
    tell();
    return how;
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  start();
  return {
    isUp: () => bot !== undefined,
    died,
    kill: async () => {
      await end('SIGKILL');
    },
    start,
    stop: () => end(),
    lastLines: () => last?.lastLines() ?? [],
    follow: (listener) => listeners.push(listener),
  };
}
