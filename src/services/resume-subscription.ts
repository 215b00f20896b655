import type { ResumeSubscription } from '../domain/digests.ts';
import { nextRun } from '../domain/schedule.ts';
import { isZone } from '../domain/zones.ts';
import { findTeam } from '../domain/teams.ts';
import { AppError } from '../errors.ts';
import { chooseProviders } from './choose-providers.ts';
import { ownSubscription, type Owned } from './own-subscription.ts';
import { reachOf, showTo } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** Lets a suspended subscription go on from now, unless its team or provider is gone; one that is not suspended stays as it is. */
export function createResumeSubscription(ports: SubscriptionPorts): ResumeSubscription {
  return async (actor, id) => {
    const owned = await ownSubscription(actor, id, ports);
    if ('kind' in owned) return owned;
    const { channelId, schedule } = owned.subscription;
    const show = await showTo(actor, owned.teams, ports);
    const reason = goneOf(owned, ports);
    if (reason !== null) return { kind: 'stays', shown: show(owned.subscription), reason };
    if (await ports.channels.isShared(channelId)) {
      return { kind: 'refused', refusal: { reason: 'shared-channel' } };
    }
    const reach = await reachOf(channelId, ports.channels);
    await ports.subscriptions.resume(id, nextRun(schedule, ports.clock()));
    const resumed = await ports.subscriptions.subscription(id);
    if (!resumed) return { kind: 'unknown-subscription', id };
    return { kind: 'resumed', shown: show(resumed), reach };
  };
}

/** What would suspend it again at once, as it did when its digest was drawn; null for nothing. */
function goneOf(
  { subscription, teams }: Owned,
  { providers }: Pick<SubscriptionPorts, 'providers'>,
): string | null {
  if (teams.length === 0) {
    throw new AppError('unavailable', 'The teams are not known yet. Try again in a minute.');
  }
  if (!('found' in findTeam(teams, subscription.teamId))) return 'team_gone';
  if ('kind' in chooseProviders(subscription.provider, providers)) return 'provider_gone';
  return isZone(subscription.schedule.zone) ? null : 'zone_gone';
}
