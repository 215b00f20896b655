import type { NudgeStore } from '../domain/nudge-ports.ts';
import type { Kysely } from './nudge-row.ts';

const ENDED = ['done', 'declined', 'expired'] as const;
const SETTLED = ['kept', 'withdrawn', 'gone'] as const;

/** What somebody has to decide about yet is kept, however old it is. */
export function pruneNudges(db: Kysely): NudgeStore['prune'] {
  return (before) =>
    db.transaction().execute(async (trx) => {
      const day = before.toISOString().slice(0, 10);
      await trx
        .deleteFrom('nudge_round')
        .where('planned_at', '<', before)
        .where('state', 'in', ENDED)
        .execute();
      await trx
        .deleteFrom('reclaim')
        .where('opened_at', '<', before)
        .where('state', 'in', SETTLED)
        .execute();
      await trx.deleteFrom('nudge_log').where('at', '<', before).execute();
      await trx.deleteFrom('exemption').where('until', '<', day).execute();
      await trx.deleteFrom('away').where('until', '<', day).execute();
    });
}
