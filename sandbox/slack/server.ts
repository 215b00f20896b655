import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CommandParts, type Exchange, type Place, sendCommand } from './command.ts';
import { createSocketMode, type DisconnectReason } from './delivery/socket-mode.ts';
import { createFaultBoard, type Faults, suffer } from './faults.ts';
import type { SlackChannel, SlackUser } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import { handleWebApi } from './web-api/handle.ts';
import { allScopes } from './web-api/registry.ts';
import { mediaType, readBody, sendJson, sendText } from './wire.ts';
import { createWorkspace } from './workspace.ts';

/** How to set the workspace up; everything but the people and channels has a default. */
export interface SlackOptions {
  users: readonly SlackUser[];
  channels: readonly SlackChannel[];
  /** 0 takes a free one. */
  port?: number;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  /** Where commands are posted while no Socket Mode connection is open. */
  requestUrl?: string;
  /** What the bot was granted. */
  scopes?: readonly string[];
  /** Block types that this workspace does not know yet. */
  refuseBlocks?: readonly string[];
  /** How long the bot has to acknowledge; Slack's three seconds when left out. */
  ackTimeoutMs?: number;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

/** A Slack workspace on loopback, with one app in it. */
export interface SlackSandbox {
  /** Where the transcript page is, without a slash at the end. */
  url: string;
  /** What the bot takes as its Web API address; ends in `/api/`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** May be set once the bot's port is known. */
  requestUrl: string | undefined;
  users: readonly SlackUser[];
  channels: readonly SlackChannel[];
  transcript: Transcript;
  waitFor: Transcript['waitFor'];
  faults: Faults;
  /** Types a command; resolves when it was acknowledged or has failed. */
  command(line: string, place?: Place): Promise<Exchange>;
  /** Asks every Socket Mode connection to reconnect. */
  disconnect(reason?: DisconnectReason): void;
  /** Breaks every Socket Mode connection. */
  cutConnections(): void;
  close(): Promise<void>;
}

/** Starts Slack. It listens on loopback only. */
export async function startSlack(options: SlackOptions): Promise<SlackSandbox> {
  const now = options.now ?? Date.now;
  const botToken = options.botToken ?? 'xoxb-sandbox';
  const appToken = options.appToken ?? 'xapp-sandbox';
  const signingSecret = options.signingSecret ?? 'sandbox-signing-secret';
  const refuseBlocks = options.refuseBlocks ?? [];
  const transcript = createTranscript(now);
  const workspace = createWorkspace({ ...options, transcript, now });
  const responseUrls = createResponseUrls({ workspace, transcript, refuseBlocks, now });
  const socketMode = createSocketMode(transcript);
  const faults = createFaultBoard();

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, String(error));
    });
  });
  server.on('upgrade', socketMode.upgrade);
  const origin = await listen(options.port ?? 0);

  const webApi = {
    tokens: { bot: botToken, app: appToken },
    scopes: new Set(options.scopes ?? allScopes),
    transcript,
    faults,
    rateLimits: createRateLimits(now),
    call: {
      workspace,
      refuseBlocks,
      issueSocketUrl: () => `${origin.replace('http:', 'ws:')}${socketMode.issuePath()}`,
    },
  };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/api/')) {
      await handleWebApi(pathname.slice('/api/'.length), request, response, webApi);
    } else if (pathname.startsWith('/commands/') && request.method === 'POST') {
      await respond(pathname, request, response);
    } else {
      sendText(response, 404, 'not found');
    }
  }

  async function respond(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    const fault = faults.take('response_url');
    if (fault !== undefined) {
      suffer(fault, request, response);
      return;
    }
    const outcome = responseUrls.use(path, mediaType(request), body);
    if (typeof outcome.body === 'string') sendText(response, outcome.status, outcome.body);
    else sendJson(response, outcome.status, outcome.body);
  }

  function listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(`http://127.0.0.1:${isPort(address) ? address.port : port}`);
      });
    });
  }

  const parts: CommandParts = {
    workspace,
    transcript,
    socketMode,
    responseUrls,
    origin,
    signingSecret,
    now,
    ackTimeoutMs: options.ackTimeoutMs,
  };
  const sandbox: SlackSandbox = {
    url: origin,
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    transcript,
    faults,
    requestUrl: options.requestUrl,
    users: options.users,
    channels: options.channels,
    waitFor: transcript.waitFor,
    command: (line, place = {}) => sendCommand(line, place, sandbox.requestUrl, parts),
    disconnect: (reason = 'refresh_requested') => socketMode.disconnect(reason),
    cutConnections: socketMode.cut,
    close: () =>
      new Promise((resolve) => {
        socketMode.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sandbox;
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
