import { addDays, lastDueDay, type Day, type Period } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { RosterEntry, UsageStore } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import type { Demand, DemandAt } from './demands.ts';
import type { Unmet } from './fetch-missing.ts';
import { ANSWER_MAX_AGE_MS, daysNeeded, directoryOf, seatsOf, type Need } from './needs.ts';
import type { QuestionPorts } from './question-ports.ts';
import { tellFreshness } from './tell-freshness.ts';
import { groupScopes } from './team-needs.ts';

/** Somebody at one provider, with all that an answer about them is made of fetched as far as that was possible. */
export type PreparedPerson = {
  readonly provider: Provider;
  /** Whom the provider knows by the address: nobody, one, or several ids. */
  readonly entries: readonly RosterEntry[];
  /** For each of them the scopes of which any one holds their days. */
  readonly dayScopes: readonly (readonly Scope[])[];
  /** Where windows of their seats are listed. */
  readonly seatScopes: readonly Scope[];
  /** The newest day for which data is due. */
  readonly last: Day;
  readonly now: Date;
  readonly fetchedAt: Date | null;
  readonly trouble: readonly Note[];
};

/** Fetches what an answer about somebody lacks at one provider; days that are held for a group of theirs are not asked for again. */
export async function preparePerson(
  email: string,
  provider: Provider,
  demandAt: DemandAt,
  ports: QuestionPorts,
  onAsk: () => void,
): Promise<PreparedPerson> {
  const { store, fetchMissing, clock, zone, retentionDays } = ports;
  const last = lastDueDay(clock(), [zone, provider.capabilities.dayZone ?? zone]);
  const demand = demandAt(last, addDays(last, 1 - retentionDays));
  const seatScopes = await seatScopesOf(email, provider, store);
  const wanted = seatNeeds(provider, seatScopes, demand.windows);
  const unmet: Unmet[] = [...(await fetchMissing(wanted, onAsk))];
  const entries = await entriesOf(email, provider, store);
  const groups = await groupsOf(entries, provider, store);
  const single = entries.map(({ personId }): Scope => ({ kind: 'person', id: personId }));
  const heldBy = entries.map(({ personId }) => groupScopes(groups.get(personId) ?? []));
  const needs = single.flatMap((scope, index) =>
    dayNeed(provider, scope, heldBy[index] ?? [], demand),
  );
  unmet.push(...(await fetchMissing(needs, onAsk, undefined, unmet)));
  const scopes = [...seatScopes, ...single, ...heldBy.flat()];
  const shown = { provider, scopes, unmet, span: demand.span };
  const { fetchedAt, notes: trouble } = await tellFreshness(shown, ports);
  return {
    provider,
    // Days tell of a last use that no list has.
    entries: await entriesOf(email, provider, store),
    dayScopes: single.map((scope, index) => [scope, EVERYONE, ...(heldBy[index] ?? [])]),
    seatScopes,
    last,
    now: clock(),
    fetchedAt,
    trouble,
  };
}

function entriesOf(email: string, { id }: Provider, store: UsageStore): Promise<RosterEntry[]> {
  return store.roster({ provider: id, groupIds: [], emails: [email] });
}

async function groupsOf(
  entries: readonly RosterEntry[],
  { id }: Provider,
  store: UsageStore,
): Promise<Map<string, string[]>> {
  const personIds = entries.map(({ personId }) => personId);
  const found = personIds.length > 0 ? await store.groupsOfPeople(id, personIds) : [];
  const groups = new Map<string, string[]>();
  for (const { personId, groupId } of found) {
    groups.set(personId, [...(groups.get(personId) ?? []), groupId]);
  }
  return groups;
}

/** Windows of a group are a smaller thing to ask for than everyone's. */
async function seatScopesOf(
  email: string,
  provider: Provider,
  store: UsageStore,
): Promise<readonly Scope[]> {
  if (!provider.capabilities.seatWindow) return [EVERYONE];
  const groups = await groupsOf(await entriesOf(email, provider, store), provider, store);
  const [first] = [...groups.values()].flat().toSorted();
  return first === undefined ? [EVERYONE] : groupScopes([first]);
}

function seatNeeds(
  { id, capabilities: { feeds, seatWindow } }: Provider,
  scopes: readonly Scope[],
  windows: readonly Period[],
): Need[] {
  const seats = (seatWindow ? windows : [null]).flatMap((window) =>
    scopes.map((scope) => seatsOf(id, scope, window, ANSWER_MAX_AGE_MS)),
  );
  return [
    ...(feeds.includes('people') ? [directoryOf(id)] : []),
    ...(feeds.includes('seats') ? seats : []),
  ];
}

function dayNeed(
  { id, capabilities: { feeds } }: Provider,
  scope: Scope,
  heldBy: readonly Scope[],
  { personDays }: Demand,
): Need[] {
  if (!feeds.includes('person-days') || personDays.length === 0) return [];
  return [daysNeeded(id, 'person-days', scope, personDays, ANSWER_MAX_AGE_MS, heldBy)];
}
