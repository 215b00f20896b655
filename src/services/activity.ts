import type { Day } from '../domain/calendar.ts';
import type { UsageStore } from '../domain/ports.ts';
import { GRACE_DAYS, type StandingRule } from '../domain/seats.ts';
import type { Provider } from '../providers/provider.ts';
import { judgedPeriod, STALE_DAYS } from './demands.ts';
import { heldPersonDays, heldSince } from './held-days.ts';
import type { PreparedPart } from './prepare-part.ts';
import { countsDays } from './counts-days.ts';

/** By what a provider's seats are judged today, and how far back use is known where it does not tell the last use itself. */
export type Activity = { readonly rule: StandingRule; readonly usageSince: Day | null };

/** Before anything that a vendor could tell of. */
export const FIRST_DAY = '2020-01-01';

const STALE_MS = STALE_DAYS * 86_400_000;

/** `isBrief` leaves open how far back use is known beyond the days that seats are judged by. */
export async function activityOf(
  store: UsageStore,
  { part, outside, last, now }: Pick<PreparedPart, 'part' | 'outside' | 'last' | 'now'>,
  inactiveDays: number,
  isBrief = false,
): Promise<Activity> {
  const { provider } = part;
  if (!countsDays(provider)) {
    return { rule: await ruleFor(store, provider, now, inactiveDays, null), usageSince: null };
  }
  const judged = judgedPeriod(last, inactiveDays);
  const asked = isBrief ? judged : { from: FIRST_DAY, to: judged.to };
  const usageSince = heldSince(await heldPersonDays(store, { part, outside }, asked), judged.to);
  const activityKnown = usageSince !== null && usageSince <= judged.from;
  const rule = await ruleFor(store, provider, now, inactiveDays, activityKnown);
  return { rule, usageSince };
}

/** The rule to judge seats by; where `activityKnown` is null, the provider tells the last use, if only it has answered lately. */
async function ruleFor(
  store: UsageStore,
  { id }: Provider,
  now: Date,
  inactiveDays: number,
  activityKnown: boolean | null,
): Promise<StandingRule> {
  return {
    now,
    inactiveDays,
    graceDays: GRACE_DAYS,
    activityKnown: activityKnown ?? isFresh(await store.lastAnswer(id), now),
  };
}

function isFresh(lastAnswer: Date | null, now: Date): boolean {
  return lastAnswer !== null && now.getTime() - lastAnswer.getTime() < STALE_MS;
}
