import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startBot } from '../sandbox/bot.ts';
import type { Closing } from './closing.ts';

const READY_MS = 60_000;
const LONGEST_RUN_MS = 300_000;

/** What a Lingma of its own says when it is there. */
export const LINGMA_READY = z.object({
  baseUrl: z.string(),
  organizationId: z.string(),
  token: z.string(),
});

/**
 * Starts a program beside the bench, and gives the first line of JSON it says that fits `ready`. `onLine` hears all of its
 * lines.
 */
export async function startProgram<Ready extends z.ZodType>(
  {
    entry,
    settings,
    ready,
    onLine,
  }: {
    entry: URL;
    settings: Readonly<Record<string, string>>;
    ready: Ready;
    onLine?: (line: string) => void;
  },
  closing: Closing,
): Promise<z.output<Ready>> {
  const said = Promise.withResolvers<z.output<Ready>>();
  const program = startBot(settings, {
    entry: fileURLToPath(entry),
    onLine: (line) => {
      onLine?.(line);
      const { data, success } = ready.safeParse(parse(line));
      if (success) said.resolve(data);
    },
  });
  closing.add(() => program.stop());
  const fail = (what: string) =>
    said.reject(new Error(`${entry.pathname} ${what}:\n${program.lastLines().join('\n')}`));
  const late = setTimeout(() => fail('did not get ready'), READY_MS);
  void program.ended.then(() => fail('ended'));
  return said.promise.finally(() => clearTimeout(late));
}

/** Runs a program with one argument, as JSON, to its end, and gives the JSON that it has printed. */
export async function runProgram<Result extends z.ZodType>(
  entry: URL,
  job: object,
  result: Result,
  closing: Closing,
): Promise<z.output<Result>> {
  const running = promisify(execFile)(
    process.execPath,
    [fileURLToPath(entry), JSON.stringify(job)],
    { timeout: LONGEST_RUN_MS },
  );
  closing.add(async () => running.child.kill());
  const { stdout } = await running;
  return result.parse(parse(stdout));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
