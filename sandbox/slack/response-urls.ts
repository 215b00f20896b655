import { randomUUID } from 'node:crypto';
import type { Answer } from '../answer.ts';
import { type ContentRefusal, readContent } from './content.ts';
import { reply } from './reply.ts';
import { parseObject } from './wire.ts';
import type { Message, Transcript } from './transcript.ts';
import { IDENTITY, type Workspace } from './workspace.ts';

const USES = 5;
const LIFETIME_MS = 30 * 60_000;
const OK: Answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' };

/** The command or the press that an answer belongs to. */
interface Context {
  id: string;
  user: string;
  channel: string;
  /** The message in which something was pressed. */
  pressed?: Message;
}

interface Ticket extends Context {
  until: number;
  used: number;
  /** The last message of a command. */
  last?: Message;
}

/** The response_urls of all commands and presses: five uses within half an hour each. */
export interface ResponseUrls {
  /** The path of a new response_url. */
  issue(context: Context): string;
  /** Answers a POST to a response_url. */
  use(path: string, contentType: string, body: string): Answer;
  /** Takes the message that came with the acknowledgement. It is no use of the url. */
  takeAck(path: string, body: Readonly<Record<string, unknown>>): void;
}

/** Starts without any urls. */
export function createResponseUrls(parts: {
  workspace: Workspace;
  transcript: Transcript;
  refuseBlocks: readonly string[];
  now: () => number;
}): ResponseUrls {
  const tickets = new Map<string, Ticket>();

  function issue(context: Context): string {
    const sort = context.pressed === undefined ? 'commands' : 'actions';
    const path = `/${sort}/${IDENTITY.teamId}/${tickets.size + 1}/${randomUUID()}`;
    tickets.set(path, { ...context, until: parts.now() + LIFETIME_MS, used: 0 });
    return path;
  }

  function use(path: string, contentType: string, body: string): Answer {
    const ticket = tickets.get(path);
    if (ticket === undefined) return no(404, 'invalid_url');
    if (parts.now() > ticket.until) return no(404, 'expired_url');
    if (ticket.used >= USES) return no(404, 'used_url');
    const fields = contentType === 'application/json' ? parseObject(body) : undefined;
    if (fields === undefined) return no(400, 'invalid_payload');
    ticket.used += 1;
    const refusal = answer(ticket, fields, 'response_url');
    return refusal === undefined ? OK : no(400, refusal.error);
  }

  function answer(
    ticket: Ticket,
    fields: Readonly<Record<string, unknown>>,
    via: 'ack' | 'response_url',
  ): ContentRefusal | undefined {
    const original = originalOf(ticket);
    if (fields['delete_original'] === true) {
      if (original !== undefined) parts.workspace.remove(original);
      return undefined;
    }
    const content = readContent(fields, { refuseBlocks: parts.refuseBlocks, longText: 'cut' });
    if ('error' in content) {
      parts.transcript.record({ kind: 'refused', via, command: ticket.id, ...content });
      return content;
    }
    const replaces = fields['replace_original'] === true && original !== undefined;
    ticket.last = replaces
      ? parts.workspace.replace(original, { ...content, command: ticket.id })
      : parts.workspace.post({
          channel: ticket.channel,
          ...(fields['response_type'] !== 'in_channel' && { onlyTo: ticket.user }),
          ...content,
          command: ticket.id,
          via,
        });
    return undefined;
  }

  /** What `replace_original` and `delete_original` mean, as it reads now: what was pressed, or a command's last message. */
  function originalOf({ pressed, last }: Ticket): Message | undefined {
    const original = pressed ?? last;
    return original && parts.workspace.message(original.channel, original.ts);
  }

  function takeAck(path: string, body: Readonly<Record<string, unknown>>): void {
    const ticket = tickets.get(path);
    if (ticket !== undefined) answer(ticket, body, 'ack');
  }

  return { issue, use, takeAck };
}

function no(status: number, error: string): Answer {
  return reply(status, { ok: false, error });
}
