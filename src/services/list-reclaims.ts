import { dayOf } from '../domain/calendar.ts';
import type { DecideReclaim, ListReclaims } from '../domain/nudge-questions.ts';
import type { ReclaimList } from '../domain/nudges-shown.ts';
import type { ReclaimItem } from '../domain/nudges.ts';
import { adminsOnly } from './admins-only.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { reviewReclaims } from './review-reclaims.ts';
import { reassignable, titlesOf } from './show-round.ts';

type Kept = Omit<ReclaimItem, 'title'>;

/** Answers with the seats that an admin has to decide about. */
export function createListReclaims(ports: NudgePorts): ListReclaims {
  return async (actor) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const list = await reclaimList(ports);
    await noteShown(actor, 'nudges', list.items, ports);
    return { kind: 'reclaims', list };
  };
}

/** Takes an admin's word on a seat. The bot revokes nothing: Done says that somebody has. */
export function createDecideReclaim(ports: NudgePorts): DecideReclaim {
  return async (actor, reclaimId, verdict) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { nudges, clock } = ports;
    const state = verdict === 'done' ? 'done' : 'kept';
    await reviewReclaims(ports);
    const decided = await nudges.decideReclaim(reclaimId, state, actor.slackUserId, clock());
    const item = await nudges.reclaim(reclaimId);
    if (!item) return { kind: 'unknown-nudge' };
    const list = await reclaimList(ports);
    await noteShown(actor, 'nudges', [item, ...list.items], ports);
    return { kind: 'reclaim-decided', decided, item: titled(item, ports), list };
  };
}

/** The list as it is now: seats that have left it meanwhile are not on it. */
export async function reclaimList(ports: NudgePorts): Promise<ReclaimList> {
  const { nudges, clock, zone } = ports;
  await reviewReclaims(ports);
  const items = await nudges.reclaims(['open', 'still-there'], clock());
  const { exempt, away } = await nudges.past();
  const today = dayOf(clock(), zone);
  const restingOf = ({ email }: Kept) => {
    const [until, awayUntil] = [exempt.get(email), away.get(email)];
    if (until !== undefined && until >= today)
      return { resting: { why: 'exempt', until } as const };
    if (awayUntil === undefined || awayUntil < today) return {};
    return { resting: { why: 'on-leave', until: awayUntil } as const };
  };
  return {
    items: items.map((item) => ({ ...titled(item, ports), ...restingOf(item) })),
    reassignable: await reassignable(ports),
    zone,
  };
}

export function titled(item: Kept, ports: NudgePorts): ReclaimItem {
  return { ...item, title: titlesOf(ports)[item.provider] ?? item.provider };
}
