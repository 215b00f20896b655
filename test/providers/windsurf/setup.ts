import { readFileSync } from 'node:fs';
import type { HttpOptions } from '../../../src/providers/http.ts';
import { windsurf } from '../../../src/providers/windsurf/index.ts';
import { quick } from '../reading.ts';

export const SERVICE_KEY = 'wsk-0fh3-secret-35af';

export function makeWindsurf(baseUrl: string, options: HttpOptions = {}) {
  return windsurf({ baseUrl, serviceKey: SERVICE_KEY }, { ...quick, ...options });
}

/** The payload as the vendor publishes it. */
export function published(): unknown {
  const path = new URL('../fixtures/windsurf-user-page-analytics.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}
