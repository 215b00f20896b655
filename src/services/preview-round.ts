import { planNudges } from '../domain/nudge-policy.ts';
import type { PreviewRound, ReportNudges } from '../domain/nudge-questions.ts';
import type { NudgesStatus, RoundShown } from '../domain/nudges-shown.ts';
import { dayOf } from '../domain/calendar.ts';
import { adminsOnly } from './admins-only.ts';
import { noteShown } from './note-shown.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { situationOf } from './plan-nudges.ts';
import { isOfThisWeek, nextSlot } from './round-slots.ts';
import { showPlan, showRound } from './show-round.ts';
import { undeliveredSince } from './tell-sending.ts';
import { staleNow, surveySeats } from './survey-seats.ts';

/** Answers `nudges preview`. */
export function createPreviewRound(ports: NudgePorts): PreviewRound {
  return async (actor) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const { nudges, clock } = ports;
    await nudges.expire(clock());
    await nudges.settle(clock());
    const round = await nudges.newestRound();
    const isKept = round && (round.state === 'planned' || isUnderWay(round.state));
    const shown = isKept ? await showRound(round, ports) : await planNow(ports);
    await noteShown(actor, 'nudges', shown.seats, ports);
    return { kind: 'round', shown };
  };
}

async function planNow(ports: NudgePorts): Promise<RoundShown> {
  const survey = await surveySeats(ports);
  const plan = planNudges(survey.seats, await situationOf(survey, ports));
  return showPlan(plan, survey.stale, ports);
}

/** Answers `nudges status`. */
export function createReportNudges(ports: NudgePorts): ReportNudges {
  return async (actor) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const status = await statusOf(ports);
    await noteShown(actor, 'nudges', status.exemptions, ports);
    return { kind: 'nudges-status', status };
  };
}

async function statusOf(ports: NudgePorts): Promise<NudgesStatus> {
  const { nudges, clock, policy, zone } = ports;
  await nudges.expire(clock());
  await nudges.settle(clock());
  const newest = await nudges.newestRound();
  const recent = newest && (isUnderWay(newest.state) || isOfThisWeek(newest, clock()));
  return {
    policy,
    paused: await nudges.paused(),
    latest: recent ? await showRound(newest, ports) : null,
    next: nextSlot(ports, clock()),
    goesByItself: policy.auto && (await nudges.firstSentAt()) !== null,
    stale: await staleNow(ports),
    openReclaims: (await nudges.reclaims(['open', 'still-there'], clock())).length,
    undelivered: await nudges.undelivered(undeliveredSince(clock())),
    hasChannel: ports.adminChannel !== null,
    exemptions: await nudges.exemptions(dayOf(clock(), zone)),
    zone,
  };
}

function isUnderWay(state: string): boolean {
  return state === 'approved' || state === 'sending';
}
