import { refusalOf } from '../domain/access.ts';
import type { Actor } from '../domain/access.ts';
import { isUsedAgain } from '../domain/nudge-use.ts';
import type { NudgeDeadEnd, ShowNudge } from '../domain/nudge-questions.ts';
import type { NudgeShown, SeatFate } from '../domain/nudges-shown.ts';
import type { Nudge } from '../domain/nudges.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { zoneOf } from './show-subscription.ts';
import { titlesOf } from './show-round.ts';

/** A nudge as it stands now: what is known of its seats by now, and what became of them. */
export async function showNudge(nudge: Nudge, ports: NudgePorts): Promise<NudgeShown> {
  const { nudges, policy, zone, findSlackPerson } = ports;
  const answers = await nudges.answers(nudge.id);
  const past = await nudges.past(nudge);
  const plannedAt = (await nudges.round(nudge.roundId))?.plannedAt ?? nudge.changedAt;
  const seats = await Promise.all(
    nudge.seats.map((seat) => lookAgain({ ...nudge, plannedAt }, seat, ports)),
  );
  return {
    nudge: { ...nudge, seats: seats.map(({ seat }) => seat) },
    titles: titlesOf(ports),
    contact: policy.contact,
    setUp: policy.setUp,
    answers: nudge.seats.map((_seat, place) => answers.find(({ seat }) => seat === place) ?? null),
    fates: seats.map(({ fate }) => fate),
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

type Asked = Nudge & { readonly plannedAt: Date };
type Seat = Nudge['seats'][number];

async function lookAgain(
  nudge: Asked,
  seat: Seat,
  ports: NudgePorts,
): Promise<{ readonly seat: Seat; readonly fate: SeatFate }> {
  const { provider, personId } = seat;
  const [entry] = await ports.store.entries(provider, [personId]);
  return {
    seat: withUse(seat, entry?.lastActiveAt ?? null),
    fate: await fateOf(nudge, seat, entry, ports),
  };
}

/** Days may be known by now that were not when it was planned. */
function withUse(seat: Seat, lastActiveAt: number | null): Seat {
  if (lastActiveAt === null || lastActiveAt <= (seat.lastActiveAt ?? -Infinity)) return seat;
  return { ...seat, lastActiveAt, standing: 'lapsed' };
}

async function fateOf(
  nudge: Asked,
  seat: Seat,
  entry: RosterEntry | undefined,
  { nudges, clock, policy, zone }: NudgePorts,
): Promise<SeatFate> {
  const item = await nudges.reclaimOf(seat);
  const decidedAt = item?.decidedAt ?? null;
  // What an admin decided of the seat before this message was sent is about an earlier time.
  const isLater = decidedAt !== null && decidedAt >= nudge.changedAt;
  if (item && decidedAt && isLater && (item.state === 'done' || item.state === 'gone')) {
    return { kind: 'reclaimed', decidedAt };
  }
  if (entry?.seat?.state !== 'held') return { kind: 'gone' };
  if (item?.state === 'open' || item?.state === 'still-there') {
    return item.source === 'give-back' ? { kind: 'given-back' } : { kind: 'listed' };
  }
  const { lastActiveAt } = entry;
  const known = { ...seat, at: nudge.plannedAt };
  if (lastActiveAt !== null && isUsedAgain(lastActiveAt, known, { now: clock(), policy, zone })) {
    return { kind: 'in-use', lastActiveAt };
  }
  if (item?.state === 'kept' && decidedAt && isLater) return { kind: 'kept', decidedAt };
  return { kind: 'idle' };
}
