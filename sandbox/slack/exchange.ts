import type { Tap } from '../tap.ts';
import { ACK_TIMEOUT_MS, type Acknowledgement, type Envelope } from './delivery/acknowledgement.ts';
import { deliverOverHttp } from './delivery/http.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Message, Transcript, TranscriptEvent } from './transcript.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views/views.ts';
import type { Workspace } from './workspace.ts';

/** A command, a press or a submission, and what came of it. */
export interface Exchange {
  id: string;
  /** Milliseconds to the acknowledgement; undefined where none came. */
  ackMs?: number;
  /**
   * What the user was told instead: `operation_timeout`, `dispatch_failed`, `http_service_error`, `interactivity_off`;
   * `invalid_response_action` where a submission was acknowledged with what Slack does not take.
   */
  error?: string;
  /** The messages that answer it, oldest first, as they read now. A message that a press replaced is one of them. */
  messages(): Message[];
  /** Waits for the message that answers: by default the first that is not a progress line, which begins with ⏳. */
  answer(options?: {
    is?: (message: Message) => boolean;
    timeoutMs?: number | undefined;
  }): Promise<Message>;
}

/** What sending a command or a press stands on. */
export interface ExchangeParts {
  workspace: Workspace;
  transcript: Transcript;
  socketMode: SocketMode;
  responseUrls: ResponseUrls;
  triggers: Triggers;
  views: Views;
  origin: string;
  signingSecret: string;
  ackTimeoutMs?: number | undefined;
  /** Whether presses reach the bot at all. */
  interactivity: boolean;
  tap?: Tap | undefined;
  now: () => number;
}

/** How something reaches the bot now: `none` where nobody listens. */
export function modeOf(
  { socketMode }: ExchangeParts,
  requestUrl: string | undefined,
): 'socket' | 'http' | 'none' {
  if (socketMode.connections() > 0) return 'socket';
  return requestUrl === undefined ? 'none' : 'http';
}

/**
 * Sends an envelope to the bot, over Socket Mode or to `requestUrl` where nobody is connected, and notes what came of
 * it. `onAck` gets what the acknowledgement carried, and says what is wrong with it.
 */
export async function exchange(
  id: string,
  envelope: Envelope,
  parts: ExchangeParts & { requestUrl: string | undefined },
  onAck: (body: Record<string, unknown> | undefined) => string | undefined = () => undefined,
): Promise<Exchange> {
  const { transcript } = parts;
  const talk = {
    id,
    messages: () => messagesOf(id, transcript),
    answer: (options = {}) => waitForAnswer(id, transcript, options),
  } satisfies Exchange;
  const started = performance.now();
  const fail = (error: string) => {
    transcript.record({ kind: 'failed', command: id, error });
    return { ...talk, error };
  };
  const outcome = await deliver(envelope, parts);
  parts.tap?.({
    to: 'bot',
    what: whatOf(envelope),
    request: envelope.payload,
    answer: 'error' in outcome ? undefined : outcome.body,
    status: 'error' in outcome ? outcome.error : 'acknowledged',
    ms: performance.now() - started,
  });
  if ('error' in outcome) return fail(outcome.error);
  const ackMs = performance.now() - started;
  transcript.record({ kind: 'acknowledged', command: id, afterMs: ackMs });
  const error = onAck(outcome.body);
  return error === undefined ? { ...talk, ackMs } : { ...fail(error), ackMs };
}

function whatOf({ type, payload }: Envelope): string {
  if (type === 'slash_commands') return `${payload['command']} ${payload['text']}`;
  if (type === 'events_api') return 'app_home_opened';
  return String(payload['type']);
}

function deliver(
  envelope: Envelope,
  parts: ExchangeParts & { requestUrl: string | undefined },
): Promise<Acknowledgement> {
  const { requestUrl, socketMode } = parts;
  if (envelope.type === 'interactive' && !parts.interactivity) {
    return Promise.resolve({ error: 'interactivity_off' });
  }
  const timeoutMs = parts.ackTimeoutMs ?? ACK_TIMEOUT_MS;
  return modeOf(parts, requestUrl) === 'http' && requestUrl !== undefined
    ? deliverOverHttp(envelope, { ...parts, url: requestUrl, timeoutMs })
    : socketMode.deliver(envelope, timeoutMs);
}

async function waitForAnswer(
  id: string,
  transcript: Transcript,
  {
    is = ({ text }: Message) => !text.startsWith('⏳'),
    timeoutMs = 30_000,
  }: { is?: (message: Message) => boolean; timeoutMs?: number | undefined },
): Promise<Message> {
  const event = await transcript.waitFor(
    (candidate): candidate is TranscriptEvent & { message: Message } =>
      (candidate.kind === 'posted' || candidate.kind === 'replaced') &&
      candidate.message.command === id &&
      is(candidate.message),
    timeoutMs,
  );
  return event.message;
}

function messagesOf(id: string, transcript: Transcript): Message[] {
  const messages = new Map<string, Message>();
  for (const event of transcript.events) {
    if (!('message' in event)) continue;
    const { message } = event;
    const key = `${message.channel} ${message.ts}`;
    if (message.command !== id && !messages.has(key)) continue;
    if (event.kind === 'deleted') messages.delete(key);
    else messages.set(key, message);
  }
  return [...messages.values()];
}
