import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { Message } from './views/blocks.ts';

/** What became of a message: Slack took it, does not take what is in it, or cannot be reached through this address any more. */
export type Delivery =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'lost'; readonly error: string };

type Reply = {
  readonly text: string;
  readonly blocks?: Message['blocks'];
  /** Who sees it: the one who asked, or everybody in the channel. */
  readonly to: 'asker' | 'channel';
  /** Whether it takes the place of the message sent before, or of the one whose button was pressed. */
  readonly replaces: boolean;
};

/** Sends to one command's response_url. Never throws. */
export type Respond = (reply: Reply) => Promise<Delivery>;

const USES = 5;
const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 10_000;
const PAUSES_MS: readonly number[] = [300, 2000];

type Attempt =
  | Delivery
  | { readonly kind: 'again'; readonly error: string; readonly waitMs: number };

/**
 * A response_url takes five messages within half an hour. Slack posts one twice sooner than not at all: what fails on the
 * way is sent again after each of `pauses` (milliseconds), which for a message that replaces another one changes nothing.
 */
export function createRespond(options: {
  /** Empty where Slack gave none: then nothing arrives. */
  readonly url: string;
  readonly log: Logger;
  readonly pauses?: readonly number[] | undefined;
}): Respond {
  const { url, log, pauses = PAUSES_MS } = options;
  let used = 0;

  async function attempt(reply: Reply): Promise<Attempt> {
    if (used >= USES) return { kind: 'lost', error: 'no uses left' };
    if (url === '') return { kind: 'lost', error: 'no address' };
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: bodyOf(reply),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      used += 1;
      return judge(response.status, response.headers.get('retry-after'), await response.text());
    } catch (error) {
      return { kind: 'again', error: reasonOf(error), waitMs: 0 };
    }
  }

  return async (reply) => {
    let last = await attempt(reply);
    for (const wait of pauses) {
      if (last.kind !== 'again') return last;
      log.warn({ error: last.error }, 'A response_url did not take a message; trying again.');
      await pause(Math.max(wait, last.waitMs));
      last = await attempt(reply);
    }
    return last.kind === 'again' ? { kind: 'lost', error: last.error } : last;
  };
}

function bodyOf({ text, blocks, to, replaces }: Reply): string {
  return JSON.stringify({
    response_type: to === 'channel' ? 'in_channel' : 'ephemeral',
    replace_original: replaces,
    text,
    ...(blocks ? { blocks } : {}),
  });
}

const GONE = /\b(?:used_url|expired_url|invalid_url)\b/;
const CONTENT = /\b(?:invalid_\w+|no_text|\w+_too_long|\w+_too_many\w*|unsupported_\w+)\b/;

function judge(status: number, retryAfter: string | null, body: string): Attempt {
  const error = errorIn(body);
  if (GONE.test(error)) return { kind: 'lost', error };
  if (status >= 200 && status < 300) {
    return error === '' ? { kind: 'taken' } : { kind: 'refused', error };
  }
  const named = error || `HTTP ${status}`;
  if (status === 429) return whenLimited(named, Number(retryAfter ?? 1) * 1000);
  if (status >= 500 && !CONTENT.test(error)) return { kind: 'again', error: named, waitMs: 0 };
  return { kind: 'refused', error: named };
}

function whenLimited(error: string, waitMs: number): Attempt {
  if (waitMs <= LONGEST_WAIT_MS) return { kind: 'again', error, waitMs };
  return { kind: 'lost', error };
}

/** Slack says what is wrong as JSON or as one bare word; anything else it says means that all is well. */
function errorIn(body: string): string {
  const text = body.trim().slice(0, 500);
  if (/^[a-z]+(?:_[a-z]+)+$/.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return '';
    if (!('ok' in parsed) || parsed.ok !== false) return '';
    return 'error' in parsed ? String(parsed.error) : 'unknown_error';
  } catch {
    return '';
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
