import ky, { isTimeoutError } from 'ky';
import { toAppError } from '../errors.ts';
import { parseJson, readText } from './body.ts';
import { failureOf, type Question, type Vendor } from './failure.ts';
import { mayPass, pauseBefore, readRetryAfter } from './retry.ts';
import {
  brokenOff,
  notJson,
  throwIfStopped,
  timedOut,
  tooLong,
  unbuildable,
  unreachable,
} from './transport-failure.ts';

export type { Complaint, Question, Vendor } from './failure.ts';
export { throwIfStopped } from './transport-failure.ts';

export type HttpOptions = {
  /** Milliseconds for one attempt, headers and body together; 10 seconds unless said. */
  readonly timeoutMs?: number;
  /** How often a failed attempt is repeated; 5 times unless said. */
  readonly retries?: number;
  /** The pause before the first retry, doubled for each further one, and shortened at random by up to half. */
  readonly backoffMs?: number;
  /** The longest Retry-After that is waited for; 60 seconds unless said. */
  readonly longestWaitMs?: number;
  /** The longest body that is read; 64 MB unless said. */
  readonly maxBytes?: number;
  /** Epoch milliseconds now, against which a Retry-After date is read. */
  readonly now?: () => number;
};

/** A body that was JSON, with its text and headers. */
export type Answer = {
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
};

export type Asking = (question: Question) => Promise<Answer>;

type FetchArguments = Parameters<typeof fetch>;

/** Each attempt may take the whole time-out while somebody waits, so fewer of these are worth it. */
const TIMEOUT_RETRIES = 1;

/**
 * Gives a function that asks a vendor questions over HTTP. Repeats what may pass by itself: 429 (after Retry-After),
 * 5xx, time-outs, connections that fail or break off. Throws AppError and nothing else; no redirect is followed.
 */
export function createAsking(vendor: Vendor, options: HttpOptions = {}): Asking {
  const { timeoutMs = 10_000, retries = 5, backoffMs = 300, longestWaitMs = 60_000 } = options;
  const { maxBytes = 64 * 1024 * 1024, now = Date.now } = options;

  return async (question) => {
    let sent = false;
    let answer: Answer | undefined;
    let failed: Error | undefined;

    // The body is read inside ky's attempt, so that its time-out and its retries cover the body as well.
    async function attempt(...request: FetchArguments): Promise<Response> {
      sent = true;
      const { response, text } = await exchange(vendor, question, request, maxBytes);
      answer = judge(vendor, question, response, text, now());
      return response;
    }

    function shouldRetry({ error, retryCount }: { error: Error; retryCount: number }): boolean {
      failed = error;
      if (isTimeoutError(error)) return retryCount <= TIMEOUT_RETRIES;
      return mayPass(error) && (error.retryAfterMs ?? 0) <= longestWaitMs;
    }

    try {
      await ky(question.path, {
        method: question.body ? 'post' : 'get',
        prefix: vendor.baseUrl,
        headers: { accept: 'application/json', ...vendor.headers },
        redirect: 'manual',
        timeout: timeoutMs,
        throwHttpErrors: false,
        fetch: attempt,
        retry: {
          limit: retries,
          methods: ['get', 'post'],
          shouldRetry,
          delay: (count) => pauseBefore(count, failed, backoffMs, Math.random()),
        },
        ...(question.query ? { searchParams: question.query } : {}),
        ...(question.body ? { json: question.body } : {}),
        ...(question.signal ? { signal: question.signal } : {}),
      });
    } catch (thrown) {
      throwIfStopped(vendor.title, question.signal);
      if (isTimeoutError(thrown)) throw timedOut(vendor, question, timeoutMs);
      throw sent ? toAppError(thrown) : unbuildable(vendor);
    }
    if (!answer) throw brokenOff(vendor, question);
    return answer;
  };
}

async function exchange(
  vendor: Vendor,
  question: Question,
  request: FetchArguments,
  maxBytes: number,
): Promise<{ response: Response; text: string }> {
  let response: Response | undefined;
  let text: string | null;
  try {
    response = await fetch(...request);
    text = await readText(response, maxBytes);
  } catch (thrown) {
    throw response ? brokenOff(vendor, question) : unreachable(vendor, thrown);
  }
  if (text === null) throw tooLong(vendor, question, maxBytes);
  return { response, text };
}

/** Gives the answer that an exchange holds, or throws what it tells of. */
function judge(
  vendor: Vendor,
  question: Question,
  { status, headers }: Response,
  text: string,
  now: number,
): Answer {
  const body = parseJson(text);
  const complaint = vendor.complaintIn(body, status, question);
  if (status >= 300 || complaint) {
    const retryAfterMs = readRetryAfter(headers.get('retry-after'), now);
    throw failureOf(vendor, question, { status, complaint, retryAfterMs });
  }
  if (body === undefined) {
    // JSON that begins well and does not end was cut on its way.
    throw /^\s*[[{]/.test(text) ? brokenOff(vendor, question) : notJson(vendor, question, status);
  }
  return { body, text, headers };
}
