import type { Day } from '../domain/calendar.ts';
import type { UsageStore } from '../domain/ports.ts';
import { GRACE_DAYS, type StandingRule } from '../domain/seats.ts';
import { judgedPeriod, STALE_DAYS } from './demands.ts';
import { heldDays, heldSince } from './held-days.ts';
import type { PreparedPart } from './prepare-part.ts';
import { countsDays } from './counts-days.ts';
import { dayScopes } from './team-needs.ts';

/** By what a provider's seats are judged today, and how far back use is known where it does not tell the last use itself. */
export type Activity = { readonly rule: StandingRule; readonly usageSince: Day | null };

/** Before anything that a vendor could tell of. */
const FIRST_DAY = '2020-01-01';

const STALE_MS = STALE_DAYS * 86_400_000;

/** `isBrief` leaves open how far back use is known beyond the days that seats are judged by. */
export async function activityOf(
  store: UsageStore,
  { part, outside, last, now }: Pick<PreparedPart, 'part' | 'outside' | 'last' | 'now'>,
  inactiveDays: number,
  isBrief = false,
): Promise<Activity> {
  const rule = (activityKnown: boolean) => ({
    now,
    inactiveDays,
    graceDays: GRACE_DAYS,
    activityKnown,
  });
  const { provider, groupIds } = part;
  if (!countsDays(provider)) {
    const lastAnswer = await store.lastAnswer(provider.id);
    const isFresh = lastAnswer !== null && now.getTime() - lastAnswer.getTime() < STALE_MS;
    return { rule: rule(isFresh), usageSince: null };
  }
  const judged = judgedPeriod(last, inactiveDays);
  const asked = isBrief ? judged : { from: FIRST_DAY, to: judged.to };
  const scopes = dayScopes(groupIds, outside);
  const usageSince = heldSince(
    await heldDays(store, provider.id, 'person-days', scopes, asked),
    judged.to,
  );
  return { rule: rule(usageSince !== null && usageSince <= judged.from), usageSince };
}
