import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';

/** What a health address answers: a status and a body that is sent as JSON. */
type HealthAnswer = { readonly status: number; readonly body: unknown };

/** `alive` says that the process runs, at /healthz; `ready` that it can do its work, at /readyz. */
export type Health = {
  readonly alive: () => Promise<HealthAnswer>;
  readonly ready: () => Promise<HealthAnswer>;
};

const HEALTH_PATHS = { alive: '/healthz', ready: '/readyz' } as const;

const METHODS = ['GET', 'HEAD'];

/** The health addresses in the shape of Bolt's custom routes. */
export function healthRoutes(health: Health, log: Logger) {
  return (['alive', 'ready'] as const).map((name) => ({
    path: HEALTH_PATHS[name],
    method: METHODS,
    handler: (_request: IncomingMessage, response: ServerResponse) => {
      void send(response, health[name], log);
    },
  }));
}

/** A server with nothing but the health addresses, for where Slack needs none. */
export function createHealthServer(health: Health, log: Logger): Server {
  const routes = new Map(healthRoutes(health, log).map(({ path, handler }) => [path, handler]));
  return createServer(SERVER_LIMITS, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const handler = [...routes].find(([known]) => known === path)?.[1];
    if (handler && METHODS.includes(request.method ?? '')) return handler(request, response);
    response.writeHead(handler ? 405 : 404).end();
  });
}

/** Nobody who asks this bot anything has much to say, or takes long to say it. */
export const SERVER_LIMITS = { requestTimeout: 15_000, headersTimeout: 10_000 } as const;

/** A failed listen as a sentence that says what to do. */
export function listenFailure(error: unknown, port: number): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = {
    EADDRINUSE: `Port ${port} is in use by another program: stop that one, or set PORT to a free port.`,
    EACCES: `Port ${port} may not be opened by this user: set PORT to one above 1023.`,
  }[code];
  return new AppError(
    'unavailable',
    why ?? `Port ${port} cannot be opened (${code || 'unknown'}).`,
    {
      cause: error,
    },
  );
}

async function send(
  response: ServerResponse,
  check: () => Promise<HealthAnswer>,
  log: Logger,
): Promise<void> {
  const { status, body } = await check().catch((error: unknown) => {
    log.error({ error }, 'A health check failed.');
    return { status: 500, body: { ok: false } };
  });
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
