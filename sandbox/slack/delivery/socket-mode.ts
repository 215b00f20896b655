import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Transcript } from '../transcript.ts';
import { isObject, parseObject } from '../wire.ts';
import { IDENTITY } from '../workspace.ts';
import type { Acknowledgement, Envelope } from './acknowledgement.ts';

const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 5000;
/** Slack leaves a connection this long after it has asked for a reconnect. */
const GRACE_MS = 10_000;

interface Connection {
  number: number;
  socket: WebSocket;
  /** Told to go: gets no more envelopes. */
  leaving: boolean;
}

/** Why Slack asks a connection to go. */
export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

/** Slack's end of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketMode {
  /** The path, with its one-time ticket, of a new WebSocket. */
  issuePath(): string;
  upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  /** How many connections take envelopes now. */
  connections(): number;
  /** Sends an envelope over one of the connections, in turn, and waits for its acknowledgement. */
  deliver(envelope: Envelope, timeoutMs: number): Promise<Acknowledgement>;
  /** Asks every connection to go, as Slack does now and then; the bot is expected to come back. */
  disconnect(reason: DisconnectReason): void;
  /**
   * Sends each connection a pong that nobody asked for. A client that measures by the day's time how long it has heard
   * nothing takes its connection for dead once its clock was moved, unless it hears this.
   */
  sayAlive: () => void;
  /** Breaks every connection without a word. */
  cut: () => void;
  close(): void;
}

/** Starts without connections. */
export function createSocketMode(transcript: Transcript): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<Connection>();
  const waiting = new Map<string, (body: Record<string, unknown> | undefined) => void>();
  let connected = 0;
  let turn = 0;

  const pings = setInterval(() => {
    for (const { socket } of open) socket.ping();
  }, PING_EVERY_MS);
  pings.unref();

  function issuePath(): string {
    const ticket = randomUUID();
    tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${IDENTITY.appId}`;
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/link/' || !tickets.delete(searchParams.get('ticket') ?? '')) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, stream, head, welcome);
  }

  function welcome(socket: WebSocket): void {
    const connection = { number: (connected += 1), socket, leaving: false };
    open.add(connection);
    socket.on('message', receive);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.delete(connection);
      transcript.record({ kind: 'disconnected', connection: connection.number });
    });
    if (open.size > MOST_CONNECTIONS) {
      dismiss(connection, 'too_many_websockets');
      return;
    }
    send(socket, {
      type: 'hello',
      num_connections: open.size,
      connection_info: { app_id: IDENTITY.appId },
      debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
    });
    transcript.record({ kind: 'connected', connection: connection.number });
  }

  function receive(data: RawData): void {
    const message = parseObject(textOf(data));
    const id = message?.['envelope_id'];
    if (typeof id !== 'string') return;
    const payload = message?.['payload'];
    const isMessage = isObject(payload) && Object.keys(payload).length > 0;
    waiting.get(id)?.(isMessage ? payload : undefined);
  }

  function deliver({ type, payload }: Envelope, timeoutMs: number): Promise<Acknowledgement> {
    const ready = [...open].filter(({ leaving }) => !leaving);
    const chosen = ready[(turn += 1) % ready.length];
    if (chosen === undefined) return Promise.resolve({ error: 'dispatch_failed' });
    const id = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        resolve({ error: 'operation_timeout' });
      }, timeoutMs);
      waiting.set(id, (body) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve({ body });
      });
      send(chosen.socket, {
        type,
        envelope_id: id,
        accepts_response_payload:
          type === 'slash_commands' || payload['type'] === 'view_submission',
        payload,
      });
    });
  }

  function dismiss(connection: Connection, reason: DisconnectReason): void {
    connection.leaving = true;
    send(connection.socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    setTimeout(() => connection.socket.close(), GRACE_MS).unref();
  }

  function close(): void {
    clearInterval(pings);
    for (const { socket } of open) socket.terminate();
    server.close();
  }

  return {
    issuePath,
    upgrade,
    connections: () => [...open].filter(({ leaving }) => !leaving).length,
    deliver,
    disconnect: (reason) => {
      for (const connection of open) dismiss(connection, reason);
    },
    sayAlive: () => {
      for (const { socket } of open) socket.pong();
    },
    cut: () => {
      for (const { socket } of open) socket.terminate();
    },
    close,
  };
}

function send(socket: WebSocket, message: Record<string, unknown>): void {
  socket.send(JSON.stringify(message), (error) => {
    if (error) socket.terminate();
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
