import { sql, type Kysely } from 'kysely';
import { daysOf, type Day } from '../domain/calendar.ts';
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

type Stretch = { readonly scope: string; readonly from: Day; readonly to: Day; readonly at: Date };

// Days in a row that one fetch told of come back as one row: there are hundreds of days, and a few such stretches.
export function coverageOf(db: Kysely<Tables>): SyncStore['coverage'] {
  return async ({ provider, feed, scopes, period }) => {
    const { rows } = await sql<Stretch>`
      select scope, min(day) as from, max(day) as to, fetched_at as at
      from (
        select scope, day, fetched_at, day - (row_number() over (partition by scope, fetched_at order by day))::integer as stretch
        from (
          select distinct on (day) scope, day, fetched_at from coverage
          where provider = ${provider} and feed = ${feed} and scope = any(${scopes.map(scopeKey)}::text[])
            and day between ${period.from}::date and ${period.to}::date
          order by day, fetched_at desc
        ) as newest
      ) as held
      group by scope, fetched_at, stretch
      order by min(day)
    `.execute(db);
    return rows.flatMap(({ scope, from, to, at }) =>
      daysOf({ from, to }).map((day) => ({ scope: toScope(scope), day, fetchedAt: at })),
    );
  };
}
