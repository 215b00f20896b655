import { bucketsOf, daysOf, periodBefore, type Day, type Period } from '../domain/calendar.ts';
import { givenAtOf, standingOfEntry } from '../domain/inactive-seats.ts';
import type { PersonPart } from '../domain/person-summary.ts';
import type { RosterEntry, UsageStore } from '../domain/ports.ts';
import { INACTIVE_DAYS, type StandingRule } from '../domain/seats.ts';
import { summarizeSplits } from '../domain/splits.ts';
import { chartOf, summarizeUsage } from '../domain/summarize.ts';
import type { PersonDay } from '../domain/usage.ts';
import { activityOf } from './activity.ts';
import { countsDays } from './counts-days.ts';
import { gapsIn } from './gaps.ts';
import { heldPersonDays, whole } from './held-days.ts';
import { known, missing } from './part-figures.ts';
import type { PreparedPerson } from './prepare-person.ts';
import { hasHeld } from './held-days.ts';

type Figures = Pick<
  PersonPart,
  'dataTo' | 'activeDays' | 'usage' | 'chart' | 'splits' | 'window' | 'notes'
>;

const NOT_PROVIDED = { state: 'not-provided' } as const;

/** Sums up what the store holds of somebody at one provider; null where they have neither a seat nor usage there. */
export async function reportPersonPart(
  prepared: PreparedPerson,
  period: Period,
  { store, zone }: { readonly store: UsageStore; readonly zone: string },
): Promise<PersonPart | null> {
  const { part, entries, fetchedAt, trouble } = prepared;
  const { provider } = part;
  const { figures, hasUsage } = countsDays(provider)
    ? await counted(prepared, period, store)
    : await windowed(prepared, period, store);
  const entry = entries.find(({ seat }) => seat?.state === 'held') ?? entries.find(hasSeat);
  if (!entry && !hasUsage) return null;
  const { dayZone } = provider.capabilities;
  return {
    ...figures,
    provider: provider.id,
    title: provider.title,
    dayZone: dayZone === zone ? null : dayZone,
    fetchedAt,
    seat: entry ? seatOf(entry, await ruleOf(prepared, store)) : null,
    notes: [...trouble, ...figures.notes],
  };
}

function hasSeat({ seat }: RosterEntry): boolean {
  return seat !== null;
}

function seatOf(entry: RosterEntry, rule: StandingRule): PersonPart['seat'] {
  const { seat, lastActiveAt } = entry;
  if (!seat) return null;
  return {
    state: seat.state,
    standing: standingOfEntry(entry, rule),
    givenAt: givenAtOf(entry),
    lastActiveAt: lastActiveAt ?? seat.lastActiveAt,
    lastActiveIsGuess: lastActiveAt === null && seat.lastActiveAt !== null,
  };
}

async function ruleOf(
  { part, entries: outside, last, now }: PreparedPerson,
  store: UsageStore,
): Promise<StandingRule> {
  const { rule } = await activityOf(store, { part, outside, last, now }, INACTIVE_DAYS, true);
  return rule;
}

async function counted(prepared: PreparedPerson, period: Period, store: UsageStore) {
  const { part, entries } = prepared;
  const { provider } = part;
  const people = { part, outside: entries };
  const before = periodBefore(period);
  const personIds = entries.map(({ personId }) => personId);
  const read = (asked: Period) =>
    personIds.length > 0
      ? store.personDays({ provider: provider.id, personIds, period: asked })
      : Promise.resolve([]);
  const [now, earlier, heldNow, heldBefore, dataTo] = await Promise.all([
    read(period),
    read(before),
    heldPersonDays(store, people, period),
    heldPersonDays(store, people, before),
    store.newestDay(provider.id),
  ]);
  const comparable = whole(heldNow, period) && whole(heldBefore, before) ? earlier : null;
  const isHeld = heldNow.size > 0;
  const usage = summarizeUsage(totalsOf(now), comparable && totalsOf(comparable), 'person-days');
  const activeDays = { now: activeIn(now).size, before: comparable && activeIn(comparable).size };
  const figures: Figures = {
    dataTo,
    activeDays: isHeld ? known(activeDays) : missing,
    usage: isHeld ? known(usage) : missing,
    chart: isHeld ? known(chart(now, period, heldNow)) : missing,
    splits: isHeld ? known(summarizeSplits(now.map(({ splits }) => splits))) : missing,
    window: NOT_PROVIDED,
    notes: gapsIn(heldNow, period, dataTo),
  };
  return { figures, hasUsage: activeIn([...now, ...earlier]).size > 0 };
}

function totalsOf(days: readonly PersonDay[]) {
  return days.map(({ totals }) => totals);
}

/** The days with real use, each once whatever the number of the person's ids. */
function activeIn(days: readonly PersonDay[]): Set<Day> {
  return new Set(days.filter(({ active }) => active).map(({ day }) => day));
}

function chart(days: readonly PersonDay[], period: Period, held: ReadonlySet<Day>) {
  const { grain, buckets } = bucketsOf(period);
  const used = activeIn(days);
  const active = buckets.map((bucket) => {
    if (!hasHeld(held, bucket)) return null;
    return daysOf(bucket).some((day) => used.has(day)) ? 1 : 0;
  });
  return chartOf(grain, buckets, days, active, held);
}

async function windowed(prepared: PreparedPerson, period: Period, store: UsageStore) {
  const { part, entries, seatScopes: scopes } = prepared;
  const { provider } = part;
  const own = new Set(entries.map(({ personId }) => personId));
  const read = async (asked: Period) => {
    const windows = await store.seatWindows({ provider: provider.id, scopes, period: asked });
    return windows.filter(({ personId }) => own.has(personId)).map(({ window }) => window);
  };
  const [now, earlier] = await Promise.all([read(period), read(periodBefore(period))]);
  const daysIn = (windows: typeof now) =>
    windows.length > 0 ? windows.reduce((sum, { activeDays }) => sum + activeDays, 0) : null;
  const { credits = null, cycleStart = null, cycleEnd = null } = now[0] ?? {};
  const cycle = cycleStart && cycleEnd ? { from: cycleStart, to: cycleEnd } : null;
  const isKnown = now.length > 0;
  const figures: Figures = {
    dataTo: null,
    activeDays: isKnown ? known({ now: daysIn(now), before: daysIn(earlier) }) : missing,
    usage: NOT_PROVIDED,
    chart: NOT_PROVIDED,
    splits: NOT_PROVIDED,
    window: isKnown ? known({ credits, cycle }) : missing,
    notes: [],
  };
  return { figures, hasUsage: false };
}
