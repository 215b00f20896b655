import { exchange, type Exchange, type ExchangeParts, modeOf } from '../exchange.ts';
import type { SlackChannel, SlackUser } from '../people.ts';
import type { Message, Transcript } from '../transcript.ts';
import { kindOf } from '../web-api/method.ts';
import type { Workspace } from '../workspace.ts';
import { choose, type What } from './choose.ts';
import { payloadOf } from './payload.ts';

/** Who presses; by default whoever the message is for: its only reader, or who asked for it. */
export interface Presser {
  user?: string | undefined;
}

/**
 * Presses something in a message as it reads now, confirms what it asks, and tells the bot. Rejects where the message
 * is gone, shows no such thing, or is not there for this person.
 */
export async function sendPress(
  pressed: Message,
  what: What,
  presser: Presser,
  requestUrl: string | undefined,
  parts: ExchangeParts,
): Promise<Exchange> {
  const { workspace, transcript, responseUrls } = parts;
  const message = workspace.message(pressed.channel, pressed.ts);
  const channel = workspace.channel(pressed.channel);
  if (message === undefined || channel === undefined) throw new Error('the message is gone');
  const choice = choose(message.blocks, what);
  const user = findPresser({ message, channel, presser }, workspace, transcript);

  const { label, blockId, actionId } = choice;
  const id = `press-${transcript.events.length + 1}`;
  const where = { user: user.id, channel: channel.id };
  const mode = modeOf(parts, requestUrl);
  const seen = { label, actionId, blockId, ts: message.ts };
  transcript.record({ kind: 'press', command: id, ...seen, ...where, mode });
  const payload = {
    ...payloadOf({ message, user, channel }, choice, parts.now()),
    trigger_id: parts.triggers.issue({ id, ...where }),
    response_url: `${parts.origin}${responseUrls.issue({ id, ...where, pressed: message })}`,
  };
  return exchange(id, { type: 'interactive', payload }, { ...parts, requestUrl });
}

function findPresser(
  { message, channel, presser }: { message: Message; channel: SlackChannel; presser: Presser },
  workspace: Workspace,
  transcript: Transcript,
): SlackUser {
  const id = presser.user ?? message.onlyTo ?? askerOf(message, transcript) ?? someoneIn(channel);
  const user = id === undefined ? workspace.users[0] : workspace.user(id);
  if (user === undefined) throw new Error(`nobody here has the id ${id}`);
  const closed = kindOf(channel) !== 'channels' && !workspace.isIn(channel, user.id);
  if (closed || (message.onlyTo !== undefined && message.onlyTo !== user.id)) {
    throw new Error(`@${user.handle} does not see that message`);
  }
  return user;
}

function askerOf({ command }: Message, transcript: Transcript): string | undefined {
  const asked = transcript.events.find(
    (event) => (event.kind === 'command' || event.kind === 'press') && event.command === command,
  );
  return asked !== undefined && 'user' in asked ? asked.user : undefined;
}

function someoneIn({ memberIds }: SlackChannel): string | undefined {
  return memberIds?.[0];
}
