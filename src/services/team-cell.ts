import type { Day, Period } from '../domain/calendar.ts';
import type { Group } from '../domain/people.ts';
import type { TeamCell } from '../domain/lists.ts';
import type { RosterEntry, UsageStore } from '../domain/ports.ts';
import { INACTIVE_DAYS, type SeatWindow } from '../domain/seats.ts';
import { summarizeSeats } from '../domain/summarize.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { activityOf } from './activity.ts';
import { countsDays } from './counts-days.ts';
import { heldPersonDays } from './held-days.ts';
import { nestedGroups } from './nested-groups.ts';
import { outsideGroups } from './outside-groups.ts';
import type { PreparedPart } from './prepare-part.ts';
import { seatScopes, type TeamPart } from './team-needs.ts';
import { usageOf } from './team-usage.ts';

/** What the lines of all teams share at one provider: read once. */
export type Whole = {
  readonly provider: Provider;
  readonly period: Period;
  readonly last: Day;
  readonly now: Date;
  readonly seatsKnown: boolean;
  readonly groups: readonly Group[];
  readonly windows: ReadonlyMap<string, SeatWindow>;
  readonly dataTo: Day | null;
  readonly fetchedAt: Date | null;
  readonly notes: readonly Note[];
};

export async function readWhole(
  { part, last, now, seatsKnown, fetchedAt, trouble }: PreparedPart,
  period: Period,
  store: UsageStore,
): Promise<Whole> {
  const { provider } = part;
  const { feeds, seatWindow } = provider.capabilities;
  const windows = seatWindow
    ? await store.seatWindows({ provider: provider.id, scopes: seatScopes(part), period })
    : [];
  return {
    provider,
    period,
    last,
    now,
    seatsKnown,
    groups: feeds.includes('groups') ? await store.groups(provider.id) : [],
    windows: new Map(windows.map(({ personId, window }) => [personId, window])),
    dataTo: await store.newestDay(provider.id),
    fetchedAt,
    notes: trouble,
  };
}

/** A team's line at one provider, of what the store holds. */
export async function readCell(
  part: TeamPart,
  roster: readonly RosterEntry[],
  whole: Whole,
  store: UsageStore,
): Promise<TeamCell> {
  const { provider, last, now, seatsKnown } = whole;
  const outside = await outsideGroups(store, provider.id, part.groupIds, part.emails);
  const nested = new Set(nestedGroups(part.groupIds, whole.groups).map(({ groupId }) => groupId));
  const disjointGroupIds = part.groupIds.filter((id) => !nested.has(id));
  const { rule } = await activityOf(store, { part, outside, last, now }, INACTIVE_DAYS, true);
  const counted = countsDays(provider)
    ? await countedOf({ part, roster, outside, disjointGroupIds }, whole, store)
    : { ...NO_LINES, active: activeIn(roster, whole) };
  const seats = seatsKnown ? summarizeSeats(roster, null, rule, null) : null;
  return {
    provider: provider.id,
    held: seats?.held ?? null,
    inactive: seats?.inactive?.count ?? null,
    ...counted,
  };
}

type Counted = Pick<TeamCell, 'active' | 'linesAccepted' | 'linesChanged' | 'chatTurns'>;

const NO_LINES: Omit<Counted, 'active'> = {
  linesAccepted: { now: null, before: null },
  linesChanged: null,
  chatTurns: null,
};

async function countedOf(
  team: Pick<PreparedPart, 'part' | 'roster' | 'outside' | 'disjointGroupIds'>,
  { provider: { id: provider }, period }: Whole,
  store: UsageStore,
): Promise<Counted> {
  const { roster } = team;
  const heldNow = await heldPersonDays(store, team, period);
  const holders = roster.filter(({ seat }) => seat?.state === 'held');
  const personIds = holders.map(({ personId }) => personId);
  const [active = null] =
    heldNow.size > 0 ? await store.activePeople({ provider, personIds, periods: [period] }) : [];
  const { usage } = await usageOf(store, team, period, heldNow);
  if (usage.state !== 'known') return { ...NO_LINES, active };
  const { linesAccepted, linesChanged, chatTurns } = usage.figures;
  return { active, linesAccepted, linesChanged: linesChanged.now, chatTurns: chatTurns.now };
}

/** Held seats with a day of use in the window; null where the provider has told of no window of theirs. */
function activeIn(roster: readonly RosterEntry[], { windows }: Whole): number | null {
  const held = roster.filter(({ seat }) => seat?.state === 'held');
  const told = held.flatMap(({ personId }) => windows.get(personId) ?? []);
  if (held.length > 0 && told.length === 0) return null;
  return told.filter(({ activeDays }) => activeDays > 0).length;
}
