import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 100_000;

/**
 * Why a request is none of the demo's own page; undefined where it is. Another page in the same browser must neither
 * read nor drive the demo: not by a name that resolves to this machine (Host), nor from its own origin (Origin,
 * Sec-Fetch-Site), nor by a form (a deed is JSON).
 */
export function whyRefused({ headers, method }: IncomingMessage, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = headers.host ?? '';
  if (!hosts.includes(host)) return 'this address is not known here';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'another site asks';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'another site asks';
  if (method === 'GET') return undefined;
  if (method !== 'POST') return 'this method is not known here';
  if (origin === undefined) return 'nobody says which page asks';
  if (headers['content-type'] !== 'application/json') return 'this is no JSON';
  return Number(headers['content-length'] ?? 0) > MOST_BYTES ? 'this is too much' : undefined;
}
