import { sql, type Kysely } from 'kysely';
import { scopeKey } from '../domain/feeds.ts';
import type { SyncRun, SyncStore } from '../domain/ports.ts';
import { toScope } from './sync-run-row.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

/** Notes that every day of a run's period is now held whole for its scope. */
export async function cover(trx: Kysely<Tables>, run: SyncRun, at: Date): Promise<void> {
  if (!run.period) return;
  const { from, to } = run.period;
  await upsert(
    'coverage',
    ['provider', 'feed', 'scope', 'day'],
    ['fetched_at'],
    sql`
      select ${run.provider}::text, ${run.feed}::text, ${scopeKey(run.scope)}::text, day::date, ${at}::timestamptz
      from generate_series(${from}::date, ${to}::date, interval '1 day') as day
    `,
  ).execute(trx);
}

export function coverageOf(db: Kysely<Tables>): SyncStore['coverage'] {
  return async ({ provider, feed, scopes, period }) => {
    const rows = await db
      .selectFrom('coverage')
      .select(['scope', 'day', 'fetched_at'])
      .distinctOn('day')
      .where('provider', '=', provider)
      .where('feed', '=', feed)
      .where('scope', '=', sql<string>`any(${scopes.map(scopeKey)}::text[])`)
      .where('day', '>=', period.from)
      .where('day', '<=', period.to)
      .orderBy('day')
      .orderBy('fetched_at', 'desc')
      .execute();
    return rows.map(({ scope, day, fetched_at }) => ({
      scope: toScope(scope),
      day,
      fetchedAt: fetched_at,
    }));
  };
}
