import { refusalOf } from '../domain/access.ts';
import type { ListSubscriptions } from '../domain/digests.ts';
import { showTo } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** Answers `subscriptions`: to admins all, to others their own and those of teams that they manage. */
export function createListSubscriptions(ports: SubscriptionPorts): ListSubscriptions {
  return async (actor) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const all = await ports.subscriptions.subscriptions(actor.slackTeamId);
    const { teams } = await ports.listTeams();
    const show = await showTo(actor, teams, ports);
    return { kind: 'subscriptions', all: all.map(show).filter(({ isTheirs }) => isTheirs) };
  };
}
