import type { Tap } from '../tap.ts';
import type { RequestDetail, RequestLine } from './contract.ts';

const KEPT = 300;
const MOST_CHARACTERS = 20_000;
const SECRET_KEYS = new Set([
  'token',
  'service_key',
  'trigger_id',
  'response_url',
  'upload_url',
  'url_private',
]);
const HIDDEN = '•••';

/** What went over the wire lately. */
export interface Requests {
  readonly take: Tap;
  /** Texts that are never shown from now on, wherever they stand. */
  keepSecret(...texts: readonly string[]): void;
  /** Calls back on each request from now on. */
  follow(listener: (line: RequestLine) => void): void;
  lines(): RequestLine[];
  detail(id: number): RequestDetail | undefined;
}

/** Starts without any. */
export function createRequests(now: () => Date): Requests {
  const secrets: string[] = [];
  const listeners: ((line: RequestLine) => void)[] = [];
  const kept: RequestDetail[] = [];
  let taken = 0;
  const show = (body: unknown) => hide(tidy(body), secrets).slice(0, MOST_CHARACTERS);
  return {
    take({ to, what, request, answer, status, ms }) {
      taken += 1;
      const line: RequestLine = {
        id: taken,
        at: now().getTime(),
        from: to === 'bot' ? 'slack' : 'bot',
        to,
        what: hide(what, secrets),
        ...outcomeOf(status, answer),
        ms: Math.round(ms),
      };
      kept.push({ ...line, request: show(request), answer: show(answer) });
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(line);
    },
    keepSecret: (...texts) => secrets.push(...texts),
    follow: (listener) => listeners.push(listener),
    lines: () =>
      kept.map(({ id, at, from, to, what, status, ok, ms }) => ({
        id,
        at,
        from,
        to,
        what,
        status,
        ok,
        ms,
      })),
    detail: (id) => kept.find((one) => one.id === id),
  };
}

/** Slack and Windsurf put their refusals into answers with status 200. */
function outcomeOf(status: number | string, answer: unknown): Pick<RequestLine, 'status' | 'ok'> {
  if (typeof status === 'string') return { status, ok: status === 'acknowledged' };
  const start = typeof answer === 'string' ? answer.slice(0, MOST_CHARACTERS) : '';
  const refusal = /^\{(?:"ok":false|"error":)/.test(start) || /"ok":false/.test(start);
  const error = refusal ? /"error":"([^"]{1,80})"/.exec(start)?.[1] : undefined;
  const shown = error === undefined ? String(status) : `${status} ${error}`;
  return { status: shown, ok: status < 400 && !refusal };
}

/** A body as indented JSON where it is JSON, without what opens doors. */
function tidy(body: unknown): string {
  if (body === undefined) return '';
  return JSON.stringify(open(body), hideKey, 2) ?? '';
}

/** JSON in a string, as forms carry it, is shown as JSON. */
function open(value: unknown): unknown {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return open(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, open(inside)]));
}

function hideKey(key: string, value: unknown): unknown {
  return SECRET_KEYS.has(key) && typeof value === 'string' ? HIDDEN : value;
}

function hide(shown: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), shown);
}
