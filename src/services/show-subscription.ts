import type { Actor } from '../domain/access.ts';
import type { ChannelReach, Channels, SubscriptionShown } from '../domain/digests.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import { isZone } from '../domain/zones.ts';
import { toAppError } from '../errors.ts';
import type { FindSlackPerson } from './find-slack-person.ts';
import { isTheirs, teamOf } from './own-subscription.ts';

/** Subscriptions as somebody is shown them. */
export type ShowSubscription = (subscription: Subscription) => SubscriptionShown;

export async function showTo(
  actor: Actor,
  teams: readonly Team[],
  { findSlackPerson }: { readonly findSlackPerson: FindSlackPerson },
): Promise<ShowSubscription> {
  const readerZone = await zoneOf(actor.slackUserId, findSlackPerson);
  return (subscription) => {
    const team = teamOf(subscription, teams);
    return {
      subscription,
      teamName: team?.name ?? subscription.teamId,
      readerZone,
      isTheirs: isTheirs(actor, subscription, team),
    };
  };
}

/** Somebody's zone in Slack; null where Slack does not tell it. That is never worth failing for. */
export async function zoneOf(
  slackUserId: string,
  findSlackPerson: FindSlackPerson,
): Promise<string | null> {
  const person = await findSlackPerson(slackUserId).catch((thrown: unknown) => {
    if (toAppError(thrown).code === 'internal') throw thrown;
    return null;
  });
  const zone = person?.zone ?? null;
  return zone !== null && isZone(zone) ? zone : null;
}

/** Whether the bot can post into a channel; where Slack is in trouble that is not known, and not worth failing for. */
export async function reachOf(channelId: string, channels: Channels): Promise<ChannelReach> {
  try {
    return await channels.reach(channelId);
  } catch (thrown) {
    if (toAppError(thrown).retryable) return 'unknown';
    throw thrown;
  }
}
