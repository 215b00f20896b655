import type { SlackChannel } from '../people.ts';

/** Why the bot cannot post in a channel that exists; undefined where it can. */
export function whyClosed(channel: SlackChannel | undefined): string | undefined {
  if (channel === undefined) return undefined;
  if (channel.archived === true) return 'is_archived';
  if (channel.hasBot !== false) return undefined;
  return channel.private === true ? 'channel_not_found' : 'not_in_channel';
}
