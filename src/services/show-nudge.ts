import { refusalOf } from '../domain/access.ts';
import type { Actor } from '../domain/access.ts';
import type { Nudge, NudgeDeadEnd, NudgeShown, SeatFate, ShowNudge } from '../domain/nudges.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { zoneOf } from './show-subscription.ts';
import { titlesOf } from './show-round.ts';

/** A nudge as it stands now, with what became of its seats. */
export async function showNudge(nudge: Nudge, ports: NudgePorts): Promise<NudgeShown> {
  const { nudges, policy, zone, findSlackPerson } = ports;
  const answers = await nudges.answers(nudge.id);
  const past = await nudges.past(nudge);
  return {
    nudge,
    titles: titlesOf(ports),
    contact: policy.contact,
    setUp: policy.setUp,
    answers: nudge.seats.map((_seat, place) => answers.find(({ seat }) => seat === place) ?? null),
    fates: await Promise.all(nudge.seats.map((seat) => fateOf(nudge, seat, ports))),
    tipsOff: past.tipsOff.has(nudge.email),
    zone: (await zoneOf(nudge.slackUserId, findSlackPerson)) ?? zone,
    policy,
  };
}

/** A nudge for its addressee: nobody else's clicks count, and nobody else is told whose it is. */
export async function ownNudge(
  actor: Actor,
  nudgeId: string,
  { nudges, clock }: NudgePorts,
): Promise<Nudge | NudgeDeadEnd | { readonly kind: 'not-yours' }> {
  const refusal = refusalOf(actor);
  if (refusal) return { kind: 'refused', refusal };
  // Somebody may press a button before it is written down that the message has arrived.
  await nudges.settle(clock());
  const nudge = await nudges.nudge(nudgeId);
  if (!nudge) return { kind: 'unknown-nudge' };
  return nudge.slackUserId === actor.slackUserId ? nudge : { kind: 'not-yours' };
}

/** Shows it to its addressee. */
export function createShowNudge(ports: NudgePorts): ShowNudge {
  return async (actor, nudgeId) => {
    const own = await ownNudge(actor, nudgeId, ports);
    return 'kind' in own ? own : { kind: 'nudge', shown: await showNudge(own, ports) };
  };
}

async function fateOf(
  nudge: Nudge,
  seat: Nudge['seats'][number],
  { store, nudges }: NudgePorts,
): Promise<SeatFate> {
  const { provider, personId, email, lastActiveAt } = seat;
  const item = await nudges.reclaimOf(seat);
  const decidedAt = item?.decidedAt ?? null;
  // What an admin decided of the seat before this message was sent is about an earlier time.
  const isLater = decidedAt !== null && decidedAt >= nudge.changedAt;
  if (item && decidedAt && isLater && (item.state === 'done' || item.state === 'gone')) {
    return { kind: 'reclaimed', decidedAt };
  }
  const emails = [email ?? nudge.email];
  const roster = await store.roster({ provider, groupIds: [], emails });
  const entry = roster.find((one) => one.personId === personId);
  if (entry?.seat?.state !== 'held') return { kind: 'gone' };
  if (entry.lastActiveAt !== null && entry.lastActiveAt > (lastActiveAt ?? -Infinity)) {
    return { kind: 'in-use', lastActiveAt: entry.lastActiveAt };
  }
  if (item?.state === 'open' || item?.state === 'still-there') {
    return item.source === 'give-back' ? { kind: 'given-back' } : { kind: 'listed' };
  }
  if (item?.state === 'kept' && decidedAt && isLater) return { kind: 'kept', decidedAt };
  return { kind: 'idle' };
}
