import { addDays, lastDueDay, periodBefore, type Period } from '../domain/calendar.ts';
import type { Feed } from '../domain/feeds.ts';
import type { Group } from '../domain/people.ts';
import type { Clock, RosterEntry, SyncRun, UsageStore } from '../domain/ports.ts';
import type { Note, ProviderSummary } from '../domain/summary.ts';
import { explainTrouble, remark, runsFor } from './explain-trouble.ts';
import type { FetchMissing, Unmet } from './fetch-missing.ts';
import { outsideGroups } from './outside-groups.ts';
import { feedOf } from './needs.ts';
import { summarizePart } from './summarize-part.ts';
import { dayNeeds, dayScopes, rosterNeeds, seatScopes, type TeamPart } from './team-needs.ts';

type Ports = {
  readonly store: UsageStore;
  readonly fetchMissing: FetchMissing;
  readonly clock: Clock;
  readonly zone: string;
  readonly retentionDays: number;
};

/** Feeds that have no figures. */
const NAMES: ReadonlySet<Feed> = new Set<Feed>(['people', 'groups']);

/** A team at one provider, with the people whom the answer is about. */
export type PartReport = {
  readonly summary: ProviderSummary;
  readonly roster: readonly RosterEntry[];
};

/** Fetches what a team's answer lacks at one provider, then sums up what is held. Trouble becomes notes, not exceptions. */
export async function reportPart(
  part: TeamPart,
  period: Period,
  ports: Ports,
  onAsk: () => void,
): Promise<PartReport> {
  const { store, fetchMissing, clock, zone, retentionDays } = ports;
  const { provider, groupIds, emails } = part;
  const { dayZone, groupWord, feeds } = provider.capabilities;
  const last = lastDueDay(clock(), [zone, dayZone ?? zone]);
  const unmet: Unmet[] = await fetchMissing(rosterNeeds(part, period), onAsk);
  const outside = await outsideGroups(store, provider.id, groupIds, emails);
  unmet.push(
    ...(await fetchMissing(
      dayNeeds(part, outside, period, last, addDays(last, 1 - retentionDays)),
      onAsk,
      undefined,
      unmet,
    )),
  );
  // Usage rows of a group tell of people whom no list names, so the roster is read once more.
  const all = await store.roster({ provider: provider.id, groupIds, emails });
  const nested = feeds.includes('groups')
    ? nestedIn(groupIds, await store.groups(provider.id))
    : [];
  const figures = await summarizePart(store, {
    part,
    roster: all,
    outside,
    disjointGroupIds: groupIds.filter((id) => !nested.some(({ groupId }) => groupId === id)),
    period,
    last,
    now: clock(),
    seatsKnown: all.some(({ seat }) => seat !== null) || (await seatsListed(store, part, period)),
  });
  const scopes = [...seatScopes(part), ...dayScopes(groupIds, outside)];
  const lastAnswer = await store.lastAnswer(provider.id);
  const runs = runsFor(await store.newestRuns(provider.id), scopes, lastAnswer);
  const fetchedAt = freshness(runs, unmet);
  const span = { from: periodBefore(period).from, to: last };
  const notes: Note[] = [
    ...explainTrouble({ provider, unmet, runs, span, fetchedAt, lastAnswer, zone }),
    ...figures.notes,
    ...(nested.length > 0 ? [counted(nested, groupWord)] : []),
  ];
  return {
    roster: all,
    summary: {
      ...figures,
      provider: provider.id,
      title: provider.title,
      groupWord,
      dayZone: dayZone === zone ? null : dayZone,
      fetchedAt,
      notes,
    },
  };
}

/** Groups that lie within another one of the same list: their people and days are counted with it already. */
function nestedIn(groupIds: readonly string[], groups: readonly Group[]): Group[] {
  const parents = new Map(groups.map(({ groupId, parentId }) => [groupId, parentId]));
  const lies = (id: string): boolean => {
    const seen = new Set([id]);
    for (let up = parents.get(id); up && !seen.has(up); up = parents.get(up)) {
      if (groupIds.includes(up)) return true;
      seen.add(up);
    }
    return false;
  };
  return groups.filter(({ groupId }) => groupIds.includes(groupId) && lies(groupId));
}

function counted(nested: readonly Group[], word: string): Note {
  const names = nested.map(({ name }) => name).join(', ');
  return remark(`Counted once: ${names}, within another ${word} of the team.`);
}

/** Whether the seats were listed at all: a list without anybody is known too. */
async function seatsListed(store: UsageStore, part: TeamPart, period: Period): Promise<boolean> {
  const { id, capabilities } = part.provider;
  const window = capabilities.seatWindow ? period : null;
  const runs = await Promise.all(
    seatScopes(part).map((scope) =>
      store.lastSuccess({ provider: id, feed: 'seats', scope, period: window }),
    ),
  );
  return runs.every((run) => run !== null);
}

/** When the figures were fetched: of each feed the newest time, and of these and of what is held too long the oldest. */
function freshness(runs: readonly SyncRun[], unmet: readonly Unmet[]): Date | null {
  const newest = new Map<Feed, number>();
  for (const { feed, outcome, finishedAt } of runs) {
    if (outcome !== 'succeeded' || !finishedAt || NAMES.has(feed)) continue;
    newest.set(feed, Math.max(newest.get(feed) ?? 0, finishedAt.getTime()));
  }
  const held = unmet.flatMap(({ need, heldAt }) =>
    heldAt && !NAMES.has(feedOf(need)) ? [heldAt.getTime()] : [],
  );
  const instants = [...newest.values(), ...held];
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
