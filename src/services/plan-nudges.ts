import { planNudges, type Plan } from '../domain/nudge-policy.ts';
import { forAdmins, roundKey } from '../domain/nudge-subjects.ts';
import type { NudgeRound } from '../domain/nudges.ts';
import { approveRound } from './decide-round.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { nextSlot } from './round-slots.ts';
import { surveySeats, type Survey } from './survey-seats.ts';

/** Plans the round that is due, if it has not been planned; gives it. */
export type PlanRound = () => Promise<NudgeRound | null>;

const DAY_MS = 86_400_000;
const EXPIRES_MS = 3 * DAY_MS;

/** A round that nobody planned for so long, because the bot was down, waits for the next week's. */
const LATEST_MS = DAY_MS;

/** So long a round that is due waits for what a bot that has just begun does not know yet: feeds, and people in Slack. */
const LEARN_MS = DAY_MS / 24;

/** Plans each week's round once, and sends later ones without asking where the policy says so. */
export function createPlanRound(ports: NudgePorts): PlanRound {
  let waiting = { date: '', until: 0 };
  return async () => {
    const { nudges, clock, adminChannel, policy } = ports;
    const now = clock();
    const slot = nextSlot(ports, new Date(now.getTime() - LATEST_MS));
    if (slot.at > now) return null;
    if ((await nudges.newestRound())?.date === slot.date) return null;
    const survey = await surveySeats(ports);
    const plan = planNudges(survey.seats, await situationOf(survey, ports));
    if (waiting.date !== slot.date) {
      waiting = { date: slot.date, until: now.getTime() + LEARN_MS };
    }
    const isUnread = survey.stale.some(({ why }) => why === 'no-sync');
    if (now.getTime() < waiting.until && (isUnread || (await isAnybodyUnsought(plan, ports)))) {
      return null;
    }
    const round = await nudges.plan({
      ...plan,
      date: slot.date,
      at: now,
      expiresAt: new Date(now.getTime() + EXPIRES_MS),
      tell: (id) => forAdmins(adminChannel, roundKey(id), { about: 'round', round: id }, now),
    });
    if (round && policy.auto && (await nudges.firstSentAt()) !== null) {
      await approveRound(round.id, null, ports);
    }
    return round;
  };
}

/** Whether anybody is skipped for not being matched whom Slack was never asked for. */
async function isAnybodyUnsought({ seats }: Plan, { people }: NudgePorts): Promise<boolean> {
  const unmatched = seats.flatMap(({ email, decision }) =>
    decision.kind === 'skip' && decision.reason === 'unmatched' ? (email ?? []) : [],
  );
  const sought = await people.lookups(unmatched);
  return unmatched.some((email) => !sought.has(email));
}

/** All that a plan looks at. */
export async function situationOf({ situation }: Survey, { nudges }: NudgePorts) {
  return { ...situation, past: await nudges.past() };
}
