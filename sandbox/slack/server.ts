import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from '../faults.ts';
import type { Tap } from '../tap.ts';
import { type Place, sendCommand } from './command.ts';
import { createFileStore } from './files/store.ts';
import { createSocketMode, type DisconnectReason } from './delivery/socket-mode.ts';
import type { Exchange, ExchangeParts } from './exchange.ts';
import { createHomes, type HomeView } from './home/home.ts';
import { openHome, pressInHome } from './home/use-home.ts';
import type { What } from './interaction/choose.ts';
import { closeView, type Closing } from './interaction/close-view.ts';
import { fillView, type Values } from './interaction/fill-view.ts';
import { pressInView } from './interaction/press-view.ts';
import { type Presser, sendPress } from './interaction/press.ts';
import { submitView } from './interaction/submit-view.ts';
import type { SlackChannel, SlackUser } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import type { Names } from './render/mrkdwn.ts';
import { createResponseUrls } from './response-urls.ts';
import { createRoutes } from './routes.ts';
import {
  type ChannelChange,
  createTranscript,
  type Message,
  type Transcript,
} from './transcript.ts';
import { createTriggers } from './triggers.ts';
import type { OpenView } from './views/open-view.ts';
import { createViews } from './views/views.ts';
import { allScopes } from './web-api/registry.ts';
import { createWorkspace, IDENTITY } from './workspace.ts';

/** How to set the workspace up; everything but the people and channels has a default. */
export interface SlackOptions {
  users: readonly SlackUser[];
  channels: readonly SlackChannel[];
  /** 0 takes a free one. */
  port?: number;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  /** Of the app's owner, for its configuration. */
  configToken?: string;
  /** Where commands and presses are posted while no Socket Mode connection is open. */
  requestUrl?: string;
  /** What the bot was granted. */
  scopes?: readonly string[];
  /** Block types that this workspace does not know yet. */
  refuseBlocks?: readonly string[];
  /** Whether the app's settings say that it takes presses; true when left out. */
  interactivity?: boolean;
  /** The events that the app's settings subscribe to; none when left out. */
  botEvents?: readonly string[];
  /** How long the bot has to acknowledge; Slack's three seconds when left out. */
  ackTimeoutMs?: number;
  /** The clock; the machine's own when left out. */
  now?: () => Date;
  tap?: Tap;
}

/** A Slack workspace on loopback, with one app in it. */
export interface SlackSandbox {
  /** Scheme, host and port, without a slash at the end. */
  url: string;
  /** What the bot takes as its Web API address; ends in `/api/`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  configToken: string;
  /** May be set once the bot's port is known. */
  requestUrl: string | undefined;
  users: readonly SlackUser[];
  channels: readonly SlackChannel[];
  /** What ids are shown as. */
  names: Names;
  transcript: Transcript;
  waitFor: Transcript['waitFor'];
  /** Paths are a Web API method, `response_url`, or `upload` for the content of a file. */
  faults: Faults;
  /** Types a command; resolves when it was acknowledged or has failed. */
  command(line: string, place?: Place): Promise<Exchange>;
  /**
   * Presses something in a message or a modal as it reads now; resolves when that was acknowledged or has failed.
   * Rejects where it shows no such thing, or not to this person.
   */
  press(where: Message | OpenView, what: What, presser?: Presser): Promise<Exchange>;
  /** The modals that somebody has open, the visible one last. */
  openViews(user: string): readonly OpenView[];
  /**
   * Fills fields of a modal, each by its action_id, its block_id or its label. Resolves with what the bot was told at
   * once. Rejects where a person could not do that.
   */
  fill(view: OpenView, values: Values, who?: Presser): Promise<Exchange[]>;
  /**
   * Fills what is given and submits the modal; resolves when the answer has taken effect. Rejects where Slack itself
   * asks for more.
   */
  submit(view: OpenView, values?: Values, who?: Presser): Promise<Exchange>;
  /** Somebody's Home tab, where the bot has published one. */
  home(user: string): HomeView | undefined;
  /** Opens it; the bot hears of that where its settings say so. Gives what is there once the bot has heard. */
  openHome(user: string): Promise<HomeView | undefined>;
  /** Presses something in somebody's Home tab. Rejects where it shows no such thing. */
  pressInHome(home: Pick<HomeView, 'user' | 'hash'>, what: What): Promise<Exchange>;
  /** Closes a modal, with the whole pile where `all` is set. The bot hears of those that ask for it. */
  closeView(view: OpenView, how?: Closing): Promise<Exchange[]>;
  /** Lets the bot into a channel, as somebody in it would. */
  invite(channel: string): void;
  /** Takes the bot out of a channel. */
  remove(channel: string): void;
  archive(channel: string): void;
  /** The bot's direct conversation with somebody. */
  direct(user: string): SlackChannel;
  /** How many Socket Mode connections take envelopes. */
  connections(): number;
  /** Asks every Socket Mode connection to reconnect. */
  disconnect(reason?: DisconnectReason): void;
  /** Keeps Socket Mode connections up across a move of the bot's clock. */
  sayAlive: () => void;
  /** Breaks every Socket Mode connection. */
  cutConnections(): void;
  close(): Promise<void>;
}

/** Starts Slack. It listens on loopback only. */
export async function startSlack(options: SlackOptions): Promise<SlackSandbox> {
  const clock = options.now ?? (() => new Date());
  const now = () => clock().getTime();
  const botToken = options.botToken ?? 'xoxb-sandbox';
  const appToken = options.appToken ?? 'xapp-sandbox';
  const signingSecret = options.signingSecret ?? 'sandbox-signing-secret';
  const configToken = options.configToken ?? 'xoxe.xoxp-sandbox';
  const refuseBlocks = options.refuseBlocks ?? [];
  const transcript = createTranscript(now);
  const workspace = createWorkspace({ ...options, transcript, now });
  const responseUrls = createResponseUrls({ workspace, transcript, refuseBlocks, now });
  const socketMode = createSocketMode(transcript);
  const files = createFileStore();
  const triggers = createTriggers(now);
  const views = createViews({ workspace, transcript, now });
  const homes = createHomes(transcript, now);
  const faults = createFaults();
  const names: Names = {
    user: (id) => (id === IDENTITY.botUserId ? IDENTITY.botName : workspace.user(id)?.handle),
    channel: (id) => workspace.channel(id)?.name,
  };

  const server = createServer((request, response) => {
    // A request that its caller broke off has nobody left to hear about it.
    route(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', socketMode.upgrade);
  const origin = await listen(options.port ?? 0);

  const route = createRoutes({
    webApi: {
      tokens: { bot: botToken, app: appToken, config: configToken },
      scopes: new Set(options.scopes ?? allScopes),
      faults,
      rateLimits: createRateLimits(now),
      tap: options.tap,
      call: {
        workspace,
        files,
        views,
        homes,
        triggers,
        transcript,
        origin,
        refuseBlocks,
        issueSocketUrl: () => `${origin.replace('http:', 'ws:')}${socketMode.issuePath()}`,
      },
    },
    responseUrls,
  });

  function listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(`http://127.0.0.1:${isPort(address) ? address.port : port}`);
      });
    });
  }

  function changeChannel(id: string, change: ChannelChange): void {
    const channel = workspace.channel(id);
    if (channel === undefined) throw new Error(`no conversation has the id ${id}`);
    workspace.change(channel, change);
  }

  const parts: ExchangeParts = {
    workspace,
    transcript,
    socketMode,
    responseUrls,
    triggers,
    views,
    origin,
    signingSecret,
    now,
    ackTimeoutMs: options.ackTimeoutMs,
    interactivity: options.interactivity ?? true,
    tap: options.tap,
  };
  const wired = () => ({ ...parts, requestUrl: sandbox.requestUrl });
  const homely = () => ({ ...wired(), homes, botEvents: options.botEvents ?? [] });
  const sandbox: SlackSandbox = {
    url: origin,
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    configToken,
    transcript,
    faults,
    requestUrl: options.requestUrl,
    users: options.users,
    get channels() {
      return workspace.channels;
    },
    names,
    waitFor: transcript.waitFor,
    command: (line, place = {}) => sendCommand(line, place, sandbox.requestUrl, parts),
    press: (where, what, presser = {}) =>
      'modal' in where
        ? pressInView(where, what, presser, wired())
        : sendPress(where, what, presser, sandbox.requestUrl, parts),
    openViews: (user) => views.openFor(user),
    fill: (view, values, who = {}) => fillView(view, values, who, wired()),
    submit: (view, values = {}, who = {}) => submitView(view, values, who, wired()),
    closeView: (view, how = {}) => closeView(view, how, wired()),
    home: (user) => homes.of(user),
    openHome: (user) => openHome(user, homely()),
    pressInHome: (home, what) => pressInHome(home, what, homely()),
    invite: (channel) => changeChannel(channel, 'joined'),
    remove: (channel) => changeChannel(channel, 'removed'),
    archive: (channel) => changeChannel(channel, 'archived'),
    direct: (user) => workspace.openDirect([user]),
    connections: () => socketMode.connections(),
    disconnect: (reason = 'refresh_requested') => socketMode.disconnect(reason),
    sayAlive: socketMode.sayAlive,
    cutConnections: socketMode.cut,
    close: async () => {
      socketMode.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await files.close();
    },
  };
  return sandbox;
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
