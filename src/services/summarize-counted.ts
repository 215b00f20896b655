import {
  addDays,
  bucketsOf,
  daysOf,
  lengthOf,
  periodBefore,
  periodsOf,
  sayDay,
  type Day,
  type Period,
} from '../domain/calendar.ts';
import type { PersonTotals, RosterEntry, UsageStore } from '../domain/ports.ts';
import { GRACE_DAYS, INACTIVE_DAYS } from '../domain/seats.ts';
import { summarizeSplits } from '../domain/splits.ts';
import { chartOf, summarizePeople, summarizeSeats, topAcceptors } from '../domain/summarize.ts';
import type { Note } from '../domain/summary.ts';
import { partlyKnown, remark } from './explain-trouble.ts';
import { heldDays, heldSince, whole } from './held-days.ts';
import { known, missing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { judgedPeriod, dayScopes } from './team-needs.ts';
import { usageOf, type TeamUsage } from './team-usage.ts';

const TOP = 5;

/** Before anything that a vendor could tell of. */
const FIRST_DAY = '2020-01-01';

/** Sums up a provider that counts people's and departments' days. */
export async function summarizeCounted(
  store: UsageStore,
  question: PartQuestion,
): Promise<PartFigures> {
  const { part, roster, outside, period, last } = question;
  const provider = part.provider.id;
  const personIds = roster.map(({ personId }) => personId);
  const before = periodBefore(period);
  const scopes = dayScopes(part.groupIds, outside);
  const held = (asked: Period) => heldDays(store, provider, 'person-days', scopes, asked);
  const judged = judgedPeriod(last);
  const [heldNow, heldBefore, heldEver] = await Promise.all([
    held(period),
    held(before),
    held({ from: FIRST_DAY, to: judged.to }),
  ]);
  const usageSince = heldSince(heldEver, judged.to);
  const wholeBefore = whole(heldNow, period) && whole(heldBefore, before);
  const people = await store.personTotals({ provider, personIds, period });
  const earlier = wholeBefore
    ? await store.personTotals({ provider, personIds, period: before })
    : null;
  const totals = await usageOf(store, question, heldNow);
  const active = people.filter(({ activeDays }) => activeDays > 0).map(({ personId }) => personId);
  const rule = {
    now: question.now,
    inactiveDays: INACTIVE_DAYS,
    graceDays: GRACE_DAYS,
    activityKnown: usageSince !== null && usageSince <= judged.from,
  };
  const someDays = heldNow.size > 0;
  const anyDays = someDays || totals.known.size > 0;
  const dataTo = await store.newestDay(provider);
  return {
    dataTo,
    seats: question.seatsKnown
      ? known(summarizeSeats(roster, someDays ? new Set(active) : null, rule, usageSince))
      : missing,
    people: someDays ? known(summarizePeople(people, earlier)) : missing,
    usage: totals.usage,
    chart: anyDays ? known(await chart(store, question, totals, personIds, heldNow)) : missing,
    top: someDays ? known(topAcceptors(people, roster, TOP)) : missing,
    splits: anyDays ? known(summarizeSplits(totals.splits)) : missing,
    window: { state: 'not-provided' },
    unmatched: unmatched(people, roster),
    notes: [...gaps(totals.known, period), ...notYet(dataTo, period)],
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
  const provider = part.provider.id;
  const active = await store.activePeople({ provider, personIds, periods: buckets });
  const activeKnown = buckets.map((bucket, index) =>
    daysOf(bucket).some((day) => heldNow.has(day)) ? (active[index] ?? null) : null,
  );
  return chartOf(grain, buckets, days, activeKnown, (bucket) =>
    daysOf(bucket).some((day) => knownDays.has(day)),
  );
}

function gaps(held: ReadonlySet<Day>, period: Period): Note[] {
  if (held.size === 0 || whole(held, period)) return [];
  const lacking = daysOf(period).filter((day) => !held.has(day));
  return [partlyKnown(periodsOf(lacking), held.size, lengthOf(period))];
}

/** Days that were fetched and of which nobody tells anything yet: vendors are late. */
function notYet(dataTo: Day | null, period: Period): Note[] {
  if (dataTo === null || dataTo >= period.to) return [];
  const after = addDays(dataTo, 1);
  const days = lengthOf({ from: after > period.from ? after : period.from, to: period.to });
  const last = days === 1 ? 'the last day' : `the last ${days} days`;
  return [
    remark(`There is no data after ${sayDay(dataTo)} yet: figures for ${last} may still come.`),
  ];
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
