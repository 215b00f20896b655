import { dayOf, type Day } from './calendar.ts';
import type { NudgePolicy } from './nudge-settings.ts';

/** What was known of a seat's use when it was asked about. Instants are epoch milliseconds, `zone` is the report's. */
type Known = {
  readonly lastActiveAt: number | null;
  /** The last day of which there was data; null where the vendor tells no days. */
  readonly dataTo: Day | null;
  readonly at: Date;
};

const DAY_MS = 86_400_000;

/**
 * Whether a seat has come back into use since somebody was asked about it: the use was later than could be known then, or is
 * so recent that nobody would be asked. An older one that only became known since answers no question.
 */
export function isUsedAgain(
  lastActiveAt: number | null,
  known: Known,
  {
    now,
    policy,
    zone,
  }: { readonly now: Date; readonly policy: NudgePolicy; readonly zone: string },
): boolean {
  if (lastActiveAt === null || lastActiveAt <= (known.lastActiveAt ?? -Infinity)) return false;
  if (now.getTime() - lastActiveAt < shortestDays(policy) * DAY_MS) return true;
  if (lastActiveAt > known.at.getTime()) return true;
  return known.dataTo !== null && dayOf(lastActiveAt, zone) > known.dataTo;
}

/** Fewer days without use than this are too few for every team. */
function shortestDays({ firstDays, teams }: NudgePolicy): number {
  return Math.min(firstDays, ...Object.values(teams).map((team) => team.firstDays ?? firstDays));
}
