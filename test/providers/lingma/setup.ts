import { readFileSync } from 'node:fs';
import type { HttpOptions } from '../../../src/providers/http.ts';
import { lingma, type LingmaOptions } from '../../../src/providers/lingma/index.ts';
import { quick } from '../reading.ts';

export const TOKEN = 'pt-0fh3secretfbG_35af0484';

export function makeLingma(baseUrl: string, options: HttpOptions & LingmaOptions = {}) {
  const settings = { baseUrl, organizationId: 'org/1', token: TOKEN };
  return lingma(settings, { ...quick, ...options });
}

/** A payload as the vendor publishes it. */
export function published(name: string): unknown {
  const path = new URL(`../fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}
