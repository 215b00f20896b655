import type { SocketModeReceiver } from '@slack/bolt';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import { slackFailure } from './slack-failure.ts';

type Client = SocketModeReceiver['client'];

export type SocketConnection = {
  /** Connects; throws AppError where that fails. From then on a lost connection is made anew. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly connected: () => boolean;
};

const PAUSES_MS: readonly number[] = [0, 1000, 2000, 5000, 10_000, 30_000];
const HELLO_MS = 20_000;
const GOODBYE_MS = 2000;
// A connection that ends sooner is no reason to hurry for the next one.
const STEADY_MS = 5000;

/**
 * Keeps a Socket Mode client connected. Slack ends connections now and then and means it: the next one is opened at once,
 * and only after failures with pauses. `pauses` are in milliseconds, the last one stays.
 */
export function keepConnected(
  client: Client,
  options: {
    readonly slackApiUrl: string;
    readonly log: Logger;
    readonly pauses?: readonly number[];
  },
): SocketConnection {
  const { slackApiUrl, log, pauses = PAUSES_MS } = options;
  const stopping = new AbortController();
  catchUnreadable(client, log);
  const state = { connected: false, since: 0, started: false, trying: false };

  async function connect(): Promise<void> {
    // A server that opens the socket and never says hello would be waited for without an end.
    const late = setTimeout(() => void client.disconnect(), HELLO_MS);
    try {
      await client.start();
    } catch (error) {
      throw slackFailure(error, { credential: 'SLACK_APP_TOKEN', slackApiUrl });
    } finally {
      clearTimeout(late);
    }
  }

  async function reconnect(): Promise<void> {
    state.trying = true;
    const first = performance.now() - state.since < STEADY_MS ? 1 : 0;
    for (let turn = first; !state.connected && !stopping.signal.aborted; turn += 1) {
      const wait = pauses[Math.min(turn, pauses.length - 1)] ?? 0;
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      await connect().catch((error: unknown) => {
        log.warn({ error, turn }, 'The connection to Slack could not be made anew.');
      });
    }
    state.trying = false;
    if (state.connected) log.info('Connected to Slack again.');
  }

  client.on('connected', () => {
    state.connected = true;
    state.since = performance.now();
  });
  client.on('disconnected', () => {
    state.connected = false;
    if (!state.started || state.trying || stopping.signal.aborted) return;
    log.info('Slack ended the connection.');
    void reconnect();
  });

  return {
    start: async () => {
      await connect();
      state.started = true;
      if (!state.connected) void reconnect();
    },
    stop: async () => {
      stopping.abort();
      const late = pause(GOODBYE_MS, undefined, { ref: false });
      await Promise.race([client.disconnect(), late]);
      state.connected = false;
    },
    connected: () => state.connected,
  };
}

/** The SDK reads messages in a promise that nobody waits for: one that is no envelope would end the process. */
function catchUnreadable(client: Client, log: Logger): void {
  const readers = client.listeners('ws_message');
  const read = (message: readonly unknown[]) =>
    Promise.all(readers.map((reader): unknown => Reflect.apply(reader, client, message)));
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...message: unknown[]) => {
    read(message).catch((error: unknown) => {
      log.warn({ error }, 'Slack sent something that cannot be read.');
    });
  });
}
