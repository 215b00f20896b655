import type { DecideRound } from '../domain/nudge-questions.ts';
import { spreadOut } from '../domain/working-hours.ts';
import { isZone } from '../domain/zones.ts';
import { adminsOnly } from './admins-only.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { nextSlot } from './round-slots.ts';
import { showRound } from './show-round.ts';

/** Answers `nudges approve` and the buttons of a round: the first verdict counts. */
export function createDecideRound(ports: NudgePorts): DecideRound {
  return async (actor, roundId, verdict) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { nudges, clock } = ports;
    await nudges.expire(clock());
    const round = roundId === null ? await nudges.newestRound() : await nudges.round(roundId);
    if (!round && roundId !== null) return { kind: 'unknown-round' };
    if (!round || (roundId === null && round.state !== 'planned')) {
      return { kind: 'no-round', next: nextSlot(ports, clock()), zone: ports.zone };
    }
    const decided =
      verdict === 'approve'
        ? await approveRound(round.id, actor.slackUserId, ports)
        : await nudges.decline(round.id, actor.slackUserId, clock());
    const now = (await nudges.round(round.id)) ?? round;
    const shown = await showRound(now, ports);
    await noteShown(actor, 'nudges', shown.seats, ports);
    return { kind: 'round-decided', decided, shown };
  };
}

/** Lets exactly the messages of a round go out, each in its addressee's working hours. */
export async function approveRound(
  roundId: number,
  by: string | null,
  { nudges, clock, zone, policy }: NudgePorts,
): Promise<boolean> {
  const at = clock();
  const planned = (await nudges.nudgesOf(roundId)).filter(({ state }) => state === 'planned');
  const slack = await nudges.slackPeople(planned.map(({ email }) => email));
  const people = planned.map(({ id, email }) => {
    const own = slack.get(email)?.zone ?? zone;
    return { id, zone: isZone(own) ? own : zone };
  });
  return nudges.approve(roundId, { by, at, slots: spreadOut(people, at, policy.perMinute) });
}
