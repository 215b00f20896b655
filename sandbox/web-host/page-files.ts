import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Answer } from '../answer.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What goes out with every answer: nothing is loaded from elsewhere, and no other page may hold this one. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Reads a built page into memory; gives what stands at a path, `/` for its start. */
export async function readPageFiles(folder: string): Promise<(path: string) => Answer | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile());
  const files = new Map<string, Answer>();
  for (const entry of found) {
    const at = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, at).split(sep).join('/')}`;
    const named = path.startsWith('/assets/');
    const headers = {
      ...SAFE_HEADERS,
      'content-type': TYPES[extname(at)] ?? 'application/octet-stream',
      // The build puts a hash of their content into the names of assets.
      'cache-control': named ? 'max-age=31536000, immutable' : 'no-store',
    };
    files.set(path, { status: 200, headers, body: await readFile(at) });
  }
  return (path) => files.get(path === '/' ? '/index.html' : path);
}
