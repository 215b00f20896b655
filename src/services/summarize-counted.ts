import { bucketsOf, periodBefore, type Day, type Period } from '../domain/calendar.ts';
import { inactiveSeatsOf } from '../domain/inactive-seats.ts';
import type { PersonTotals, RosterEntry, UsageStore } from '../domain/ports.ts';
import { INACTIVE_DAYS } from '../domain/seats.ts';
import { topAcceptors } from '../domain/ranking.ts';
import { summarizeSplits } from '../domain/splits.ts';
import { chartOf, summarizePeople, summarizeSeats } from '../domain/summarize.ts';
import { activityOf } from './activity.ts';
import { gapsIn } from './gaps.ts';
import { heldPersonDays, whole, within } from './held-days.ts';
import { known, missing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { readActive } from './read-active.ts';
import { usageOf, type TeamUsage } from './team-usage.ts';

const TOP = 5;

/** Sums up a provider that counts people's and departments' days. */
export async function summarizeCounted(
  store: UsageStore,
  question: PartQuestion,
): Promise<PartFigures> {
  const { part, roster, period, seatsKnown, naming } = question;
  const provider = part.provider.id;
  const personIds = roster.map(({ personId }) => personId);
  const before = periodBefore(period);
  const compared = { from: before.from, to: period.to };
  const held = await heldPersonDays(store, question, compared);
  const heldNow = within(held, period);
  const totalsIn = (asked: Period) => store.personTotals({ provider, personIds, period: asked });
  // Side by side, since a PostgreSQL server works on several at once.
  const [{ rule, usageSince }, people, earlier, totals, dataTo] = await Promise.all([
    activityOf(store, question, INACTIVE_DAYS),
    totalsIn(period),
    whole(held, compared) ? totalsIn(before) : null,
    usageOf(store, question, period, heldNow),
    store.newestDay(provider),
  ]);
  const active = people.filter(({ activeDays }) => activeDays > 0).map(({ personId }) => personId);
  const someDays = heldNow.size > 0;
  const anyDays = someDays || totals.known.size > 0;
  const [charted, splits] = await Promise.all([
    anyDays ? chart(store, question, totals, personIds, heldNow) : null,
    anyDays ? totals.readSplits() : null,
  ]);
  return {
    dataTo,
    seats: seatsKnown
      ? known(summarizeSeats(roster, someDays ? new Set(active) : null, rule, usageSince))
      : missing,
    inactiveSeats: naming && seatsKnown ? inactiveSeatsOf(roster, rule) : null,
    people: someDays ? known(summarizePeople(people, earlier)) : missing,
    usage: totals.usage,
    chart: charted ? known(charted) : missing,
    top: someDays ? known(topAcceptors(people, roster, TOP, question.unlisted)) : missing,
    splits: splits ? known(summarizeSplits(splits)) : missing,
    window: { state: 'not-provided' },
    unmatched: unmatched(people, roster),
    notes: [...totals.notes, ...gapsIn(totals.known, period, dataTo)],
  };
}

async function chart(
  store: UsageStore,
  { part, period }: PartQuestion,
  { days, known: knownDays }: TeamUsage,
  personIds: readonly string[],
  heldNow: ReadonlySet<Day>,
) {
  const { grain, buckets } = bucketsOf(period);
  const query = { provider: part.provider.id, personIds, periods: buckets };
  const active = await readActive(store, query, heldNow);
  return chartOf(grain, buckets, days, active, knownDays);
}

function unmatched(people: readonly PersonTotals[], roster: readonly RosterEntry[]): number {
  const named = new Set(
    roster
      .filter(({ name, email }) => name !== null || email !== null)
      .map((entry) => entry.personId),
  );
  // A row without any activity is no usage.
  return people.filter(({ personId, activeDays }) => activeDays > 0 && !named.has(personId)).length;
}
