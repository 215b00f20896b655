import { sql, type Kysely } from 'kysely';
import { scopeKey, type Feed, type Fetch, type Scope } from '../domain/feeds.ts';
import type { SyncRun, SyncStore } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import { toSyncRun, type SyncRunRow } from './sync-run-row.ts';
import type { Tables } from './tables.ts';

/** What is known of earlier runs. */
export function syncHistory(
  db: Kysely<Tables>,
): Pick<SyncStore, 'lastSuccess' | 'newestRuns' | 'newestFailures' | 'lastAnswer'> {
  return {
    lastSuccess: (fetch) => lastSuccess(db, fetch),
    newestRuns: (provider, scopes) =>
      scopes ? newestRunsOf(db, provider, scopes) : newestRuns(db, provider),
    newestFailures: (provider) => newestFailures(db, provider),
    lastAnswer: (provider) => lastAnswer(db, provider),
  };
}

async function lastSuccess(
  db: Kysely<Tables>,
  { provider, feed, scope, period }: Fetch,
): Promise<SyncRun | null> {
  const row = await db
    .selectFrom('sync_run')
    .selectAll()
    .where('provider', '=', provider)
    .where('feed', '=', feed)
    .where('scope', '=', scopeKey(scope))
    .where('outcome', '=', 'succeeded')
    .where('period_from', period ? '=' : 'is', period?.from ?? null)
    .where('period_to', period ? '=' : 'is', period?.to ?? null)
    .orderBy('finished_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toSyncRun(row) : null;
}

// Steps from one feed and scope to the next along the index: there are few of them, and many runs of each.
async function newestRuns(db: Kysely<Tables>, provider: ProviderId): Promise<SyncRun[]> {
  const { rows } = await sql<SyncRunRow>`
    with recursive kind (feed, scope) as (
      (
        select feed, scope from sync_run
        where provider = ${provider} and finished_at is not null
        order by feed, scope limit 1
      )
      union all
      select next.feed, next.scope from kind cross join lateral (
        select feed, scope from sync_run
        where provider = ${provider} and finished_at is not null and (feed, scope) > (kind.feed, kind.scope)
        order by feed, scope limit 1
      ) as next
    )
    select newest.* from kind cross join lateral (
      select * from sync_run
      where provider = ${provider} and feed = kind.feed and scope = kind.scope and finished_at is not null
      order by finished_at desc, id desc limit 1
    ) as newest
  `.execute(db);
  return rows.map(toSyncRun);
}

const FEEDS: readonly Feed[] = ['groups', 'people', 'seats', 'person-days', 'department-days'];

async function newestRunsOf(
  db: Kysely<Tables>,
  provider: ProviderId,
  scopes: readonly Scope[],
): Promise<SyncRun[]> {
  const keys = [...new Set(scopes.map(scopeKey))];
  const { rows } = await sql<SyncRunRow>`
    select newest.*
    from unnest(${FEEDS}::text[]) as asked_feed, unnest(${keys}::text[]) as asked_scope
    cross join lateral (
      select * from sync_run
      where provider = ${provider} and feed = asked_feed and scope = asked_scope and finished_at is not null
      order by finished_at desc, id desc limit 1
    ) as newest
  `.execute(db);
  return rows.map(toSyncRun);
}

const FAILURES = 20;

async function newestFailures(db: Kysely<Tables>, provider: ProviderId): Promise<SyncRun[]> {
  const rows = await db
    .selectFrom('sync_run')
    .selectAll()
    .where('provider', '=', provider)
    .where('outcome', '=', 'failed')
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .limit(FAILURES)
    .execute();
  return rows.map(toSyncRun);
}

async function lastAnswer(db: Kysely<Tables>, provider: ProviderId): Promise<Date | null> {
  const row = await db
    .selectFrom('sync_run')
    .select(({ fn }) => fn.max('finished_at').as('at'))
    .where('provider', '=', provider)
    .where('outcome', '=', 'succeeded')
    .executeTakeFirst();
  return row?.at ?? null;
}
