import { refusalOf } from '../domain/access.ts';
import type { DraftSubscription } from '../domain/digests.ts';
import { SECTIONS } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import { usualSchedule } from './choose-schedule.ts';
import { chooseTeam } from './choose-team.ts';
import { mayRun, onlyManagers, ownSubscription } from './own-subscription.ts';
import { zoneOf } from './show-subscription.ts';
import type { SubscriptionPorts } from './subscription-ports.ts';

/** Gives what a form for a subscription is filled with. */
export function createDraftSubscription(ports: SubscriptionPorts): DraftSubscription {
  return async (actor, { channelId, team: asked, edit }) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const owned = edit === null ? null : await ownSubscription(actor, edit, ports);
    if (owned && 'kind' in owned) return owned;
    const listed = await ports.listTeams();
    const chosen = asked === null ? null : chooseTeam(asked, listed);
    if (chosen && 'kind' in chosen) return chosen;
    if (chosen && !mayRun(actor, chosen.team)) return onlyManagers(chosen.team.name);
    const kept = owned?.subscription ?? null;
    const theirs = listed.teams.filter((team) => mayRun(actor, team) || team.id === kept?.teamId);
    const [first, second] = theirs;
    if (!first) {
      const none = chooseTeam(null, listed);
      return 'kind' in none ? none : onlyManagers('');
    }
    const zone = (await zoneOf(actor.slackUserId, ports.findSlackPerson)) ?? ports.zone;
    return {
      kind: 'draft',
      teams: theirs.map(offer).toSorted((left, right) => left.name.localeCompare(right.name)),
      team: chosen?.team.id ?? kept?.teamId ?? (second ? null : first.id),
      wish: kept ?? {
        schedule: usualSchedule(zone),
        provider: null,
        names: true,
        sections: SECTIONS,
        channelId,
      },
      edit,
      providers: ports.providers.map(({ id, title }) => ({ id, title })),
    };
  };
}

function offer({ id, name, within }: Team) {
  return { id, name, within };
}
