import { type BotProcess, startBot } from './bot.ts';
import type { Clock } from './clock/clock.ts';

/** The demo's bot, which somebody may kill and start again. */
export interface KeptBot {
  isUp(): boolean;
  /** Resolves when it has ended by itself. */
  readonly died: Promise<void>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it, also again: with the same settings and data. */
  start: () => void;
  /** Ends it for good, so that nothing starts it any more; gives how, `null` where it was not running. */
  stop(): Promise<Awaited<ReturnType<BotProcess['stop']>> | null>;
  lastLines(): string[];
  /** Calls back whenever it starts or ends. */
  follow(listener: () => void): void;
}

/** Keeps a bot that is yet to be started. */
export function keepBot(
  settings: Readonly<Record<string, string>>,
  { clock }: { clock: Clock },
): KeptBot {
  const listeners: (() => void)[] = [];
  const { promise: died, resolve: tellDied } = Promise.withResolvers<void>();
  let bot: BotProcess | undefined;
  let last: BotProcess | undefined;
  let isOver = false;

  function start(): void {
    if (bot !== undefined || isOver) return;
    const started = startBot(settings, { clock });
    bot = started;
    last = started;
    void started.ended.finally(() => {
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

  return {
    isUp: () => bot !== undefined,
    died,
    kill: async () => {
      await end('SIGKILL');
    },
    start,
    stop: () => {
      isOver = true;
      return end();
    },
    lastLines: () => last?.lastLines() ?? [],
    follow: (listener) => listeners.push(listener),
  };
}
