import { sql, type RawBuilder } from 'kysely';
import type { CompanySize } from './fill-company.ts';

// Fetched as if it were in a while: what was fetched is good for an hour at most, and nothing is to be fetched again.
const FETCHED_AT = sql`now() + interval '6 hours'`;

/** What the bot must find written down so that it takes all of it for fetched just now. */
export async function fillHeld(
  run: (statement: RawBuilder<unknown>) => Promise<void>,
  { days, to }: CompanySize,
  departments: number,
): Promise<void> {
  const groups = sql`
    (select 'group:d-' || department as scope
     from generate_series(0, ${departments - 1}::integer) as department) as groups
  `;
  const places = sql`generate_series(0, ${days - 1}::integer) as place`;
  await run(sql`
    insert into coverage (provider, feed, scope, day, fetched_at)
    select 'lingma', 'person-days', 'everyone', ${to}::date - place, ${FETCHED_AT} from ${places}
  `);
  await run(sql`
    insert into coverage (provider, feed, scope, day, fetched_at)
    select 'lingma', 'department-days', scope, ${to}::date - place, ${FETCHED_AT}
    from ${places} cross join ${groups}
  `);
  await run(sql`
    insert into sync_run (provider, feed, scope, started_at, finished_at, outcome, newest_day)
    select 'lingma', feed, scope, now(), ${FETCHED_AT}, 'succeeded', ${to}::date
    from (
      select feed, 'everyone' as scope from unnest(array['groups', 'people', 'seats']) as feed
      union all
      select 'seats', scope from ${groups}
    ) as fetched
  `);
}
