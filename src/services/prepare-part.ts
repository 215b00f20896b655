import { addDays, type Day, type Period } from '../domain/calendar.ts';
import type { Group } from '../domain/people.ts';
import type { RosterEntry, UsageStore } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { DemandAt } from './demands.ts';
import { remark } from './explain-trouble.ts';
import type { Unmet } from './fetch-missing.ts';
import { nestedGroups } from './nested-groups.ts';
import { outsideGroups, type Outsider } from './outside-groups.ts';
import type { QuestionPorts } from './question-ports.ts';
import { tellFreshness } from './tell-freshness.ts';
import {
  dayNeeds,
  dayScopes,
  rosterNeeds,
  seatScopes,
  toldBy,
  type TeamPart,
} from './team-needs.ts';
import { lastDueOf } from './last-due.ts';

/** A team at one provider, with all that its answer is made of fetched as far as that was possible. */
export type PreparedPart = {
  readonly part: TeamPart;
  readonly roster: readonly RosterEntry[];
  /** People of the team who are in none of its groups. */
  readonly outside: readonly Outsider[];
  /** Groups whose days are added: without those that lie within another one. */
  readonly disjointGroupIds: readonly string[];
  /** The newest day for which data is due. */
  readonly last: Day;
  readonly now: Date;
  /** Whether the seats of the team could be listed, now or before. */
  readonly seatsKnown: boolean;
  /** When what is shown was fetched. */
  readonly fetchedAt: Date | null;
  /** What went wrong. */
  readonly trouble: readonly Note[];
  /** How the team was counted. */
  readonly remarks: readonly Note[];
};

/** Fetches what a team's answer lacks at one provider. Trouble becomes notes, not exceptions. */
export async function preparePart(
  part: TeamPart,
  demandAt: DemandAt,
  ports: QuestionPorts,
  onAsk: () => void,
): Promise<PreparedPart> {
  const { store, fetchMissing, clock, zone, retentionDays } = ports;
  const { provider, groupIds, emails } = part;
  const { groupWord, feeds } = provider.capabilities;
  const last = lastDueOf([provider], clock(), zone);
  const demand = demandAt(last, addDays(last, 1 - retentionDays));
  const unmet: Unmet[] = [...(await fetchMissing(rosterNeeds(part, demand.windows), onAsk))];
  const outside = await outsideGroups(store, provider.id, groupIds, emails);
  const needs = dayNeeds(part, outside, demand);
  unmet.push(...(await fetchMissing(needs, onAsk, undefined, unmet)));
  const scopes = [...seatScopes(part), ...toldBy(dayScopes(groupIds, outside))];
  const [roster, groups, { fetchedAt, notes }] = await Promise.all([
    // Usage rows of a group tell of people whom no list names, so the roster is read once more.
    store.roster({ provider: provider.id, groupIds, emails }),
    feeds.includes('groups') ? store.groups(provider.id) : [],
    tellFreshness({ provider, scopes, unmet, span: demand.span }, ports),
  ]);
  const nested = nestedGroups(groupIds, groups);
  return {
    part,
    roster,
    outside,
    disjointGroupIds: groupIds.filter((id) => !nested.some(({ groupId }) => groupId === id)),
    last,
    now: clock(),
    seatsKnown:
      roster.some(({ seat }) => seat !== null) ||
      (await seatsListed(store, part, demand.windows[0])),
    fetchedAt,
    trouble: notes,
    remarks: nested.length > 0 ? [countedOnce(nested, groupWord)] : [],
  };
}

function countedOnce(nested: readonly Group[], word: string): Note {
  const named = nested
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
  const names = nested.length > 5 ? `${named} and ${nested.length - 5} more` : named;
  return remark(`Counted once: ${names}, within another ${word} of the team.`);
}

/** Whether the seats were listed at all: a list without anybody is known too. */
async function seatsListed(store: UsageStore, part: TeamPart, window: Period): Promise<boolean> {
  const { id, capabilities } = part.provider;
  const period = capabilities.seatWindow ? window : null;
  const runs = await Promise.all(
    seatScopes(part).map((scope) =>
      store.lastSuccess({ provider: id, feed: 'seats', scope, period }),
    ),
  );
  return runs.every((run) => run !== null);
}

/** All that is to be said of it. */
export function notesOf({ trouble, remarks }: PreparedPart): readonly Note[] {
  return [...trouble, ...remarks];
}
