import type { Selectable } from 'kysely';
import type { Day, Period } from '../domain/calendar.ts';
import type { Scope } from '../domain/feeds.ts';
import type { SyncRun } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

export type SyncRunRow = Selectable<Tables['sync_run']>;

export function toSyncRun(row: SyncRunRow): SyncRun {
  return {
    id: row.id,
    provider: row.provider,
    feed: row.feed,
    scope: toScope(row.scope),
    period: toPeriod(row.period_from, row.period_to),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    rows: row.rows,
    rejected: row.rejected,
    outOfRange: row.out_of_range,
    warnings: row.warnings,
    newestDay: row.newest_day,
    error:
      row.error_code === null
        ? null
        : {
            code: row.error_code,
            message: row.error_message ?? '',
            permission: row.error_permission,
          },
  };
}

/** Reads what `scopeKey` writes. */
export function toScope(key: string): Scope {
  const [kind = '', ...rest] = key.split(':');
  const id = rest.join(':');
  if (kind === 'group' || kind === 'person') return { kind, id };
  return { kind: 'everyone' };
}

function toPeriod(from: Day | null, to: Day | null): Period | null {
  return from === null || to === null ? null : { from, to };
}
