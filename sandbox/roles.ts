import type { Role } from './terminal/roles.ts';
import type { World } from './world.ts';
import type { SlackUser } from './world/slack.ts';

/** Who is worth being: those that the bot treats differently. */
export function rolesIn({ slackUsers, teams }: World, admin: string): Role[] {
  const managers = teams.flatMap((team) => team.managers);
  const first = (is: (user: SlackUser) => boolean) => slackUsers.find(is)?.id;
  const manages = ({ id, email }: SlackUser) =>
    id !== admin && (managers.includes(id) || (email !== null && managers.includes(email)));
  const works = (user: SlackUser) =>
    user.role === 'member' && user.index !== null && !user.deleted && !manages(user);
  const found: readonly (readonly [string | undefined, string])[] = [
    [admin, 'runs the bot: an admin, who sees everything'],
    [first(manages), 'manages a team'],
    [first(works), 'a developer'],
    [first(({ role }) => role === 'guest'), 'a guest'],
    [first(({ role }) => role === 'stranger'), 'of another organization'],
    [first(({ deleted }) => deleted), 'has left'],
  ];
  return found.flatMap(([user, note]) => (user === undefined ? [] : [{ user, note }]));
}
