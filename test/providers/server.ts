import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. `aborted` turns true when the client goes away before its answer is whole. */
export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  aborted: boolean;
};

export type Reply = (response: ServerResponse, seen: Seen) => void | Promise<void>;

export type Server = { readonly url: string; readonly seen: Seen[] };

/** Starts an HTTP server on a free port for the running test; every request gets `reply`. */
export async function serve(reply: Reply): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://server');
      const one: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body,
        aborted: false,
      };
      seen.push(one);
      response.on('close', () => (one.aborted = !response.writableFinished));
      return reply(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: urlOf(server), seen };
}

/** An address where nobody listens any more. */
export async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server);
  server.close();
  await once(server, 'close');
  return url;
}

function urlOf(server: HttpServer): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Answers the first request with the first reply, and so on; the last one stays. */
export function inTurn(...replies: readonly Reply[]): Reply {
  let turn = 0;
  return (response, seen) => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    return reply?.(response, seen);
  };
}

export function json(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return raw(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });
}

export function raw(
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return (response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** Closes the connection without a word. */
export const cut: Reply = (response) => {
  response.socket?.destroy();
};

/** Begins a good answer and closes the connection in the middle of its body. */
export function cutInBody(body: unknown): Reply {
  return (response) => {
    const whole = JSON.stringify(body);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(whole.slice(0, Math.ceil(whole.length / 2)), () => response.socket?.destroy());
  };
}

/** Never answers. */
export const hang: Reply = () => undefined;

/** Begins an answer and never goes on. */
export const stall: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[{"userId":');
};
