import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

export const SIGNING_SECRET = 'signing-secret-of-the-tests';

const reply = z.object({
  response_type: z.string(),
  replace_original: z.boolean(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })).optional(),
});

/** What the bot sent to a response_url. */
export type Sent = z.infer<typeof reply>;

/** How a response_url answers: a status and a body, or a connection cut off. */
export type Behaviour = (sent: Sent) => { status: number; body: string } | 'cut';

export const TAKES: Behaviour = () => ({ status: 200, body: 'ok' });

/** The few sides of Slack that these tests need, as a server of their own. */
export async function startSlack() {
  const sent: Sent[] = [];
  const envelopes: unknown[] = [];
  const sockets = new Set<WebSocket>();
  const state = {
    behaviour: TAKES,
    /** What Web API methods answer, by name. */
    api: new Map<string, () => Record<string, unknown> | number>(),
    opened: 0,
  };

  const server = createServer((request, response) => void handle(request, response));
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const web = new WebSocketServer({ server });
  web.on('connection', (socket) => {
    state.opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) envelopes.push(JSON.parse(data.toString()));
    });
    socket.send(JSON.stringify({ type: 'hello' }));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const path = request.url ?? '';
    if (path.startsWith('/api/')) return callMethod(path.slice('/api/'.length), response);
    const message = reply.parse(JSON.parse(body));
    sent.push(message);
    const outcome = state.behaviour(message);
    if (outcome === 'cut') return void request.socket.destroy();
    response.writeHead(outcome.status).end(outcome.body);
  }

  function callMethod(method: string, response: ServerResponse): void {
    const answer = state.api.get(method)?.() ?? known(method);
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  function known(method: string): Record<string, unknown> {
    if (method === 'auth.test') return { ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' };
    if (method === 'apps.connections.open') return { ok: true, url: `ws://127.0.0.1:${port}/` };
    return { ok: false, error: 'unknown_method' };
  }

  return {
    state,
    sent,
    envelopes,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    responseUrl: `http://127.0.0.1:${port}/respond`,
    /** Sends over every open socket. */
    push: (envelope: unknown) => {
      for (const socket of sockets) socket.send(JSON.stringify(envelope));
    },
    /** The same for what may be no JSON. */
    pushText: (text: string) => {
      for (const socket of sockets) socket.send(text);
    },
    hangUp: () => {
      for (const socket of sockets) socket.close();
    },
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      web.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Slack = Awaited<ReturnType<typeof startSlack>>;

let commands = 0;

/** A slash command's fields as Slack sends them: each has a trigger of its own. */
export function command(text: string, responseUrl: string, change: Record<string, string> = {}) {
  commands += 1;
  return {
    token: 'legacy',
    command: '/ai-usage',
    text,
    response_url: responseUrl,
    trigger_id: `13345224609.738474920.${commands}`,
    user_id: 'U0123',
    user_name: 'ann',
    team_id: 'T1',
    team_domain: 'example',
    channel_id: 'C0123',
    channel_name: 'general',
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    ...change,
  };
}

/** Sends a form to the bot the way Slack does; `headers` win over the right ones. */
export async function post(
  port: number,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signed(body, Math.floor(Date.now() / 1000)),
      ...headers,
    },
    body,
  });
  return { status: response.status, body: await response.text() };
}

/** The two headers that prove a body to be Slack's at a moment (epoch seconds). */
export function signed(body: string, at: number, secret = SIGNING_SECRET) {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
