import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openChannel } from '../../src/store/embedded-channel.ts';

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');

/**
 * Makes a data directory with an embedded database in it that has no tables yet, and gives its path. Making one from
 * nothing takes seconds: the first is kept for each version of PGlite, and the others are copies.
 */
export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ai-usage-bot-data-'));
  await cp(await template(), dataDir, { recursive: true });
  return dataDir;
}

async function template(): Promise<string> {
  const manifest = await readFile(join(MODULES, '@electric-sql', 'pglite', 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const cache = join(MODULES, '.cache', 'ai-usage-bot');
  const kept = join(cache, `pglite-${version}`);
  if (existsSync(kept)) return kept;
  const made = join(cache, randomUUID());
  await mkdir(made, { recursive: true });
  const channel = await openChannel(join(made, 'postgres'));
  await channel.ask(null);
  await channel.gone;
  // Another process may have been quicker.
  await rename(made, kept).catch(() => rm(made, { recursive: true, force: true }));
  return kept;
}
