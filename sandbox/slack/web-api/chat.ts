import { readContent, refusalBody } from '../content.ts';
import type { SlackChannel } from '../people.ts';
import type { Message } from '../transcript.ts';
import { isObject, parseObject, type Fields } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, type Call, failure, type Method, missing, textOf } from './method.ts';
import { whyClosed } from './target.ts';
import { wireMessage } from './wire-message.ts';

const needs = () => 'chat:write';

/** https://docs.slack.dev/reference/methods/chat.postMessage; takes ids of channels and people, no names. */
export const chatPostMessage: Method = {
  token: 'bot',
  needs,
  run({ fields, workspace, refuseBlocks }) {
    const target = textOf(fields, 'channel');
    if (target === undefined) return missing('channel');
    const channel = findTarget(workspace, target);
    const closed = whyClosed(channel);
    if (channel === undefined || closed !== undefined) {
      return failure(closed ?? 'channel_not_found');
    }
    const content = readContent(fields, { refuseBlocks, longText: 'cut' });
    if ('error' in content) return { ...refusalBody(content), ok: false, error: content.error };
    const message = workspace.post({
      channel: channel.id,
      ...content,
      ...optional(fields),
      via: 'chat.postMessage',
    });
    return { ok: true, channel: channel.id, ts: message.ts, message: wireMessage(message) };
  },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const chatPostEphemeral: Method = {
  token: 'bot',
  needs,
  run({ fields, workspace, refuseBlocks }) {
    const id = textOf(fields, 'channel');
    const user = textOf(fields, 'user');
    if (id === undefined) return missing('channel');
    if (user === undefined) return missing('user');
    const channel = workspace.channel(id);
    const closed = whyClosed(channel);
    if (channel === undefined || closed !== undefined) {
      return failure(closed ?? 'channel_not_found');
    }
    if (workspace.user(user) === undefined || !workspace.isIn(channel, user)) {
      return failure('user_not_in_channel');
    }
    const content = readContent(fields, { refuseBlocks, longText: 'cut' });
    if ('error' in content) return { ...refusalBody(content), ok: false, error: content.error };
    const message = workspace.post({
      channel: id,
      onlyTo: user,
      ...content,
      via: 'chat.postEphemeral',
    });
    return { ok: true, message_ts: message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.update; blocks that are left out stay as they were. */
export const chatUpdate: Method = { token: 'bot', needs, run: update };

function update({ fields, workspace, refuseBlocks }: Call): Answer {
  const channel = textOf(fields, 'channel');
  const ts = textOf(fields, 'ts');
  if (channel === undefined) return missing('channel');
  if (ts === undefined) return missing('ts');
  if (workspace.channel(channel) === undefined) return failure('channel_not_found');
  const message = workspace.message(channel, ts);
  if (message === undefined || message.onlyTo !== undefined) return failure('message_not_found');
  const kept = fields['blocks'] === undefined && { blocks: message.blocks };
  const content = readContent({ ...fields, ...kept }, { refuseBlocks, longText: 'refuse' });
  if ('error' in content) return { ...refusalBody(content), ok: false, error: content.error };
  const updated = workspace.replace(message, content);
  return { ok: true, channel, ts, text: updated.text, message: wireMessage(updated) };
}

function findTarget(workspace: Workspace, target: string): SlackChannel | undefined {
  return workspace.user(target) === undefined
    ? workspace.channel(target)
    : workspace.openDirect([target]);
}

function optional(fields: Fields): Pick<Message, 'threadTs' | 'metadata'> {
  const thread = textOf(fields, 'thread_ts');
  const metadata = fields['metadata'];
  const parsed = typeof metadata === 'string' ? parseObject(metadata) : metadata;
  return {
    ...(thread !== undefined && { threadTs: thread }),
    ...(isObject(parsed) && { metadata: parsed }),
  };
}
