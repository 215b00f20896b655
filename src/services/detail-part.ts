import { bucketsOf } from '../domain/calendar.ts';
import { detailPoints, personRows } from '../domain/details.ts';
import type { PersonTotals, UsageStore } from '../domain/ports.ts';
import { chartOf } from '../domain/summarize.ts';
import type { PersonRow, ProviderDetails } from '../domain/team-details.ts';
import { NO_TOTALS } from '../domain/usage.ts';
import { countsDays } from './counts-days.ts';
import { heldPersonDays } from './held-days.ts';
import { known, missing, type PartQuestion } from './part-figures.ts';
import { readActive } from './read-active.ts';
import { seatScopes } from './team-needs.ts';
import { usageOf } from './team-usage.ts';

/** A team's days at one provider and, where the reader may see them, its people. */
export async function detailPart(
  question: PartQuestion,
  withPeople: boolean,
  store: UsageStore,
): Promise<ProviderDetails> {
  const { id: provider, title } = question.part.provider;
  return {
    provider,
    title,
    points: await pointsOf(question, store),
    people: withPeople ? await peopleOf(question, store) : null,
  };
}

async function pointsOf(
  question: PartQuestion,
  store: UsageStore,
): Promise<ProviderDetails['points']> {
  const { part, roster, period } = question;
  const provider = part.provider.id;
  if (!countsDays(part.provider)) return { state: 'not-provided' };
  const heldNow = await heldPersonDays(store, question, period);
  const { days, known: knownDays } = await usageOf(store, question, period, heldNow);
  if (heldNow.size === 0 && knownDays.size === 0) return missing;
  const { grain, buckets } = bucketsOf(period);
  const personIds = roster.map(({ personId }) => personId);
  const active = await readActive(store, { provider, personIds, periods: buckets }, heldNow);
  const chart = chartOf(grain, buckets, days, active, knownDays);
  return known({ grain, points: detailPoints(chart.points, days) });
}

async function peopleOf(question: PartQuestion, store: UsageStore): Promise<readonly PersonRow[]> {
  const { part, roster, period } = question;
  const provider = part.provider.id;
  if (countsDays(part.provider)) {
    const personIds = roster.map(({ personId }) => personId);
    return personRows(await store.personTotals({ provider, personIds, period }), roster);
  }
  const windows = await store.seatWindows({ provider, scopes: seatScopes(part), period });
  const own = new Set(roster.map(({ personId }) => personId));
  const days = windows
    .filter(({ personId }) => own.has(personId))
    .map(({ personId, window: { activeDays } }): PersonTotals => ({
      personId,
      activeDays,
      chatDays: 0,
      completionDays: 0,
      totals: NO_TOTALS,
    }));
  return personRows(days, roster);
}
