import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';

/** What a plain address answers; `type` is its content type. */
export type RouteAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
};

/** An address beside Slack's, for whoever reaches the port: what it answers must be about nobody. */
export type Route = {
  readonly path: string;
  readonly answer: () => Promise<RouteAnswer>;
};

const METHODS = ['GET', 'HEAD'];

/** Plain addresses in the shape of Bolt's custom routes. */
export function boltRoutes(routes: readonly Route[], log: Logger) {
  return routes.map((route) => ({
    path: route.path,
    method: METHODS,
    handler: (_request: IncomingMessage, response: ServerResponse) => {
      void send(response, route, log);
    },
  }));
}

/** A server with nothing but plain addresses, for where Slack needs none. */
export function createRoutesServer(
  routes: readonly Route[],
  log: Logger,
  limits: ServerLimits = SERVER_LIMITS,
): Server {
  const handlers = new Map(boltRoutes(routes, log).map(({ path, handler }) => [path, handler]));
  return createServer(limits, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const handler = handlers.get(path);
    if (handler && METHODS.includes(request.method ?? '')) return handler(request, response);
    response.writeHead(handler ? 405 : 404).end();
  });
}

/** How long somebody may take to say something, in milliseconds, and how often that is looked at. */
export type ServerLimits = {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
};

/** Nobody who asks this bot anything has much to say, or takes long to say it. */
export const SERVER_LIMITS: ServerLimits = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5000,
};

/** Where a server listens; without a host on every address. */
export type Place = { readonly port: number; readonly host?: string };

/** A failed listen as a sentence that says what to do. */
export function listenFailure(error: unknown, { port, host }: Place): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = {
    EADDRINUSE: `Port ${port} is in use by another program: stop that one, or set PORT to a free port.`,
    EACCES: `Port ${port} may not be opened by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine: mend LISTEN_ADDRESS, or leave it empty.`,
  }[code];
  return new AppError(
    'unavailable',
    why ?? `Port ${port} cannot be opened (${code || 'unknown'}).`,
    {
      cause: error,
    },
  );
}

async function send(response: ServerResponse, { path, answer }: Route, log: Logger): Promise<void> {
  const { status, type, body } = await answer().catch((error: unknown) => {
    log.error({ error, path }, 'An address could not answer.');
    return { status: 500, type: 'application/json', body: '{"ok":false}' };
  });
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
