import { periodBefore, type Day, type Period } from '../domain/calendar.ts';
import type { UsageStore } from '../domain/ports.ts';
import { summarizeUsage } from '../domain/summarize.ts';
import type { Figures, Note, UsageFigures } from '../domain/summary.ts';
import type { Splits, Totals } from '../domain/usage.ts';
import { trouble } from './explain-trouble.ts';
import { heldDepartmentDays, heldPersonDays, whole, within } from './held-days.ts';
import { known, missing } from './part-figures.ts';
import type { PreparedPart } from './prepare-part.ts';
import type { TeamPart } from './team-needs.ts';

/** A team's totals over a period, with the days they are made of. `known` are the days that are held. */
export type TeamUsage = {
  readonly usage: Figures<UsageFigures>;
  readonly days: readonly { readonly day: Day; readonly totals: Totals }[];
  /** The breakdown of it, read when it is wanted. */
  readonly readSplits: () => Promise<readonly Splits[]>;
  readonly known: ReadonlySet<Day>;
  /** What the totals lack. */
  readonly notes: readonly Note[];
};

/** Whose days are added up. */
type Counted = Pick<PreparedPart, 'part' | 'roster' | 'outside' | 'disjointGroupIds'>;

/** A department's own totals where they are held; else, and for people outside departments, people's days added up. */
export async function usageOf(
  store: UsageStore,
  { part, roster, outside, disjointGroupIds }: Counted,
  period: Period,
  heldNow: ReadonlySet<Day>,
): Promise<TeamUsage> {
  const provider = part.provider.id;
  const before = periodBefore(period);
  const compared = { from: before.from, to: period.to };
  const [departments, told] = await Promise.all([
    heldDepartmentDays(store, provider, disjointGroupIds, compared),
    store.departmentDays({ provider, groupIds: disjointGroupIds, period }),
  ]);
  const departmentsNow = within(departments, period);
  // A vendor that says nothing of a department on any day has not said that nothing happened there.
  const useDepartments = departmentsNow.size > 0 && (told.length > 0 || heldNow.size === 0);
  const people = useDepartments ? outside : roster;
  const personIds = people.map(({ personId }) => personId);
  const personQuery = (asked: Period) => ({ provider, personIds, period: asked });
  const departmentQuery = (asked: Period) => ({
    provider,
    groupIds: useDepartments ? disjointGroupIds : [],
    period: asked,
  });
  const departmentDays = useDepartments ? told : [];
  const knownDays = useDepartments ? departmentsNow : heldNow;
  const isBesides = useDepartments && outside.length > 0;
  const [added, knownBefore, readOutside] = await Promise.all([
    store.dailyTotals(personQuery(period)),
    useDepartments ? within(departments, before) : heldPersonDays(store, { part, outside }, before),
    isBesides ? heldPersonDays(store, { part: { ...part, groupIds: [] }, outside }, period) : null,
  ]);
  const days = [...departmentDays, ...added];
  const comparable = whole(knownDays, period) && whole(knownBefore, before);
  const earlier = comparable
    ? await Promise.all([
        store.departmentDays(departmentQuery(before)),
        store.dailyTotals(personQuery(before)),
      ])
    : null;
  const besides = readOutside && readOutside.size > 0 ? 'both' : 'department-days';
  const source = useDepartments ? besides : 'person-days';
  return {
    usage:
      knownDays.size > 0
        ? known(summarizeUsage(totalsOf(days), earlier && totalsOf(earlier.flat()), source))
        : missing,
    days,
    readSplits: async () => [
      ...departmentDays.map(({ splits }) => splits),
      ...(personIds.length > 0 ? [await store.personSplits(personQuery(period))] : []),
    ],
    known: knownDays,
    notes: readOutside?.size === 0 ? [without(outside.length, part)] : [],
  };
}

/** Why they lack people stands with what could not be read. */
function without(people: number, { provider }: TeamPart): Note {
  const who = people === 1 ? '1 person who is' : `${people} people who are`;
  return trouble(
    `Totals are without ${who} in none of the team’s ${provider.capabilities.groupWord}s: their days could not be read.`,
  );
}

function totalsOf(entries: readonly { readonly totals: Totals }[]): Totals[] {
  return entries.map(({ totals }) => totals);
}
