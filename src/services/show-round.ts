import { costOf, countByProvider } from '../domain/nudge-cost.ts';
import { seatKey } from '../domain/nudge-ports.ts';
import type { Plan } from '../domain/nudge-policy.ts';
import type { Cost, RoundShown, StaleFeed } from '../domain/nudges-shown.ts';
import type {
  Nudge,
  NudgeRound,
  NudgeState,
  NudgeStep,
  PlannedSeat,
  SkipReason,
} from '../domain/nudges.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { staleNow } from './survey-seats.ts';

/** A round as it is kept. */
export async function showRound(round: NudgeRound, ports: NudgePorts): Promise<RoundShown> {
  const [nudges, seats] = [
    await ports.nudges.nudgesOf(round.id),
    await ports.nudges.seatsOf(round.id),
  ];
  return shownOf({ round, at: round.plannedAt, nudges, seats }, await staleNow(ports), ports);
}

/** A round that was only worked out. */
export async function showPlan(
  plan: Plan,
  stale: readonly StaleFeed[],
  ports: NudgePorts,
): Promise<RoundShown> {
  const at = ports.clock();
  const nudges = plan.nudges.map(({ seats, ...person }, index): Nudge => {
    const names = new Set(seats.map(({ provider, personId }) => `${provider}:${personId}`));
    const own = plan.seats.filter(({ provider, personId }) => names.has(`${provider}:${personId}`));
    return {
      ...person,
      id: `preview-${index}`,
      roundId: 0,
      state: 'planned',
      why: null,
      dueAt: null,
      changedAt: at,
      seats: own.flatMap(({ decision, standing, ...seat }) =>
        decision.kind === 'tell'
          ? [
              {
                ...seat,
                step: decision.step,
                standing: standing === 'never-used' ? standing : ('lapsed' as const),
              },
            ]
          : [],
      ),
    };
  });
  return shownOf({ round: null, at, nudges, seats: plan.seats }, stale, ports);
}

/** What can be given to others: seats that were handed back, or that an admin has reclaimed and the vendor still counts. */
export async function reassignable(ports: NudgePorts): Promise<Cost> {
  return costOf(countByProvider(await freeSeats(ports)), ports.policy.prices);
}

async function freeSeats({ nudges, clock }: NudgePorts) {
  const items = await nudges.reclaims(['open', 'done', 'still-there'], clock());
  return items.filter(({ state, source }) => state !== 'open' || source === 'give-back');
}

export function titlesOf({ providers }: NudgePorts): Readonly<Record<string, string>> {
  return Object.fromEntries(providers.map(({ id, title }) => [id, title]));
}

async function shownOf(
  { round, at, nudges, seats }: Pick<RoundShown, 'round' | 'at' | 'nudges' | 'seats'>,
  stale: readonly StaleFeed[],
  ports: NudgePorts,
): Promise<RoundShown> {
  const free = await freeSeats(ports);
  const freeKeys = new Set(free.map(seatKey));
  const idle = seats.filter(
    (seat) =>
      (seat.standing === 'never-used' || seat.standing === 'lapsed') &&
      !freeKeys.has(seatKey(seat)),
  );
  return {
    round,
    at,
    nudges,
    seats,
    counts: {
      inactive: seats.length,
      people: nudges.filter(({ state }) => state !== 'skipped').length,
      steps: stepsOf(nudges),
      skipped: skippedOf(seats, nudges),
    },
    progress: progressOf(nudges),
    exposure: costOf(countByProvider(idle), ports.policy.prices),
    reassignable: costOf(countByProvider(free), ports.policy.prices),
    stale,
    titles: titlesOf(ports),
    zone: ports.zone,
  };
}

function stepsOf(nudges: readonly Nudge[]): Record<NudgeStep, number> {
  const steps = { first: 0, second: 0, reclaim: 0 };
  for (const { state, seats } of nudges) {
    if (state !== 'skipped') for (const { step } of seats) steps[step] += 1;
  }
  return steps;
}

/** Seats of people who were taken out count with those that were left alone from the start. */
function skippedOf(
  seats: readonly PlannedSeat[],
  nudges: readonly Nudge[],
): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { decision } of seats) {
    if (decision.kind === 'skip') counts[decision.reason] = (counts[decision.reason] ?? 0) + 1;
  }
  const out = nudges.filter(({ why }) => why === 'skipped-by-admin');
  const taken = out.reduce((sum, nudge) => sum + nudge.seats.length, 0);
  return taken === 0 ? counts : { ...counts, 'skipped-by-admin': taken };
}

function progressOf(nudges: readonly Nudge[]): Record<NudgeState, number> {
  const progress = { planned: 0, queued: 0, sent: 0, skipped: 0, failed: 0, unknown: 0 };
  for (const { state } of nudges) progress[state] += 1;
  return progress;
}
