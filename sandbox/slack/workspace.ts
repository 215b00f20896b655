import type { Content } from './content.ts';
import type { SlackChannel, SlackUser } from './people.ts';
import type { ChannelChange, Message, Transcript } from './transcript.ts';

/** Who this app is to Slack. */
export const IDENTITY = {
  teamId: 'T0SANDBOX',
  strangersTeamId: 'T0ELSEWHERE',
  team: 'Sandbox',
  teamDomain: 'sandbox',
  appId: 'A0SANDBOX',
  botId: 'B0SANDBOX',
  botUserId: 'U0SANDBOX',
  botName: 'ai-usage',
} as const;

/** People, channels and messages. */
export interface Workspace {
  readonly users: readonly SlackUser[];
  readonly channels: readonly SlackChannel[];
  user(id: string): SlackUser | undefined;
  channel(id: string): SlackChannel | undefined;
  /** The direct conversation of the bot with these people. */
  openDirect(userIds: readonly string[]): SlackChannel;
  isIn(channel: SlackChannel, userId: string): boolean;
  /** Lets the bot into a channel, takes it out, or archives the channel. */
  change(channel: SlackChannel, change: ChannelChange): SlackChannel;
  message(channel: string, ts: string): Message | undefined;
  /** All of a conversation, newest first. */
  messages(channel: string): Message[];
  post(message: Omit<Message, 'ts'>): Message;
  /** Changes what a message says; `command` where it now answers another command or press. */
  replace(message: Message, content: Content & { command?: string }): Message;
  remove(message: Message): void;
}

/** Opens a workspace whose messages go into the transcript. */
export function createWorkspace(parts: {
  users: readonly SlackUser[];
  channels: readonly SlackChannel[];
  transcript: Transcript;
  now: () => number;
}): Workspace {
  const users = new Map(parts.users.map((user) => [user.id, user]));
  const channels = new Map(parts.channels.map((channel) => [channel.id, channel]));
  const messages = new Map<string, Message>();
  let posted = 0;

  function put(kind: 'posted' | 'replaced', message: Message): Message {
    messages.set(`${message.channel} ${message.ts}`, message);
    parts.transcript.record({ kind, message });
    return message;
  }

  function openDirect(userIds: readonly string[]): SlackChannel {
    const id = `D${userIds.toSorted().join('')}`;
    const known = channels.get(id);
    if (known !== undefined) return known;
    const channel = { id, name: 'directmessage', memberIds: userIds };
    channels.set(id, channel);
    return channel;
  }

  function change(channel: SlackChannel, how: ChannelChange): SlackChannel {
    const changed = {
      ...channel,
      ...(how === 'archived' ? { archived: true } : { hasBot: how === 'joined' }),
    };
    channels.set(channel.id, changed);
    parts.transcript.record({ kind: 'channel', channel: channel.id, change: how });
    return changed;
  }

  return {
    users: parts.users,
    get channels() {
      return parts.channels.map((channel) => channels.get(channel.id) ?? channel);
    },
    change,
    user: (id) => users.get(id),
    channel: (id) => channels.get(id),
    openDirect,
    isIn: (channel, userId) => channel.memberIds?.includes(userId) ?? true,
    message: (channel, ts) => messages.get(`${channel} ${ts}`),
    messages: (channel) =>
      [...messages.values()].filter((message) => message.channel === channel).toReversed(),
    post: (message) => put('posted', { ...message, ts: timestamp(parts.now(), (posted += 1)) }),
    replace: (message, content) => put('replaced', { ...message, ...content }),
    remove: (message) => {
      messages.delete(`${message.channel} ${message.ts}`);
      parts.transcript.record({ kind: 'deleted', message });
    },
  };
}

function timestamp(now: number, count: number): string {
  return `${Math.floor(now / 1000)}.${String(count % 1_000_000).padStart(6, '0')}`;
}
