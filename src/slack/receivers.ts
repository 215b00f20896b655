import { HTTPReceiver, SocketModeReceiver, type Receiver } from '@slack/bolt';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Logger } from '../log.ts';
import { createBoltLogger } from './bolt-logger.ts';
import {
  boltRoutes,
  createRoutesServer,
  listenFailure,
  SERVER_LIMITS,
  type Place,
  type Route,
  type ServerLimits,
} from './routes.ts';
import { keepConnected } from './socket-connection.ts';
import { webClientOptions } from './web-client-options.ts';

/** A way in from Slack, with plain addresses beside it. */
export type SlackReceiver = {
  /** For Bolt. */
  readonly receiver: Receiver;
  /** Starts taking commands and other requests; gives the port that they are on. Throws AppError. */
  readonly start: () => Promise<{ readonly port: number }>;
  /** Takes no more; what is being answered goes on. */
  readonly stop: () => Promise<void>;
  /** Whether Slack can reach the bot as far as the bot can tell. */
  readonly connected: () => boolean;
};

const EVENTS_PATH = '/slack/events';
// Slack's commands and interactions are a few kilobytes; a modal with all its state stays far below this.
const BODY_LIMIT = '512kb';
const CLOSE_MS = 2000;

/** Takes signed requests from Slack at POST /slack/events on `port`, of one address or of every one. */
export function createHttpReceiver(options: {
  readonly signingSecret: string;
  readonly port: number;
  readonly address?: string | null;
  readonly routes: readonly Route[];
  readonly log: Logger;
  readonly limits?: ServerLimits;
}): SlackReceiver {
  const { signingSecret, port, address = null, routes, log, limits = SERVER_LIMITS } = options;
  const where = placeOf(port, address);
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    customRoutes: boltRoutes(routes, log),
    bodyLimit: BODY_LIMIT,
    customPropertiesExtractor: ({ headers }) => ({ signature: headers['x-slack-signature'] }),
    logger: createBoltLogger(log),
    dispatchErrorHandler: ({ request, response }) => {
      const isEvents = request.url?.split('?')[0] === EVENTS_PATH;
      response.writeHead(isEvents ? 405 : 404, isEvents ? { allow: 'POST' } : {}).end();
    },
  });
  let server: Server | null = null;
  return {
    receiver,
    start: async () => {
      try {
        server = await receiver.start(where, limits);
      } catch (error) {
        throw listenFailure(error, where);
      }
      return { port: portOf(server, port) };
    },
    stop: async () => {
      if (server) await close(server);
      server = null;
    },
    connected: () => server !== null,
  };
}

/** Takes commands over a WebSocket that the bot opens; on `port`, of one address or of every one, are the plain addresses only. */
export function createSocketReceiver(options: {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly port: number;
  readonly address?: string | null;
  readonly routes: readonly Route[];
  readonly log: Logger;
  /** Milliseconds before each next try to connect again; the last one stays. */
  readonly pauses?: readonly number[];
}): SlackReceiver {
  const { appToken, slackApiUrl, port, address = null, routes, log, pauses } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: createBoltLogger(log),
    installerOptions: { clientOptions: webClientOptions(slackApiUrl) },
    // Bolt's own way of connecting again waits five seconds first and ends in a rejection that nobody handles.
    autoReconnectEnabled: false,
  });
  const connection = keepConnected(receiver.client, {
    slackApiUrl,
    log,
    ...(pauses && { pauses }),
  });
  const server = createRoutesServer(routes, log);
  return {
    receiver,
    start: async () => {
      await listen(server, placeOf(port, address));
      try {
        await connection.start();
      } catch (error) {
        await close(server);
        throw error;
      }
      return { port: portOf(server, port) };
    },
    stop: async () => {
      await connection.stop();
      await close(server);
    },
    connected: connection.connected,
  };
}

function placeOf(port: number, address: string | null): Place {
  return address === null ? { port } : { port, host: address };
}

async function listen(server: Server, where: Place): Promise<void> {
  server.listen(where);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, where);
  }
}

/** Lets requests that are under way end, for a moment. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await closed;
  clearTimeout(late);
}

function portOf(server: Server, port: number): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
