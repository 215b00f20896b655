import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What a program that is run by hand said, and what it ended with. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

const NAMES = ['PATH', 'HOME', 'TMPDIR'];

/** Runs `src/<name>.ts` as a process of its own, with these settings and no others. */
export async function runProgram(
  name: 'cli' | 'doctor' | 'forget',
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ran> {
  const inherited = NAMES.flatMap((key) => {
    const value = process.env[key];
    return value === undefined ? [] : [[key, value]];
  });
  const entry = fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, out, err };
}
