import { setTimeout as pause } from 'node:timers/promises';
import { startBot, type BotProcess } from '../../sandbox/bot.ts';

/** A line of the bot's log, as it was written. */
export type LogLine = { readonly level: unknown; readonly msg: string } & Record<string, unknown>;

/** The bot as a process of its own, and all that it says. */
export type RunningBot = Pick<BotProcess, 'pid' | 'ended' | 'stop'> & {
  /** Everything that it wrote on either stream, line by line. */
  output(): string;
  /** Waits for a line of the log with this message. Rejects where the bot ends without it. */
  said(message: string, timeoutMs?: number): Promise<LogLine>;
};

export type ReadyBot = RunningBot & {
  /** Where its health addresses are, without a slash at the end. */
  readonly url: string;
  /** Waits for the end of the sync that begins with the bot. */
  synced(): Promise<LogLine>;
};

const PATIENCE_MS = 60_000;

/** Starts the real bot with these settings and no others. */
export function launch(settings: Readonly<Record<string, string>>): RunningBot {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const bot = startBot(settings, {
    onLine: (line) => {
      lines.push(line);
      for (const look of waiting) look();
    },
  });
  const output = () => lines.join('\n');

  async function said(message: string, timeoutMs = PATIENCE_MS): Promise<LogLine> {
    const found = Promise.withResolvers<LogLine>();
    const look = () => {
      const line = lines.map(readLine).find((entry) => entry?.msg === message);
      if (line) found.resolve(line);
    };
    waiting.add(look);
    look();
    const late = new AbortController();
    const tooLate = pause(timeoutMs, 'is late', { signal: late.signal }).catch(() => 'is late');
    const ended = bot.ended.then(() => 'has ended');
    const first = await Promise.race([found.promise, tooLate, ended]);
    waiting.delete(look);
    late.abort();
    if (typeof first !== 'string') return first;
    throw new Error(`The bot ${first} and has not said “${message}”:\n${output()}`);
  }

  return { pid: bot.pid, ended: bot.ended, stop: (signal) => bot.stop(signal), output, said };
}

/** Starts the real bot and waits until it takes commands. */
export async function launchReady(settings: Readonly<Record<string, string>>): Promise<ReadyBot> {
  const bot = launch(settings);
  const { port } = await bot.said('ready');
  return { ...bot, url: `http://127.0.0.1:${String(port)}`, synced: () => bot.said('synced') };
}

function readLine(line: string): LogLine | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isLogLine(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isLogLine(entry: unknown): entry is LogLine {
  if (typeof entry !== 'object' || entry === null) return false;
  return 'level' in entry && 'msg' in entry && typeof entry.msg === 'string';
}
