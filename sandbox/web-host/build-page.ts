import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = join(ROOT, 'sandbox/web');
const CACHE = join(ROOT, 'node_modules/.cache/ai-usage-web');

/**
 * Gives the folder of the built page; builds it where its sources are new. A build is kept under the hash of what it
 * was made of, so none can be stale, and two demos may start at once. Needs no network.
 */
export async function buildPage(): Promise<string> {
  const built = join(CACHE, await hashOfSources());
  if (await isThere(built)) return built;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, 'new-'));
  const { build } = await import('vite');
  await build({
    configFile: join(SOURCES, 'vite.config.ts'),
    root: SOURCES,
    logLevel: 'warn',
    build: { outDir: fresh, emptyOutDir: true },
  });
  await rename(fresh, built).catch(async (error: unknown) => {
    // Somebody else was faster.
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(built))) throw error;
  });
  return built;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of [...files, join(ROOT, 'package-lock.json')]) {
    hash.update(file.slice(ROOT.length)).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
