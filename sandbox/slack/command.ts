import { ACK_TIMEOUT_MS, type CommandPayload } from './delivery/acknowledgement.ts';
import { deliverOverHttp } from './delivery/http.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import { escapeCommand } from './escape.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Message, Transcript, TranscriptEvent } from './transcript.ts';
import { IDENTITY, type Workspace } from './workspace.ts';

/** A command and what came of it. */
export interface Exchange {
  id: string;
  /** Milliseconds to the acknowledgement; undefined where none came. */
  ackMs?: number;
  /** What the user was told instead: `operation_timeout`, `dispatch_failed`, `http_service_error`. */
  error?: string;
  /** The messages that answer it, oldest first, as they read now. */
  messages(): Message[];
  /** Waits for the message that answers the command: by default the first that is not a progress line, which begins with ⏳. */
  answer(options?: {
    is?: (message: Message) => boolean;
    timeoutMs?: number | undefined;
  }): Promise<Message>;
}

/** Who types a command, and where; by default the first person, in the first channel. */
export interface Place {
  user?: string | undefined;
  channel?: string | undefined;
}

/** What sending a command stands on. */
export interface CommandParts {
  workspace: Workspace;
  transcript: Transcript;
  socketMode: SocketMode;
  responseUrls: ResponseUrls;
  origin: string;
  signingSecret: string;
  ackTimeoutMs?: number | undefined;
  now: () => number;
}

/** Types a command as somebody in a channel, and sends it to the bot over Socket Mode, or to `requestUrl` where nobody is connected. */
export async function sendCommand(
  typed: string,
  place: Place,
  requestUrl: string | undefined,
  parts: CommandParts,
): Promise<Exchange> {
  const { workspace, transcript, socketMode, responseUrls } = parts;
  const { user, channel } = find(workspace, place);
  const sent = escapeCommand(typed.trim(), workspace);
  const [name = '', ...rest] = sent.split(/(?<=^\S+)\s+/);
  const id = `command-${transcript.events.length + 1}`;
  const mode = socketMode.connections() > 0 ? 'socket' : requestUrl === undefined ? 'none' : 'http';
  const where = { user: user.id, channel: channel.id };
  transcript.record({ kind: 'command', command: id, typed, sent, ...where, mode });

  const path = responseUrls.issue({ id, ...where });
  const payload: CommandPayload = {
    token: 'deprecated',
    team_id: IDENTITY.teamId,
    team_domain: IDENTITY.teamDomain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.handle,
    command: name,
    text: rest.join(' '),
    api_app_id: IDENTITY.appId,
    is_enterprise_install: 'false',
    response_url: `${parts.origin}${path}`,
    trigger_id: `${parts.now()}.${transcript.events.length}.sandbox`,
  };
  const timeoutMs = parts.ackTimeoutMs ?? ACK_TIMEOUT_MS;
  const started = performance.now();
  const outcome =
    mode === 'http' && requestUrl !== undefined
      ? await deliverOverHttp(payload, { ...parts, url: requestUrl, timeoutMs })
      : await socketMode.deliver(payload, timeoutMs);

  const talk = { id, messages: () => messagesOf(id, transcript), answer: waitForAnswer };
  if ('error' in outcome) {
    const { error } = outcome;
    transcript.record({ kind: 'failed', command: id, error });
    return { ...talk, error };
  }
  const ackMs = performance.now() - started;
  transcript.record({ kind: 'acknowledged', command: id, afterMs: ackMs });
  if (outcome.body !== undefined) responseUrls.takeAck(path, outcome.body);
  return { ...talk, ackMs };

  async function waitForAnswer({
    is = ({ text }: Message) => !text.startsWith('⏳'),
    timeoutMs = 30_000,
  }: {
    is?: (message: Message) => boolean;
    timeoutMs?: number | undefined;
  } = {}): Promise<Message> {
    const event = await transcript.waitFor(
      (candidate): candidate is TranscriptEvent & { message: Message } =>
        (candidate.kind === 'posted' || candidate.kind === 'replaced') &&
        candidate.message.command === id &&
        is(candidate.message),
      timeoutMs,
    );
    return event.message;
  }
}

function find(workspace: Workspace, place: Place) {
  const user = place.user === undefined ? workspace.users[0] : workspace.user(place.user);
  const channel =
    place.channel === undefined ? workspace.channels[0] : workspace.channel(place.channel);
  if (user === undefined) throw new Error(`nobody here has the id ${place.user}`);
  if (channel === undefined) throw new Error(`no conversation has the id ${place.channel}`);
  return { user, channel };
}

function messagesOf(command: string, transcript: Transcript): Message[] {
  const messages = new Map<string, Message>();
  for (const event of transcript.events) {
    if (!('message' in event) || event.message.command !== command) continue;
    if (event.kind === 'deleted') messages.delete(event.message.ts);
    else messages.set(event.message.ts, event.message);
  }
  return [...messages.values()];
}
