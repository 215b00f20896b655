import { planNudges } from '../domain/nudge-policy.ts';
import { seatKey, type QuietUntil } from '../domain/nudge-ports.ts';
import { nudgeSubjectOf } from '../domain/nudge-subjects.ts';
import type { Nudge, SkipReason } from '../domain/nudges.ts';
import { workingTime } from '../domain/working-hours.ts';
import { isZone } from '../domain/zones.ts';
import type { NudgePorts } from './nudge-ports.ts';
import type { MayGo } from './send-ports.ts';
import { surveySeats, type Survey } from './survey-seats.ts';

type Ports = NudgePorts & { readonly quietUntil: QuietUntil };

const MINUTE_MS = 60_000;
const PAUSED_MS = 20_000;
const FULL_MS = 5000;

/** What was left out must not be in what is sent: it is drawn anew. */
const REDRAWN_MS = 100;

/** What is known of all seats is good for so long; who is exempt or has answered is looked at each time. */
const GOOD_FOR_MS = MINUTE_MS;

/**
 * Decides right before a nudge is sent, whatever was planned: by then its addressee may be back at work with the product, be
 * exempt or away, or the nudges be paused. Other messages always may go.
 */
export function createMaySendNudge(ports: Ports): MayGo {
  const survey = createSurveyOnce(ports);
  return async (delivery) => {
    const subject = nudgeSubjectOf(delivery);
    if (subject?.about !== 'nudge') return null;
    const { nudges, clock, policy } = ports;
    if (await nudges.paused()) return { waitMs: PAUSED_MS };
    const nudge = await nudges.nudge(subject.nudge);
    if (!nudge) return { skip: 'seat-gone' };
    const early = await waitFor(nudge, ports);
    if (early !== null) return early;
    const reasons = await reasonsAgainst(nudge, await survey(), ports);
    if (!reasons.includes(null)) return { skip: reasons[0] ?? 'seat-gone' };
    if (reasons.some((reason) => reason !== null)) {
      await nudges.leaveOut(nudge, reasons, clock());
      return { waitMs: REDRAWN_MS };
    }
    const since = new Date(clock().getTime() - MINUTE_MS);
    // It only spares the waiting for a turn: who comes at the same time is counted as it begins.
    const { perMinute } = policy;
    return (await nudges.countSent(since)) >= perMinute ? { waitMs: FULL_MS } : { perMinute };
  };
}

/** Until the addressee is at work and may be disturbed; or why they get nothing. */
async function waitFor(
  { slackUserId }: Nudge,
  { findSlackPerson, quietUntil, clock, zone }: Ports,
): Promise<{ readonly skip: string } | { readonly waitMs: number } | null> {
  const person = await findSlackPerson(slackUserId);
  if (person?.membership !== 'member') return { skip: 'no-slack-person' };
  const now = clock();
  const own = person.zone !== null && isZone(person.zone) ? person.zone : zone;
  const quiet = await quietUntil(slackUserId, now);
  const from = quiet !== null && quiet > now ? quiet : now;
  const waitMs = workingTime(from, own).getTime() - now.getTime();
  return waitMs > 0 ? { waitMs } : null;
}

/** Why its seats are not to be told of any more, by their places; null where one is, as it was approved. */
async function reasonsAgainst(
  nudge: Nudge,
  { seats, situation }: Survey,
  { nudges }: Ports,
): Promise<readonly (SkipReason | null)[]> {
  const own = seats.filter(({ slack }) => slack?.slackUserId === nudge.slackUserId);
  const past = await nudges.past(nudge);
  const again = planNudges(own, { ...situation, past }).seats;
  return nudge.seats.map((seat) => {
    const decision = again.find((one) => seatKey(one) === seatKey(seat))?.decision;
    if (decision?.kind === 'skip') return decision.reason;
    // By what is known now it would be told something else.
    if (decision) return decision.step === seat.step ? null : 'not-yet';
    return own.some((one) => seatKey(one) === seatKey(seat)) ? 'active-again' : 'seat-gone';
  });
}

/** Looks at all seats once for the messages of a minute. */
function createSurveyOnce(ports: NudgePorts): () => Promise<Survey> {
  let known: { readonly until: number; readonly survey: Promise<Survey> } | null = null;
  return () => {
    const now = ports.clock().getTime();
    if (known && known.until > now && known.until <= now + GOOD_FOR_MS) return known.survey;
    const survey = surveySeats(ports);
    known = { until: now + GOOD_FOR_MS, survey };
    survey.catch(() => {
      known = null;
    });
    return survey;
  };
}
