import type { NudgeRound } from '../domain/nudges.ts';
import { nextRun } from '../domain/schedule.ts';
import type { Slot } from '../domain/subscriptions.ts';
import type { NudgePorts } from './nudge-ports.ts';

const WEEK_MS = 7 * 86_400_000;

/** When the first round after an instant is planned. */
export function nextSlot({ policy, zone }: Pick<NudgePorts, 'policy' | 'zone'>, after: Date): Slot {
  return nextRun({ ...policy.schedule, zone: policy.schedule.zone ?? zone }, after);
}

/** Whether a round is the newest that there can be. */
export function isOfThisWeek(round: NudgeRound, now: Date): boolean {
  return now.getTime() - round.plannedAt.getTime() < WEEK_MS;
}
