import { manages, refusalOf, type Actor } from '../domain/access.ts';
import type { DigestDeadEnd } from '../domain/digests.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** A subscription with its team, which may be gone since. */
export type Owned = {
  readonly subscription: Subscription;
  readonly team: Team | null;
  readonly teams: readonly Team[];
};

/** A subscription for somebody who may edit or end it: its owner, the managers of its team, and admins. */
export async function ownSubscription(
  actor: Actor,
  id: number,
  {
    subscriptions,
    listTeams,
  }: Pick<SubscriptionPorts, 'listTeams'> & {
    readonly subscriptions: Pick<SubscriptionPorts['subscriptions'], 'subscription'>;
  },
): Promise<Owned | DigestDeadEnd> {
  const refusal = refusalOf(actor);
  if (refusal) return { kind: 'refused', refusal };
  const subscription = await subscriptions.subscription(id);
  if (subscription?.slackTeamId !== actor.slackTeamId) return { kind: 'unknown-subscription', id };
  const { teams } = await listTeams();
  const team = teamOf(subscription, teams);
  if (isTheirs(actor, subscription, team)) return { subscription, team, teams };
  return onlyManagers(team?.name ?? subscription.teamId);
}

export function isTheirs(actor: Actor, { ownerId }: Subscription, team: Team | null): boolean {
  return ownerId === actor.slackUserId || mayRun(actor, team);
}

/** Whether somebody may subscribe channels to a team, and see what its digests name. */
export function mayRun(actor: Actor, team: Team | null): boolean {
  return actor.isAdmin || (team !== null && manages(actor, team));
}

export function onlyManagers(team: string): DigestDeadEnd {
  return { kind: 'refused', refusal: { reason: 'managers-only', team } };
}

export function teamOf({ teamId }: Subscription, teams: readonly Team[]): Team | null {
  return teams.find(({ id }) => id === teamId) ?? null;
}
