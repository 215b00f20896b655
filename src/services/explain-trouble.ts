import { sayInstant, sayPeriod, type Period } from '../domain/calendar.ts';
import { scopeKey, type Feed, type Scope } from '../domain/feeds.ts';
import type { SyncRun } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import type { Unmet } from './fetch-missing.ts';
import { feedOf } from './needs.ts';

type Situation = {
  readonly provider: Provider;
  readonly unmet: readonly Unmet[];
  /** The newest runs that the answer rests on. */
  readonly runs: readonly SyncRun[];
  readonly lastAnswer: Date | null;
  readonly zone: string;
};

/** What the answer goes without when a feed cannot be read. */
const LOSS: Readonly<Record<Feed, string>> = {
  groups: 'Departments cannot be listed',
  people: 'Names cannot be shown',
  seats: 'Seats cannot be counted',
  'person-days': 'Active people and top acceptors cannot be shown',
  'department-days': 'Totals are added up from people’s days',
};

/** Says what went wrong with a provider, since when, and what still holds; nothing where nothing did. */
export function explainTrouble(situation: Situation): Note[] {
  const { unmet, runs } = situation;
  const notes = unmet.length > 0 ? unmet.map((one) => explain(one, situation)) : earlier(situation);
  const rejected = runs.reduce((sum, run) => sum + run.rejected, 0);
  const outOfRange = runs.reduce((sum, run) => sum + run.outOfRange, 0);
  const { title } = situation.provider;
  return [
    ...new Set(notes).values().map(trouble),
    ...(rejected > 0
      ? [remark(`${rows(rejected)} from ${title} could not be read and are left out.`)]
      : []),
    ...(outOfRange > 0
      ? [
          remark(
            `${rows(outOfRange)} from ${title} were outside the days asked for and are left out.`,
          ),
        ]
      : []),
    ...[...new Set(runs.flatMap((run) => run.warnings))].map(remark),
  ];
}

function explain({ need, error }: Unmet, { provider, lastAnswer, zone }: Situation): string {
  const feed = feedOf(need);
  if (error.code === 'forbidden') {
    const permission = error.permission ?? provider.capabilities.permissions[feed];
    const lack = permission ? `the credentials lack the permission ${permission}` : error.message;
    return `${LOSS[feed]}: ${provider.title} refuses, because ${lack}.`;
  }
  if (error.code === 'not_found' || error.code === 'invalid') return error.message;
  const since = lastAnswer
    ? `${provider.title} last answered on ${sayInstant(lastAnswer, zone)}; what is shown was fetched up to then and still holds.`
    : `${provider.title} has not answered yet, so there is nothing to show from it.`;
  return `${error.message} ${since}`;
}

/** Syncs that failed in the background while what is held is still fresh enough not to be asked for again. */
function earlier({ provider, runs, zone }: Situation): string[] {
  return runs.flatMap((run) =>
    run.outcome === 'failed' && run.error && run.finishedAt && run.error.code !== 'forbidden'
      ? [
          `${provider.title} could not be read on ${sayInstant(run.finishedAt, zone)}: ${run.error.message} What is shown was fetched before that and still holds.`,
        ]
      : [],
  );
}

/** The runs that an answer about these scopes rests on. Seats are listed for each scope; all else also for everyone. */
export function runsFor(runs: readonly SyncRun[], scopes: readonly Scope[]): SyncRun[] {
  const keys = new Set(scopes.map(scopeKey));
  return runs.filter(
    ({ feed, scope }) =>
      keys.has(scopeKey(scope)) || (scope.kind === 'everyone' && feed !== 'seats'),
  );
}

/** Says that part of a period could not be had. */
export function partlyKnown(missing: readonly Period[], known: number, length: number): Note {
  const gaps = missing.slice(0, 3).map(sayPeriod).join(', ');
  const more = missing.length > 3 ? ' and more' : '';
  return trouble(`Figures cover ${known} of ${length} days: ${gaps}${more} could not be fetched.`);
}

export function remark(text: string): Note {
  return { kind: 'remark', text };
}

export function trouble(text: string): Note {
  return { kind: 'trouble', text };
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
