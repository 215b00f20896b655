import { refusalOf, type Actor } from '../domain/access.ts';
import type { Differing, DigestDeadEnd, Subscribe, SubscribeAsk } from '../domain/digests.ts';
import { nextRun } from '../domain/schedule.ts';
import { SECTIONS, type Section, type Subscription, type Wish } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import { AppError } from '../errors.ts';
import { chooseProviders } from './choose-providers.ts';
import { chooseSchedule, isSameSchedule, usualSchedule } from './choose-schedule.ts';
import { chooseTeam } from './choose-team.ts';
import { mayRun, onlyManagers, ownSubscription } from './own-subscription.ts';
import { reachOf, showTo, zoneOf } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** What is asked for once all of it is understood, and the subscription that it changes. */
type Wished = {
  readonly wish: Wish;
  readonly kept: Subscription | null;
  readonly teams: readonly Team[];
};

/**
 * Answers `subscribe`. What a channel has already (team, provider and schedule) is not added again, but goes on where it was
 * suspended.
 */
export function createSubscribe(ports: SubscriptionPorts): Subscribe {
  const { subscriptions, channels, clock } = ports;
  return async (actor, ask) => {
    const wished = await wishOf(actor, ask, ports);
    if ('kind' in wished) return wished;
    const { wish, kept, teams } = wished;
    if (await channels.isShared(wish.channelId)) return OUTSIDE;
    const reach = await reachOf(wish.channelId, channels);
    const show = await showTo(actor, teams, ports);
    const slot = nextRun(wish.schedule, clock());
    const saved = kept
      ? await subscriptions.change(kept.id, wish, slot)
      : await subscriptions.add(wish, slot, clock());
    if (!saved) return { kind: 'unknown-subscription', id: kept?.id ?? 0 };
    const all = await subscriptions.subscriptions(wish.slackTeamId, wish.channelId);
    const twins = all.filter(({ id, teamId }) => teamId === wish.teamId && id !== kept?.id);
    if (saved === 'twin') {
      const same = twins.find((twin) => isSame(twin, wish));
      if (!same) throw new AppError('unavailable', MEANWHILE);
      const goesOn = !kept && (await subscriptions.resume(same.id, slot));
      const shown = show((await subscriptions.subscription(same.id)) ?? same);
      const differs = differingOf(ask, same);
      const unchanged = kept && show(kept);
      return {
        kind: 'subscribed',
        shown,
        isNew: false,
        reach,
        twin: shown,
        differs,
        unchanged,
        goesOn,
      };
    }
    const twin = twins.find(({ id }) => id !== saved.id);
    return {
      kind: 'subscribed',
      shown: show(saved),
      isNew: kept === null,
      reach,
      twin: twin ? show(twin) : null,
      differs: null,
      unchanged: null,
      goesOn: false,
    };
  };
}

const MEANWHILE = 'Somebody else was changing the same subscription. Try again.';

const OUTSIDE: DigestDeadEnd = { kind: 'refused', refusal: { reason: 'shared-channel' } };

async function wishOf(
  actor: Actor,
  ask: SubscribeAsk,
  ports: SubscriptionPorts,
): Promise<Wished | DigestDeadEnd> {
  const refusal = refusalOf(actor);
  if (refusal) return { kind: 'refused', refusal };
  const owned = ask.edit === null ? null : await ownSubscription(actor, ask.edit, ports);
  if (owned && 'kind' in owned) return owned;
  const kept = owned?.subscription ?? null;
  const listed = await ports.listTeams();
  const chosen = chooseTeam(ask.team, listed);
  if ('kind' in chosen) return chosen;
  const provider = providerOf(ask.provider, kept, ports);
  if (provider !== null && typeof provider === 'object') return provider;
  const usual =
    kept?.schedule ??
    usualSchedule((await zoneOf(actor.slackUserId, ports.findSlackPerson)) ?? ports.zone);
  const wish: Wish = {
    slackTeamId: actor.slackTeamId,
    channelId: ask.channelId,
    teamId: chosen.team.id,
    ownerId: kept?.ownerId ?? actor.slackUserId,
    schedule: chooseSchedule(ask, usual),
    provider,
    names: ask.names ?? kept?.names ?? true,
    sections: inOrder(ask.sections ?? kept?.sections ?? SECTIONS),
  };
  if (!mayRun(actor, chosen.team) && !(kept && isNoMore(wish, kept))) {
    return onlyManagers(chosen.team.name);
  }
  return { wish, kept, teams: listed.teams };
}

/** Whether a change shows nothing to anybody that was not shown to them before: so much its owner may do, manager or not. */
function isNoMore(wish: Wish, kept: Subscription): boolean {
  return (
    wish.teamId === kept.teamId &&
    wish.channelId === kept.channelId &&
    wish.provider === kept.provider &&
    (kept.names || !wish.names) &&
    wish.sections.every((section) => kept.sections.includes(section))
  );
}

function providerOf(
  asked: string | null,
  kept: Subscription | null,
  { providers }: SubscriptionPorts,
): Wish['provider'] | DigestDeadEnd {
  if (asked === null) return kept?.provider ?? null;
  const chosen = chooseProviders(asked, providers);
  if ('kind' in chosen) return chosen;
  return asked.trim().toLowerCase() === 'all' ? null : (chosen[0]?.id ?? null);
}

function inOrder(sections: readonly Section[]): Section[] {
  return SECTIONS.filter((section) => sections.includes(section));
}

function differingOf({ names, sections }: SubscribeAsk, there: Wish): Differing | null {
  const wanted = sections && inOrder(sections);
  const differing = {
    names: names === there.names ? null : names,
    sections: wanted?.join() === inOrder(there.sections).join() ? null : wanted,
  };
  return differing.names === null && differing.sections === null ? null : differing;
}

function isSame(one: Wish, other: Wish): boolean {
  return one.provider === other.provider && isSameSchedule(one.schedule, other.schedule);
}
