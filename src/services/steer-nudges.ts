import type { PauseNudges, SetTips, SkipNudge } from '../domain/nudge-questions.ts';
import { refusalOf } from '../domain/access.ts';
import { adminsOnly } from './admins-only.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { showRound } from './show-round.ts';

/** Answers Skip this one. */
export function createSkipNudge(ports: NudgePorts): SkipNudge {
  return async (actor, nudgeId) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { nudges, clock } = ports;
    const taken = await nudges.skip(nudgeId, actor.slackUserId, clock());
    const nudge = await nudges.nudge(nudgeId);
    const round = nudge && (await nudges.round(nudge.roundId));
    if (!nudge || !round) return { kind: 'unknown-nudge' };
    const shown = await showRound(round, ports);
    await noteShown(actor, 'nudges', shown.seats, ports);
    return { kind: 'nudge-skipped', taken, nudge, shown };
  };
}

/** Answers `nudges pause` and `nudges resume`: what is about to be sent looks at it right before. */
export function createPauseNudges({ nudges, clock }: NudgePorts): PauseNudges {
  return async (actor, paused) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { slackUserId: by } = actor;
    const changed = paused ? await nudges.pause(by, clock()) : await nudges.resume(by, clock());
    return { kind: 'nudges-paused', paused, changed };
  };
}

/** Turns tips on or off for whoever asks. */
export function createSetTips({ nudges, clock }: NudgePorts): SetTips {
  return async (actor, on) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    if (actor.email === null) return { kind: 'no-email' };
    await nudges.setTips(actor.email, on, actor.slackUserId, clock());
    return { kind: 'tips', on };
  };
}
