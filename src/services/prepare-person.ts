import { addDays, type Day, type Period } from '../domain/calendar.ts';
import { EVERYONE, type Scope } from '../domain/feeds.ts';
import type { UsageStore } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import type { DemandAt } from './demands.ts';
import type { Unmet } from './fetch-missing.ts';
import { ANSWER_MAX_AGE_MS, directoryOf, feedOf, seatsOf, type Need } from './needs.ts';
import { withGroups, type Outsider } from './outside-groups.ts';
import type { QuestionPorts } from './question-ports.ts';
import { tellFreshness } from './tell-freshness.ts';
import { dayNeeds, dayScopes, groupScopes, toldBy, type TeamPart } from './team-needs.ts';
import { lastDueOf } from './last-due.ts';

/** Somebody at one provider, with all that an answer about them is made of fetched as far as that was possible. */
export type PreparedPerson = {
  readonly part: TeamPart;
  /** Whom the provider knows by the address: nobody, one, or several ids. */
  readonly entries: readonly Outsider[];
  /** Where windows of their seats are listed. */
  readonly seatScopes: readonly Scope[];
  /** The newest day for which data is due. */
  readonly last: Day;
  readonly now: Date;
  readonly fetchedAt: Date | null;
  /** Whether the provider refuses the directory by which they are looked for, and has always done so. */
  readonly directoryRefused: boolean;
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
  const part: TeamPart = { provider, groupIds: [], emails: [email] };
  const last = lastDueOf([provider], clock(), zone);
  const demand = demandAt(last, addDays(last, 1 - retentionDays));
  const seatScopes = await seatScopesOf(part, store);
  const listing = listingNeeds(provider, seatScopes, demand.windows);
  const unmet: Unmet[] = [...(await fetchMissing(listing, onAsk))];
  const before = await entriesOf(part, store);
  unmet.push(...(await fetchMissing(dayNeeds(part, before, demand), onAsk, undefined, unmet)));
  // Days tell of a last use that no list has.
  const entries = await entriesOf(part, store);
  const scopes = [...seatScopes, ...toldBy(dayScopes([], entries))];
  const shown = { provider, scopes, unmet, span: demand.span };
  const { fetchedAt, notes: trouble } = await tellFreshness(shown, ports);
  const directoryRefused = unmet.some(
    ({ need, error, heldAt }) =>
      feedOf(need) === 'people' && error.code === 'forbidden' && heldAt === null,
  );
  return { part, entries, seatScopes, last, now: clock(), fetchedAt, directoryRefused, trouble };
}

async function entriesOf(
  { provider: { id }, emails }: TeamPart,
  store: UsageStore,
): Promise<Outsider[]> {
  return withGroups(store, id, await store.roster({ provider: id, groupIds: [], emails }));
}

/** Windows of a group are a smaller thing to ask for than everyone's. */
async function seatScopesOf(part: TeamPart, store: UsageStore): Promise<readonly Scope[]> {
  if (!part.provider.capabilities.seatWindow) return [EVERYONE];
  const entries = await entriesOf(part, store);
  const [first] = entries.flatMap(({ groupIds }) => groupIds).toSorted();
  return first === undefined ? [EVERYONE] : groupScopes([first]);
}

function listingNeeds(
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
