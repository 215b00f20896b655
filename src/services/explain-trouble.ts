import { sayInstant, sayPeriod, type Period } from '../domain/calendar.ts';
import { scopeKey, type Feed, type Scope } from '../domain/feeds.ts';
import type { SyncRun } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { isHopeless, type Unmet } from './fetch-missing.ts';
import { feedOf } from './needs.ts';

type Situation = {
  readonly provider: Provider;
  readonly unmet: readonly Unmet[];
  /** The newest runs that the answer rests on. */
  readonly runs: readonly SyncRun[];
  /** All days that the answer looks at. */
  readonly span: Period;
  /** When what is shown was fetched. */
  readonly fetchedAt: Date | null;
  readonly lastAnswer: Date | null;
  readonly zone: string;
};

/** What the answer goes without when a feed cannot be read, and what of it is as old as it is where it is held. */
const LOSS: Readonly<Record<Feed, { readonly missing: string; readonly stale: string }>> = {
  groups: { missing: 'Departments cannot be listed', stale: 'Departments' },
  people: { missing: 'Names cannot be shown', stale: 'Names' },
  seats: { missing: 'Seats cannot be counted', stale: 'Seats' },
  'person-days': {
    missing: 'Active people and top acceptors cannot be shown',
    stale: 'Active people and top acceptors',
  },
  'department-days': { missing: 'Departments’ own totals cannot be shown', stale: 'Totals' },
};

/** Says what went wrong with a provider, since when, and what still holds; nothing where nothing did. */
export function explainTrouble(situation: Situation): Note[] {
  const { unmet, runs } = situation;
  const notes =
    unmet.length > 0 ? merged(unmet).map((one) => explain(one, situation)) : earlier(situation);
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

/** What fails for one reason is told once, with the oldest of what is held. */
function merged(unmet: readonly Unmet[]): Unmet[] {
  const byReason = new Map<string, Unmet>();
  for (const one of unmet) {
    const key = one.error.code === 'forbidden' ? feedOf(one.need) : one.error.message;
    const known = byReason.get(key);
    byReason.set(key, known ? { ...known, heldAt: older(known.heldAt, one.heldAt) } : one);
  }
  return [...byReason.values()];
}

function older(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

function explain(unmet: Unmet, { provider, lastAnswer, zone }: Situation): string {
  const { error, heldAt } = unmet;
  const { title } = provider;
  if (error.code === 'forbidden') return explainForbidden(unmet, provider, zone);
  if (error.code === 'not_found' || error.code === 'invalid') return error.message;
  const answeredAt = heldAt ?? (isHopeless(error.code) ? lastAnswer : null);
  if (answeredAt) {
    const then = sayInstant(answeredAt, zone);
    const what = heldAt ? 'answered this' : 'answered';
    return `${error.message} ${title} last ${what} on ${then}; what is shown was fetched up to then and still holds.`;
  }
  return lastAnswer
    ? `${error.message} Nothing of this is held from before.`
    : `${error.message} ${title} has not answered yet, so there is nothing to show from it.`;
}

function explainForbidden({ need, error, heldAt }: Unmet, provider: Provider, zone: string) {
  const feed = feedOf(need);
  const { missing, stale } = LOSS[feed];
  const permission = error.permission ?? provider.capabilities.permissions[feed];
  const lack = permission ? `the credentials lack the permission ${permission}` : error.message;
  const loss = heldAt ? `${stale} are as of ${sayInstant(heldAt, zone)}` : missing;
  return `${loss}: ${provider.title} refuses, because ${lack}.`;
}

/** Syncs that failed since, while what is held is still fresh enough not to be asked for again. */
function earlier(situation: Situation): string[] {
  const { provider, runs, zone } = situation;
  return runs.flatMap((run) =>
    run.error && run.finishedAt && stillMatters(run, situation)
      ? [
          `${provider.title} could not be read on ${sayInstant(run.finishedAt, zone)}: ${run.error.message} What is shown was fetched before that and still holds.`,
        ]
      : [],
  );
}

/** Whether a failed run has left anything older that is shown: not if it was about other days, or is overcome. */
function stillMatters(
  { feed, period, error, finishedAt }: SyncRun,
  { span, fetchedAt, lastAnswer }: Situation,
): boolean {
  if (!error || error.code === 'forbidden' || feed === 'groups' || !fetchedAt) return false;
  if (period && (period.to < span.from || period.from > span.to)) return false;
  const overcome = isHopeless(error.code) ? lastAnswer : null;
  return (finishedAt ?? 0) > fetchedAt && (finishedAt ?? 0) > (overcome ?? 0);
}

/**
 * The runs that an answer about these scopes rests on, and those that found the provider down since its `lastAnswer`.
 * Seats are listed for each scope; all else also for everyone.
 */
export function runsFor(
  runs: readonly SyncRun[],
  scopes: readonly Scope[],
  lastAnswer: Date | null,
): SyncRun[] {
  const keys = new Set(scopes.map(scopeKey));
  return runs.filter(
    (run) =>
      keys.has(scopeKey(run.scope)) ||
      (run.scope.kind === 'everyone' && run.feed !== 'seats') ||
      (run.error && isHopeless(run.error.code) && (run.finishedAt ?? 0) > (lastAnswer ?? 0)),
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
