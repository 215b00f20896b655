import type { SlackChannel } from '../people.ts';
import { kindOf } from '../web-api/method.ts';
import type { Control } from './controls.ts';

type Menu = Extract<
  Control['element'],
  { type: 'conversations_select' } | { type: 'channels_select' }
>;

/** Whether a menu of conversations lists this one. Slack lists no archived ones, and a menu of channels only public ones. */
export function isOffered(menu: Menu, channel: SlackChannel): boolean {
  if (channel.archived === true) return false;
  const sort = { channels: 'public', groups: 'private', im: 'im' } as const;
  const kind = sort[kindOf(channel)];
  if (menu.type === 'channels_select') return kind === 'public';
  const { include, exclude_external_shared_channels: noStrangers = false } = menu.filter ?? {};
  if (noStrangers && channel.shared === true) return false;
  return include === undefined || include.includes(kind);
}
