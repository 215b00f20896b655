import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { json, send, sendHalf, sendSlowly, SIGN_IN_PAGE, type Answer } from './answer.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import type { Tap, Tapped } from './tap.ts';

/** A request as a vendor's server sees it. `path` has no prefix and no query. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** What was asked and answered; `status` is null where the connection was cut or left hanging. Holds no secret. */
type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number | null;
  /** What the server chose to tell of the body. */
  readonly body: unknown;
};

/** A running server of the sandbox, on loopback. */
export type Served = {
  /** Scheme, host and the prefix, without a slash at the end. */
  readonly url: string;
  readonly faults: Faults;
  /** The last 10,000 requests, oldest first, in the order of their answers. */
  readonly requests: LoggedRequest[];
  /** The most requests that were ever under way at once. */
  readonly peak: () => number;
  /** Cuts what is still open and ends. */
  close(): Promise<void>;
};

export type ServeOptions = {
  /** 0 or nothing takes a free one. */
  readonly port?: number | undefined;
  /** A path before everything, such as `/gateway`. */
  readonly prefix?: string | undefined;
  /** How long each request takes at least. */
  readonly latencyMs?: number | undefined;
  /** So many requests in so many seconds, then 429 with Retry-After. */
  readonly rateLimit?: RateLimit | undefined;
  readonly tap?: Tap | undefined;
};

/** What a vendor's server is made of. `fault` is one that the vendor itself must play: a refusal or a repeated page. */
export type Vendor = {
  readonly name: Tapped['to'];
  answer(asked: Asked, fault: Fault | null): Answer;
  /** The vendor's error body for a status. */
  error(status: number): Answer;
  /** What may be told of a request's body in the log. */
  logBody?(body: string): unknown;
};

const LOG_LENGTH = 10_000;

/** Starts a server on loopback that answers as the vendor would, with latency, rate limit, faults and a log. */
export async function serve(vendor: Vendor, options: ServeOptions): Promise<Served> {
  const { port = 0, prefix = '', latencyMs = 0 } = options;
  const faults = createFaults();
  const limited = createRateLimit(options.rateLimit);
  const requests: LoggedRequest[] = [];
  let underWay = 0;
  let peak = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const asked = await read(request, prefix);
    let told: Answer | undefined;
    const status = await reply(asked, response, (answer) => (told = answer));
    options.tap?.({
      to: vendor.name,
      what: `${asked.method} ${asked.path}`,
      request: asked.body === '' ? Object.fromEntries(asked.query) : asked.body,
      answer: told?.body.toString(),
      status: status ?? 'no answer',
      ms: performance.now() - started,
    });
    requests.push({
      method: asked.method,
      path: asked.path,
      query: Object.fromEntries(asked.query),
      status,
      body: vendor.logBody?.(asked.body) ?? null,
    });
    if (requests.length > LOG_LENGTH) requests.shift();
  }

  /** `tell` hears what is sent. */
  async function reply(
    asked: Asked,
    response: ServerResponse,
    tell: (answer: Answer) => Answer,
  ): Promise<number | null> {
    if (latencyMs > 0) await pause(latencyMs);
    const retryAfter = limited();
    if (retryAfter !== null) return send(response, tell(refused(vendor, 429, String(retryAfter))));
    const fault = faults.strike(asked.path);
    switch (fault?.kind) {
      case 'cut':
        response.socket?.destroy();
        return null;
      case 'hang':
        return null;
      case 'status':
        return send(response, tell(refused(vendor, fault.status, fault.retryAfter)));
      case 'garbage':
        return send(response, tell(json(200, '{"rows": [1, 2,, ]] not json')));
      case 'html':
        return send(response, tell(SIGN_IN_PAGE));
      case 'plain-string':
        return send(response, tell(json(fault.status ?? 200, '"The service is busy, try again."')));
      case 'late':
        await pause(fault.milliseconds);
        return send(response, tell(vendor.answer(asked, null)));
      case 'truncated':
        return sendHalf(response, tell(vendor.answer(asked, null)));
      case 'slow':
        return sendSlowly(response, tell(vendor.answer(asked, null)), fault.milliseconds);
      default:
        return send(response, tell(vendor.answer(asked, fault)));
    }
  }

  const server = createServer((request, response) => {
    underWay += 1;
    peak = Math.max(peak, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    // A request that its caller broke off has nobody left to hear about it.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}${prefix}`,
    faults,
    requests,
    peak: () => peak,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage, prefix: string): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const body = await text(request);
  return {
    method: request.method ?? 'GET',
    // A path without the prefix stays what it is, and nothing is found there.
    path: url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '/',
    query: url.searchParams,
    headers: request.headers,
    body,
  };
}

function refused(vendor: Vendor, status: number, retryAfter?: string): Answer {
  const answer = vendor.error(status);
  const extra = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { ...answer, headers: { ...answer.headers, ...extra } };
}
