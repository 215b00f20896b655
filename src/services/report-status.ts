import { refusalOf } from '../domain/access.ts';
import type { ReportStatus } from '../domain/answers.ts';
import type { Period } from '../domain/calendar.ts';
import type { SyncRun } from '../domain/ports.ts';
import type { StatusSummary } from '../domain/status.ts';
import type { Team } from '../domain/teams.ts';
import type { ProviderId } from '../domain/usage.ts';
import { FIRST_DAY } from './activity.ts';
import { isHopeless } from './fetch-missing.ts';
import { heldPersonDays, heldSince } from './held-days.ts';
import { outsideGroups } from './outside-groups.ts';
import type { QuestionPorts } from './question-ports.ts';
import type { TeamPart } from './team-needs.ts';
import { allTogether, readParts } from './team-parts.ts';
import type { TellSending } from './tell-sending.ts';
import { listsSeats } from './lists-seats.ts';

type ProviderStatus = StatusSummary['providers'][number];

type StatusPorts = Pick<
  QuestionPorts,
  'store' | 'people' | 'providers' | 'listTeams' | 'clock' | 'zone'
> & {
  /** The bot itself. */
  readonly about: Pick<StatusSummary, 'version' | 'database' | 'startedAt'>;
  /** Whether a provider is being synced now. */
  readonly isSyncing: (provider: ProviderId) => boolean;
  readonly tellSending: TellSending;
};

const LISTED = 100;

/** Answers `status`: how fresh each provider is, what is wrong with it, and who could not be matched with anybody in Slack. */
export function createReportStatus(ports: StatusPorts): ReportStatus {
  return async (actor, { unmatched }) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    if (unmatched && !actor.isAdmin) {
      return { kind: 'refused', refusal: { reason: 'admins-only' } };
    }
    const { people, clock, zone, about, listTeams } = ports;
    const { teams } = await listTeams();
    return {
      kind: 'status',
      summary: {
        ...about,
        now: clock(),
        zone,
        providers: await statusOfAll(allTogether(teams), actor.isAdmin, ports),
        people: await people.matching(),
        unmatchedPeople: unmatched ? await people.unmatchedPeople(LISTED) : null,
        notes: await ports.tellSending(),
      },
    };
  };
}

async function statusOfAll(
  team: Team,
  isAdmin: boolean,
  ports: StatusPorts,
): Promise<ProviderStatus[]> {
  const { store, providers } = ports;
  const { read } = await readParts(team, providers, async (part) => {
    const { provider, groupIds, emails } = part;
    const roster = await store.roster({ provider: provider.id, groupIds, emails });
    return { part, roster };
  });
  return Promise.all(
    providers.map(async ({ id, title }) => {
      const known = read.find(({ part }) => part.provider.id === id);
      const seats = known?.roster.flatMap(({ seat }) => seat ?? []) ?? [];
      const runs = await store.newestRuns(id);
      const lastAnswer = await store.lastAnswer(id);
      return {
        provider: id,
        title,
        dataTo: await store.newestDay(id),
        lastAnswer,
        failure: failureOf(runs, lastAnswer, isAdmin),
        rejected: runs.reduce((sum, { rejected }) => sum + rejected, 0),
        syncing: ports.isSyncing(id),
        held: known ? await heldOf(known.part, ports) : null,
        // Where no team has anybody there, as before departments were listed, none is not a count.
        seats:
          known && (seats.length > 0 || listsSeats(runs))
            ? seats.filter(({ state }) => state === 'held').length
            : null,
      };
    }),
  );
}

/** The newest failure that stands: an outage is over once the provider has answered anything. */
function failureOf(
  runs: readonly SyncRun[],
  lastAnswer: Date | null,
  isAdmin: boolean,
): ProviderStatus['failure'] {
  const standing = runs.flatMap(({ scope, error, finishedAt }) => {
    if (!error || !finishedAt) return [];
    const overcome = isHopeless(error.code)
      ? lastAnswer !== null && finishedAt < lastAnswer
      : scope.kind === 'person';
    return overcome ? [] : [{ at: finishedAt, message: isAdmin ? error.message : null }];
  });
  return standing.toSorted((left, right) => Number(right.at) - Number(left.at))[0] ?? null;
}

/** The days up to the newest one that are held for all teams without a gap. */
async function heldOf(part: TeamPart, { store, clock }: StatusPorts): Promise<Period | null> {
  const { provider, groupIds, emails } = part;
  if (!provider.capabilities.feeds.includes('person-days')) return null;
  const outside = await outsideGroups(store, provider.id, groupIds, emails);
  const period = { from: FIRST_DAY, to: clock().toISOString().slice(0, 10) };
  const held = await heldPersonDays(store, { part, outside }, period);
  const to = [...held].toSorted().at(-1);
  const from = to === undefined ? null : heldSince(held, to);
  return to !== undefined && from !== null ? { from, to } : null;
}
