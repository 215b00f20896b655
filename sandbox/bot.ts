import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Clock } from './clock/clock.ts';
import { followingOptions, linkClock } from './clock/link.ts';

const ENTRY = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'SystemRoot'];
const KEPT_LINES = 200;
const PATIENCE_MS = 15_000;

/** How a bot ended: its exit code, or the signal that ended it. */
interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The bot as a process of its own. */
export interface BotProcess {
  readonly pid: number | undefined;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ending>;
  /** What it last wrote, on either stream, oldest first. */
  lastLines(count?: number): string[];
  /** Sends a signal, SIGTERM by default, and waits; ends it for good after 15 seconds. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
}

/**
 * Starts the real bot with these settings and nothing of the caller's own environment but where programs and temporary
 * files are. It is in a process group of its own, so that Ctrl-C reaches it only through `stop`. With a clock it
 * lives in that clock's time.
 */
export function startBot(
  settings: Readonly<Record<string, string>>,
  {
    entry = ENTRY,
    onLine,
    clock,
  }: { entry?: string; onLine?: (line: string) => void; clock?: Clock } = {},
): BotProcess {
  const following = clock === undefined ? undefined : followingOptions(clock);
  const child = spawn(process.execPath, [...(following?.execArgv ?? []), entry], {
    env: { ...inherited(), ...settings, ...following?.env },
    stdio: ['ignore', 'pipe', 'pipe', following === undefined ? 'ignore' : 'ipc'],
    detached: true,
  });
  if (clock !== undefined) linkClock(child, clock);
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    onLine?.(line);
  };
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const read = streams.map((stream) => readLines(stream, keep));
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => keep(String(error)));
    child.once('close', (code, signal) => resolve({ code, signal }));
  }).then(async (ending) => {
    process.off('exit', killed);
    await Promise.all(read);
    return ending;
  });

  function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    return ended.finally(() => clearTimeout(timer));
  }

  return { pid: child.pid, ended, lastLines: (count = 20) => lines.slice(-count), stop };
}

async function readLines(stream: Readable, keep: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream })) keep(line);
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
