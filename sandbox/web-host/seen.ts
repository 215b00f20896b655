import type { HomeView } from '../slack/home/home.ts';
import type { SlackChannel, SlackUser } from '../slack/people.ts';
import { readPlainText } from '../slack/render/mrkdwn.ts';
import { isSeenBy } from '../slack/seen.ts';
import type { SlackSandbox } from '../slack/server.ts';
import type { OpenView } from '../slack/views/open-view.ts';
import { IDENTITY } from '../slack/workspace.ts';
import type { Role } from '../terminal/roles.ts';
import type { Conversation, Entry, HomeTab, ModalView, Person } from './contract.ts';

/** What somebody finds in their list of conversations: the channels they are in, and the app's messages. */
export function conversationsOf(slack: SlackSandbox, user: string): Conversation[] {
  const channels = slack.channels
    .filter((channel) => channel.memberIds?.includes(user) ?? true)
    .map((channel) => tellChannel(channel));
  const direct = { ...tellChannel(slack.direct(user)), name: IDENTITY.botName };
  return [...channels.toSorted((one, other) => one.name.localeCompare(other.name)), direct];
}

function tellChannel(channel: SlackChannel): Conversation {
  const open = channel.private === true ? 'private' : 'public';
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.id.startsWith('D') ? 'direct' : open,
    shared: channel.shared === true,
    archived: channel.archived === true,
    hasBot: channel.hasBot !== false,
    members: channel.memberIds?.length ?? 0,
  };
}

/** Whether somebody sees an entry, in a conversation that they see. */
export function sees(entry: Entry, user: string): boolean {
  if (entry.kind === 'asked') return entry.user === user;
  return entry.kind === 'notice' || isSeenBy(entry.message, user);
}

export function tellModal({ id, modal, state, errors }: OpenView): ModalView {
  return {
    id,
    title: readPlainText(modal.title.text),
    submit: modal.submit ? readPlainText(modal.submit.text) : null,
    close: modal.close ? readPlainText(modal.close.text) : null,
    blocks: modal.blocks,
    state,
    errors,
  };
}

export function tellHome(home: HomeView | undefined): HomeTab | null {
  return home === undefined ? null : { hash: home.hash, blocks: home.home.blocks };
}

/** Everybody, those worth being first. */
export function tellPeople(users: readonly SlackUser[], roles: readonly Role[]): Person[] {
  const notes = new Map(roles.map(({ user, note }) => [user, note]));
  const people = users.map(({ id, handle, realName, role = 'member', tz, deleted }): Person => {
    const note = notes.get(id);
    return {
      id,
      handle,
      name: realName,
      role: role === 'single-channel-guest' ? 'guest' : role,
      tz: tz ?? 'Etc/UTC',
      gone: deleted === true,
      ...(note !== undefined && { note }),
    };
  });
  const rank = ({ id }: Person) => roles.findIndex(({ user }) => user === id) >>> 0;
  return people.toSorted((one, other) => rank(one) - rank(other));
}
