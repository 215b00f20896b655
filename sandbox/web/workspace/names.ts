import type { Names } from '../../slack/render/mrkdwn.ts';
import type { Workspace } from './state.ts';

/** What ids are shown as. */
export function namesIn({ people, conversations }: Workspace): Names {
  const users = new Map(people.map(({ id, handle }) => [id, handle]));
  const channels = new Map(conversations.map(({ id, name }) => [id, name]));
  return { user: (id) => users.get(id), channel: (id) => channels.get(id) };
}
