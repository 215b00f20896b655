import { foldEmail } from './people.ts';
import type { Team } from './teams.ts';

/** What somebody is to the workspace. `outsider` is a person of another organization, `unknown` where Slack could not say. */
export type Membership = 'member' | 'guest' | 'outsider' | 'deactivated' | 'bot' | 'unknown';

/** Somebody who asks for something. `email` is folded, null where Slack does not tell it. */
export type Actor = {
  readonly slackUserId: string;
  readonly slackTeamId: string;
  readonly email: string | null;
  readonly membership: Membership;
  /** One of ADMIN_USERS; where those are empty, one of the workspace's admins and owners. */
  readonly isAdmin: boolean;
};

/**
 * Whoever runs the bot, at its terminal: they hold its database and its keys, so that they see what admins see. Stands where
 * Slack's id of a reader stands.
 */
export const AT_TERMINAL = 'terminal';

export const OPERATOR: Actor = {
  slackUserId: AT_TERMINAL,
  slackTeamId: '',
  email: null,
  membership: 'member',
  isAdmin: true,
};

/** Whom an answer is for: the one who asked, or everybody who reads the channel that it is shared into. */
export type Audience = 'asker' | 'channel';

/** Why somebody gets nothing. */
export type Refusal =
  | {
      readonly reason: 'membership';
      readonly membership: Exclude<Membership, 'member' | 'unknown'>;
    }
  | { readonly reason: 'admins-only' }
  | { readonly reason: 'managers-only'; readonly team: string }
  | { readonly reason: 'own-only' }
  /** People of other organizations read along there. */
  | { readonly reason: 'shared-channel' };

/** Why somebody gets no answer at all, whatever the question; null for people of the workspace. */
export function refusalOf({ membership }: Actor): Refusal | null {
  if (membership === 'member' || membership === 'unknown') return null;
  return { reason: 'membership', membership };
}

/** Whether somebody manages a team, by Slack id or e-mail address. */
export function manages(actor: Actor, team: Team): boolean {
  const { email, slackUserId } = actor;
  return team.managers.some(
    (manager) => manager === slackUserId || (email !== null && foldEmail(manager) === email),
  );
}

/** Whether an answer may name the people behind a team's inactive seats. `team` is null for all teams together. */
export function mayNameInactive(actor: Actor, team: Team | null, audience: Audience): boolean {
  if (audience === 'channel') return false;
  return actor.isAdmin || (team !== null && manages(actor, team));
}

/** Whether somebody may see each person's numbers of a team; null for all teams together. */
export function maySeePeople(actor: Actor, team: Team | null, audience: Audience): boolean {
  return mayNameInactive(actor, team, audience);
}

/** Whether somebody may see one person's numbers: their own, those of a team they manage, as an admin all. `teams` are the person's. */
export function maySeePerson(actor: Actor, email: string | null, teams: readonly Team[]): boolean {
  if (actor.isAdmin || isSelf(actor, email)) return true;
  return teams.some((team) => manages(actor, team));
}

export function isSelf(actor: Actor, email: string | null): boolean {
  return email !== null && actor.email === email;
}
