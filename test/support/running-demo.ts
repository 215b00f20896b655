import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../sandbox/demo.ts', import.meta.url));

/** The demo as a process, without a terminal. */
export interface RunningDemo {
  pid: number;
  /** Where it puts its temporary files. */
  folder: string;
  /** What it has said until now. */
  said(): string;
  /** Waits until it has said something. */
  heard(pattern: RegExp): Promise<RegExpExecArray>;
  /** Where its page is. */
  address(): Promise<string>;
  /** Sends a signal and waits; gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends it, and takes its folder away. */
  close(): Promise<void>;
}

/** Starts the demo, in an environment with settings that must not reach its bot. */
export async function startDemo(): Promise<RunningDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
  let said = '';
  let hear = () => {};
  const demo: ChildProcess = spawn(process.execPath, [DEMO], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: folder,
      SLACK_BOT_TOKEN: 'xoxb-real',
      LINGMA_BASE_URL: 'https://real.example',
      DATABASE_URL: 'postgres://real.example/nothing',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => demo.once('close', resolve));
  for (const stream of [demo.stdout, demo.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      hear();
    });
  }

  function heard(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      void ended.then(() => reject(new Error(`the demo has ended:\n${said}`)));
      hear = () => {
        const found = pattern.exec(said);
        if (found !== null) resolve(found);
      };
      hear();
    });
  }

  function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    demo.kill(signal);
    return ended;
  }

  return {
    pid: demo.pid ?? 0,
    folder,
    said: () => said,
    heard,
    address: async () => (await heard(/(http:\/\/127\.0\.0\.1:\d+\/)/))[1] ?? '',
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
