import type { Actor } from '../domain/access.ts';
import type { DeadEnd, OnProgress } from '../domain/answers.ts';
import { type Day } from '../domain/calendar.ts';
import { hasNews, hasNoData } from '../domain/digest-news.ts';
import { digestPeriod } from '../domain/digest-period.ts';
import type { Digest } from '../domain/digests.ts';
import type { Clock } from '../domain/ports.ts';
import { NAMED_SEATS } from '../domain/shown.ts';
import type { Subscription } from '../domain/subscriptions.ts';
import type { Team } from '../domain/teams.ts';
import type { TeamSummary } from '../domain/summary.ts';
import { chooseProviders } from './choose-providers.ts';
import { chooseTeam } from './choose-team.ts';
import { noteShown } from './note-shown.ts';
import type { QuestionPorts } from './question-ports.ts';
import { createSayAsking } from './say-asking.ts';
import { summarizeTeam } from './summarize-team.ts';
import type { Subject } from './understand-question.ts';
import { lastDueOf } from './last-due.ts';

type Making = {
  /** The slot's date. */
  readonly date: Day;
  /** When it was due; null for a test, which never is. */
  readonly dueAt: Date | null;
  /** For whom it is written down whose inactive seats are named. */
  readonly reader: Pick<Actor, 'slackUserId' | 'email'>;
  /** Whether the reader may see those names at all; asked only where there would be any. */
  readonly mayName: (team: Team) => boolean | Promise<boolean>;
  readonly onProgress: OnProgress;
};

/** Makes what a subscription says of a slot; a dead end where its team or its provider is no longer there. */
export type MakeDigest = (
  subscription: Subscription,
  making: Making,
) => Promise<{ readonly kind: 'digest'; readonly digest: Digest } | DeadEnd>;

type Ports = {
  /** The ports of a question, with the patience of a digest from this moment on. */
  readonly patient: () => QuestionPorts;
  readonly clock: Clock;
  /** A team has been summed up, in so many milliseconds. For the log. */
  readonly onSummed: (summed: { readonly teamId: string; readonly milliseconds: number }) => void;
};

type Summed = Pick<Digest, 'summary' | 'news' | 'noData'>;

/** How long a team's summary is taken for all channels that want it. */
const GOOD_FOR_MS = 5 * 60_000;

export function createMakeDigest({ patient, clock, onSummed }: Ports): MakeDigest {
  const sumOnce = createSumOnce(clock, onSummed);
  return async (subscription, making) => {
    const ports = patient();
    const subject = await subjectOf(subscription, making, ports);
    if ('kind' in subject) return subject;
    const summed = await sumOnce(subject, subscription.provider, ports);
    const { dueAt, reader } = making;
    const named = wantsNames(subscription, summed);
    const mayName = named && (await making.mayName(subject.team));
    const digest = {
      ...digestOf(subscription, summed, mayName),
      mayNotName: named && !mayName,
      dueAt,
    };
    const seats = digest.summary.providers.flatMap(({ inactiveSeats }) => inactiveSeats ?? []);
    await noteShown(reader, 'inactive', seats, ports);
    return { kind: 'digest', digest };
  };
}

async function subjectOf(
  { teamId, provider, schedule }: Subscription,
  { date, onProgress }: Making,
  ports: QuestionPorts,
): Promise<Subject | DeadEnd> {
  const providers = chooseProviders(provider, ports.providers);
  if ('kind' in providers) return providers;
  const sayAsking = createSayAsking(ports.providers, onProgress);
  const listed = await ports.listTeams(sayAsking(teamId));
  const chosen = chooseTeam(teamId, listed);
  if ('kind' in chosen) return chosen;
  const last = lastDueOf(providers, ports.clock(), ports.zone);
  const period = digestPeriod(schedule.every, date, last);
  const onAsk = sayAsking(chosen.team.name);
  return { ...chosen, teams: listed.teams, providers, period, onAsk };
}

/** Sums a team up once for all who want the same within some minutes; of what fails, the next one tries again. */
function createSumOnce(clock: Clock, onSummed: Ports['onSummed']) {
  const kept = new Map<string, { readonly until: number; readonly summed: Promise<Summed> }>();
  return (subject: Subject, provider: string | null, ports: QuestionPorts): Promise<Summed> => {
    const now = clock().getTime();
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
    const { team, period } = subject;
    const key = JSON.stringify([team.id, provider, period.from, period.to]);
    const known = kept.get(key);
    if (known) return known.summed;
    const began = performance.now();
    const summed = sumUp(subject, ports).then((sums) => {
      onSummed({ teamId: team.id, milliseconds: Math.round(performance.now() - began) });
      return sums;
    });
    kept.set(key, { until: now + GOOD_FOR_MS, summed });
    summed.catch(() => kept.delete(key));
    return summed;
  };
}

/** Inactive seats are always looked at by name: that is how one knows which of them are news. Only those that are shown are kept, and noted as shown. */
async function sumUp(subject: Subject, ports: QuestionPorts): Promise<Summed> {
  const { summary } = await summarizeTeam(subject, true, ports, async () => null);
  return {
    summary: withNames(summary, (seats) => seats.slice(0, NAMED_SEATS)),
    news: hasNews(summary),
    noData: hasNoData(summary),
  };
}

function wantsNames({ names, sections }: Subscription, { news, noData }: Summed): boolean {
  return names && sections.includes('inactive') && news && !noData;
}

function digestOf(
  subscription: Subscription,
  { summary, news, noData }: Summed,
  mayName: boolean,
): Omit<Digest, 'mayNotName' | 'dueAt'> {
  const { id, schedule, provider, names, sections } = subscription;
  return {
    subscriptionId: id,
    schedule,
    provider,
    summary: mayName ? summary : withNames(summary, () => null),
    period: summary.period,
    sections,
    names,
    news,
    noData,
  };
}

type Seats = TeamSummary['providers'][number]['inactiveSeats'];

function withNames(summary: TeamSummary, named: (seats: NonNullable<Seats>) => Seats): TeamSummary {
  const providers = summary.providers.map((provider) => ({
    ...provider,
    inactiveSeats: provider.inactiveSeats && named(provider.inactiveSeats),
  }));
  return { ...summary, providers };
}
