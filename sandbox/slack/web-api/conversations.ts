import type { SlackChannel } from '../people.ts';
import { failure, kindOf, type Method, missing, textOf } from './method.ts';

/** https://docs.slack.dev/reference/methods/conversations.info */
export const conversationsInfo: Method = {
  token: 'bot',
  needs: ({ fields, workspace }) =>
    `${kindOf(workspace.channel(textOf(fields, 'channel') ?? ''))}:read`,
  run({ fields, workspace }) {
    const id = textOf(fields, 'channel');
    if (id === undefined) return missing('channel');
    const channel = workspace.channel(id);
    if (channel === undefined || isHidden(channel)) return failure('channel_not_found');
    return { ok: true, channel: wireChannel(channel) };
  },
};

/** https://docs.slack.dev/reference/methods/users.conversations, of the bot's own, page by page. */
export const usersConversations: Method = {
  token: 'bot',
  needs: ({ fields }) =>
    textOf(fields, 'types')?.includes('private') ? 'groups:read' : 'channels:read',
  run({ fields, workspace }) {
    const own = workspace.channels.filter(({ hasBot }) => hasBot !== false);
    const start = Number(textOf(fields, 'cursor') ?? 0);
    const end = start + (Number(fields['limit'] ?? 0) || 100);
    return {
      ok: true,
      channels: own.slice(start, end).map(wireChannel),
      response_metadata: { next_cursor: end < own.length ? String(end) : '' },
    };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.open */
export const conversationsOpen: Method = {
  token: 'bot',
  needs: ({ fields }) => (textOf(fields, 'users')?.includes(',') ? 'mpim:write' : 'im:write'),
  run({ fields, workspace }) {
    const users = textOf(fields, 'users')?.split(',');
    if (users === undefined) return failure('users_list_not_supplied');
    if (users.some((id) => workspace.user(id) === undefined)) return failure('user_not_found');
    if (users.some((id) => workspace.user(id)?.deleted)) return failure('user_disabled');
    const channel = workspace.openDirect(users);
    return { ok: true, channel: { id: channel.id } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.join; a private channel can only be invited to. */
export const conversationsJoin: Method = {
  token: 'bot',
  needs: () => 'channels:join',
  run({ fields, workspace }) {
    const id = textOf(fields, 'channel');
    if (id === undefined) return missing('channel');
    const channel = workspace.channel(id);
    if (channel === undefined) return failure('channel_not_found');
    if (kindOf(channel) !== 'channels') return failure('method_not_supported_for_channel_type');
    if (channel.archived === true) return failure('is_archived');
    if (channel.hasBot !== false) {
      const warning = 'already_in_channel';
      const said = { warning, response_metadata: { warnings: [warning] } };
      return { ok: true, channel: wireChannel(channel), ...said };
    }
    return { ok: true, channel: wireChannel(workspace.change(channel, 'joined')) };
  },
};

function isHidden(channel: SlackChannel): boolean {
  return channel.private === true && channel.hasBot === false;
}

function wireChannel(channel: SlackChannel): Record<string, unknown> {
  const direct = kindOf(channel) === 'im';
  return {
    id: channel.id,
    ...(!direct && { name: channel.name, name_normalized: channel.name }),
    is_channel: kindOf(channel) === 'channels',
    is_group: kindOf(channel) === 'groups',
    is_im: direct,
    is_private: channel.private ?? direct,
    is_archived: channel.archived ?? false,
    is_member: channel.hasBot ?? true,
    is_shared: channel.shared ?? false,
    is_ext_shared: channel.shared ?? false,
  };
}
