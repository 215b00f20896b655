import { staleFeeds } from '../domain/nudge-feeds.ts';
import { EVERYONE } from '../domain/feeds.ts';
import type { Situation } from '../domain/nudge-policy.ts';
import { seatKey, type NudgeSeat } from '../domain/nudge-ports.ts';
import type { StaleFeed } from '../domain/nudges-shown.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import { givenAtOf } from '../domain/inactive-seats.ts';
import type { Provider } from '../providers/provider.ts';
import { activityOf } from './activity.ts';
import { countsDays } from './counts-days.ts';
import { judgedPeriod } from './demands.ts';
import { feedAge } from './feed-ages.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { outsideGroups, withGroups } from './outside-groups.ts';
import type { TeamPart } from './team-needs.ts';
import { allTogether, emailsOf, readParts } from './team-parts.ts';
import { lastDueOf } from './last-due.ts';

/** All held seats, those in no team too, and how far what is known of them can be trusted. */
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
  const known = new Set(parts.flat().map(seatKey));
  const inTeams = new Set(emailsOf(read));
  const others = await Promise.all(
    providers.map((provider) => otherSeats(provider, { known, inTeams }, ports)),
  );
  const seats = [...parts.flat(), ...others.flat()];
  const emails = [...new Set(seats.flatMap(({ email }) => email ?? []))];
  const slack = await nudges.slackPeople(emails);
  const stale = await staleNow(ports);
  const data = await Promise.all(
    providers.map(async (provider) => {
      const part = read.find((one) => one.part.provider === provider)?.part;
      const known = await dataOf(part ?? { provider, groupIds: [], emails: [] }, now, ports);
      return [provider.id, known] as const;
    }),
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
export async function staleNow(ports: NudgePorts): Promise<StaleFeed[]> {
  const telling = ports.providers.filter(({ capabilities }) =>
    capabilities.feeds.includes('seats'),
  );
  const { teams } = await ports.listTeams();
  const ages = await Promise.all(telling.map((provider) => feedAge(provider, teams, ports)));
  return staleFeeds(ages, ports.clock(), ports.zone);
}

function partSeats(
  { part, roster }: { readonly part: TeamPart; readonly roster: readonly RosterEntry[] },
  ports: NudgePorts,
): Promise<NudgeSeat[]> {
  return seatsOf(part.provider.id, roster, () => ({ isInTeam: true, isRead: true }), ports);
}

/** Seats outside the teams' groups: their holders may be in a team for another seat. */
async function otherSeats(
  provider: Provider,
  {
    known,
    inTeams,
  }: { readonly known: ReadonlySet<string>; readonly inTeams: ReadonlySet<string> },
  ports: NudgePorts,
): Promise<NudgeSeat[]> {
  const holders = await ports.store.seatHolders(provider.id);
  const others = holders.filter(
    ({ personId }) => !known.has(seatKey({ provider: provider.id, personId })),
  );
  const isRead = !countsDays(provider);
  const placeOf = ({ email }: RosterEntry) => ({ isInTeam: inTeams.has(email ?? ''), isRead });
  return seatsOf(provider.id, others, placeOf, ports);
}

async function seatsOf(
  provider: ProviderId,
  roster: readonly RosterEntry[],
  placeOf: (entry: RosterEntry) => Pick<NudgeSeat, 'isInTeam' | 'isRead'>,
  { store }: NudgePorts,
): Promise<NudgeSeat[]> {
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
    ...placeOf(entry),
    slack: null,
  }));
}

async function dataOf(
  part: TeamPart,
  now: Date,
  { store, nudges, zone, policy }: NudgePorts,
): Promise<NonNullable<Situation['data'][string]>> {
  const { provider, groupIds, emails } = part;
  const last = lastDueOf([provider], now, zone);
  const outside = await outsideGroups(store, provider.id, groupIds, emails);
  const prepared = { part, outside, last, now };
  const { rule, usageSince } = await activityOf(store, prepared, policy.firstDays);
  const [listed] = await nudges.fetched(provider.id, 'seats', [EVERYONE]);
  return {
    known: countsDays(provider)
      ? (days) => usageSince !== null && usageSince <= judgedPeriod(last, days).from
      : () => rule.activityKnown,
    dataTo: await store.newestDay(provider.id),
    usageSince,
    seenAt: listed?.startedAt.getTime() ?? null,
  };
}
