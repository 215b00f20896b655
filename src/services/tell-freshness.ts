import type { Period } from '../domain/calendar.ts';
import { EVERYONE, scopeKey, type Feed, type Scope } from '../domain/feeds.ts';
import type { SyncRun, SyncStore } from '../domain/ports.ts';
import type { Note } from '../domain/summary.ts';
import type { Provider } from '../providers/provider.ts';
import { explainTrouble, runsFor } from './explain-trouble.ts';
import type { Unmet } from './fetch-missing.ts';
import { feedOf } from './needs.ts';

type Shown = {
  readonly provider: Provider;
  /** Whom the answer is about, as they were asked for. */
  readonly scopes: readonly Scope[];
  readonly unmet: readonly Unmet[];
  /** All days that the answer looks at. */
  readonly span: Period;
};

/** Feeds that have no figures. */
const NAMES: ReadonlySet<Feed> = new Set<Feed>(['people', 'groups']);

/** Says when what is shown of a provider was fetched, and what went wrong with it. */
export async function tellFreshness(
  { provider, scopes, unmet, span }: Shown,
  { store, zone }: { readonly store: SyncStore; readonly zone: string },
): Promise<{ readonly fetchedAt: Date | null; readonly notes: readonly Note[] }> {
  const [lastAnswer, newest, failures] = await Promise.all([
    store.lastAnswer(provider.id),
    store.newestRuns(provider.id, [...scopes, EVERYONE]),
    store.newestFailures(provider.id),
  ]);
  // Of what the answer is about, the newest runs are known: an older failure is overcome.
  const known = new Set(newest.map(kindOf));
  const elsewhere = failures.filter((run) => !known.has(kindOf(run)));
  const runs = runsFor([...newest, ...elsewhere], scopes, lastAnswer);
  const fetchedAt = freshness(runs, unmet);
  const situation = { provider, unmet, runs, span, fetchedAt, lastAnswer, zone };
  return { fetchedAt, notes: explainTrouble(situation) };
}

function kindOf({ feed, scope }: SyncRun): string {
  return `${feed} ${scopeKey(scope)}`;
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
