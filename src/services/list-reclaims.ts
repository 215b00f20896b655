import type { DecideReclaim, ListReclaims, ReclaimItem, ReclaimList } from '../domain/nudges.ts';
import { forAdmins } from '../domain/nudge-subjects.ts';
import { adminsOnly } from './admins-only.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
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
    const decided = await nudges.decideReclaim(reclaimId, state, actor.slackUserId, clock());
    const item = await nudges.reclaim(reclaimId);
    if (!item) return { kind: 'unknown-nudge' };
    const list = await reclaimList(ports);
    await noteShown(actor, 'nudges', [item, ...list.items], ports);
    return { kind: 'reclaim-decided', decided, item: titled(item, ports), list };
  };
}

/** Looks, once a sync has listed the seats since, whether those that an admin has revoked are gone; gives how many it could tell. */
export async function checkReclaims(ports: NudgePorts): Promise<number> {
  const { nudges, store, adminChannel, clock } = ports;
  let told = 0;
  for (const { id, provider, personId, email, decidedAt } of await nudges.reclaims(['done'])) {
    const { seats: listedAt } = await nudges.lastFetched(provider);
    if (!listedAt || !decidedAt || listedAt <= decidedAt) continue;
    const roster = await store.roster({ provider, groupIds: [], emails: [email] });
    const isHeld = roster.some((one) => one.personId === personId && one.seat?.state === 'held');
    const key = `reclaim/${id}/${decidedAt.toISOString()}`;
    const tell = forAdmins(adminChannel, key, { about: 'reclaim', reclaim: id }, clock());
    const state = isHeld ? 'still-there' : 'gone';
    if (await nudges.checkReclaim(id, state, clock(), tell)) told += 1;
  }
  return told;
}

export async function reclaimList(ports: NudgePorts): Promise<ReclaimList> {
  const items = await ports.nudges.reclaims(['open', 'still-there']);
  return {
    items: items.map((item) => titled(item, ports)),
    reassignable: await reassignable(ports),
    zone: ports.zone,
  };
}

export function titled(item: Kept, ports: NudgePorts): ReclaimItem {
  return { ...item, title: titlesOf(ports)[item.provider] ?? item.provider };
}
