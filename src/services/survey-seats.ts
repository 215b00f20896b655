import { staleFeeds, type FeedAge } from '../domain/nudge-feeds.ts';
import type { Situation } from '../domain/nudge-policy.ts';
import type { NudgeSeat } from '../domain/nudge-ports.ts';
import type { StaleFeed } from '../domain/nudges.ts';
import type { RosterEntry } from '../domain/ports.ts';
import { givenAtOf } from '../domain/inactive-seats.ts';
import type { Provider } from '../providers/provider.ts';
import { activityOf } from './activity.ts';
import { countsDays } from './counts-days.ts';
import { judgedPeriod } from './demands.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { outsideGroups, withGroups } from './outside-groups.ts';
import type { TeamPart } from './team-needs.ts';
import { allTogether, readParts } from './team-parts.ts';
import { lastDueOf } from './last-due.ts';

/** All held seats of all teams, and how far what is known of them can be trusted. */
export type Survey = {
  readonly seats: readonly NudgeSeat[];
  readonly stale: readonly StaleFeed[];
  /** All that a plan looks at, but for what was told and answered before. */
  readonly situation: Omit<Situation, 'past'>;
};

/** Looks at the store only: what is not known there is not nudged about. */
export async function surveySeats(ports: NudgePorts): Promise<Survey> {
  const { store, nudges, clock, zone, policy } = ports;
  const providers = ports.providers.filter(({ capabilities }) =>
    capabilities.feeds.includes('seats'),
  );
  const now = clock();
  const { teams } = await ports.listTeams();
  const { read } = await readParts(allTogether(teams), providers, async (part) => {
    const { provider, groupIds, emails } = part;
    return { part, roster: await store.roster({ provider: provider.id, groupIds, emails }) };
  });
  const parts = await Promise.all(read.map((one) => partSeats(one, ports)));
  const seats = parts.flat();
  const emails = [...new Set(seats.flatMap(({ email }) => email ?? []))];
  const slack = await nudges.slackPeople(emails);
  const stale = await staleNow(ports);
  const data = await Promise.all(
    read.map(async ({ part }) => [part.provider.id, await dataOf(part, now, ports)] as const),
  );
  return {
    seats: seats.map((seat) => ({ ...seat, slack: slack.get(seat.email ?? '') ?? null })),
    stale,
    situation: {
      now,
      zone,
      policy,
      teams,
      stale: stale.map(({ title }) => title),
      data: Object.fromEntries(data),
    },
  };
}

/** The feeds that block all nudges now. */
export async function staleNow({
  nudges,
  store,
  providers,
  clock,
  zone,
}: NudgePorts): Promise<StaleFeed[]> {
  const telling = providers.filter(({ capabilities }) => capabilities.feeds.includes('seats'));
  const ages = await Promise.all(
    telling.map(async (provider): Promise<FeedAge> => {
      const fetched = await nudges.lastFetched(provider.id);
      const newestDay = await store.newestDay(provider.id);
      const { id, title } = provider;
      return { provider: id, title, countsDays: tellsPeoplesDays(provider), ...fetched, newestDay };
    }),
  );
  return staleFeeds(ages, clock(), zone);
}

function tellsPeoplesDays({ capabilities: { feeds } }: Provider): boolean {
  return feeds.includes('person-days');
}

async function partSeats(
  { part, roster }: { readonly part: TeamPart; readonly roster: readonly RosterEntry[] },
  { store }: NudgePorts,
): Promise<NudgeSeat[]> {
  const { id: provider } = part.provider;
  const held = roster.filter(({ seat }) => seat?.state === 'held');
  const grouped = await withGroups(store, provider, held);
  return grouped.map(({ groupIds, ...entry }) => ({
    provider,
    personId: entry.personId,
    email: entry.email,
    name: entry.name,
    givenAt: givenAtOf(entry),
    givenIsGuess: (entry.seat?.givenAt ?? null) === null && entry.joinedAt !== null,
    lastActiveAt: entry.lastActiveAt,
    groupIds,
    slack: null,
  }));
}

async function dataOf(
  part: TeamPart,
  now: Date,
  { store, zone, policy }: NudgePorts,
): Promise<NonNullable<Situation['data'][string]>> {
  const { provider, groupIds, emails } = part;
  const last = lastDueOf([provider], now, zone);
  const outside = await outsideGroups(store, provider.id, groupIds, emails);
  const prepared = { part, outside, last, now };
  const { rule, usageSince } = await activityOf(store, prepared, policy.firstDays);
  return {
    known: countsDays(provider)
      ? (days) => usageSince !== null && usageSince <= judgedPeriod(last, days).from
      : () => rule.activityKnown,
    dataTo: await store.newestDay(provider.id),
    usageSince,
  };
}
