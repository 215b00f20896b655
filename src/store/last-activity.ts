import { sql, type Kysely } from 'kysely';
import type { SyncRun } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Tables } from './tables.ts';

/**
 * Brings each person's last active day up to what a run has told. It is kept apart from the days themselves, and so
 * outlives them: somebody who was last seen before the oldest day that is kept has still been seen.
 */
export async function noteActivity(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  await sql`
    insert into last_activity (provider, person_id, day, at)
    select distinct on (person_id) ${run.provider}::text, person_id, day, last_active_at
    from staged_usage_day where run_id = ${run.id} and active
    order by person_id, day desc, seq desc
    on conflict (provider, person_id) do update set day = excluded.day, at = excluded.at
    where last_activity.day <= excluded.day
      and (last_activity.day, last_activity.at) is distinct from (excluded.day, excluded.at)
  `.execute(trx);
  const people = await forgetCorrected(trx, run);
  if (people.length > 0) await noteAnew(trx, run.provider, people);
}

// Whoever is not, by what the provider says now, active on the day that was noted.
async function forgetCorrected(trx: Kysely<Tables>, run: SyncRun): Promise<string[]> {
  if (!run.period) return [];
  const { from, to } = run.period;
  const { rows } = await sql<{ person_id: string }>`
    delete from last_activity as last
    where provider = ${run.provider} and day between ${from}::date and ${to}::date
      and (
        ${run.scope.kind === 'everyone'}
        or person_id in (select person_id from staged_usage_day where run_id = ${run.id})
      )
      and not exists (
        select from usage_day as held
        where held.provider = last.provider and held.person_id = last.person_id and held.day = last.day and held.active
      )
    returning person_id
  `.execute(trx);
  return rows.map(({ person_id }) => person_id);
}

async function noteAnew(
  trx: Kysely<Tables>,
  provider: ProviderId,
  people: readonly string[],
): Promise<void> {
  await sql`
    insert into last_activity (provider, person_id, day, at)
    select distinct on (person_id) provider, person_id, day, last_active_at
    from usage_day where provider = ${provider} and person_id = any(${people}::text[]) and active
    order by person_id, day desc
  `.execute(trx);
}
