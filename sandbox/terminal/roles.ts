import type { SlackUser } from '../slack/people.ts';

/** Somebody to be at the terminal, and what they may try. */
export interface Role {
  user: string;
  note: string;
}

/** One person of each role that Slack itself knows. */
export function slackRoles(users: readonly SlackUser[]): Role[] {
  const roles = new Map<string, Role>();
  for (const { id, role = 'member', deleted } of users) {
    const note = deleted === true ? 'deactivated' : role;
    if (!roles.has(note)) roles.set(note, { user: id, note });
  }
  return [...roles.values()];
}

/** The person that a typed name means: a handle, with or without @, or an id. */
export function findUser(users: readonly SlackUser[], typed: string): SlackUser | undefined {
  const name = typed.replace(/^@/, '').toLowerCase();
  return users.find(({ id, handle }) => [id, handle].some((it) => it.toLowerCase() === name));
}
