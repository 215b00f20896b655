import { sql, type RawBuilder } from 'kysely';
import type { CompanySize } from './fill-company.ts';

/** Who works there, in which department, with which seat, and who that is in Slack. */
export async function fillDirectory(
  run: (statement: RawBuilder<unknown>) => Promise<void>,
  { people, to }: CompanySize,
  departments: number,
): Promise<void> {
  const everybody = sql`
    (select person, 'p-' || person as id, 'person-' || person || '@example.com' as email, 'Person ' || person as name
     from generate_series(0, ${people - 1}::integer) as person) as everybody
  `;
  await run(sql`
    insert into provider_group (provider, group_id, name)
    select 'lingma', 'd-' || department, 'Department ' || department
    from generate_series(0, ${departments - 1}::integer) as department
  `);
  await run(sql`
    insert into person (provider, person_id, email, name, joined_at, enabled)
    select 'lingma', id, email, name, 1700000000000, true from ${everybody}
  `);
  await run(sql`
    insert into seat (provider, person_id, email, name, state, given_at, listed_for_everyone)
    select 'lingma', id, email, name, 'held', 1700000000000, true from ${everybody}
  `);
  await run(sql`
    insert into group_member (provider, group_id, source, person_id)
    select 'lingma', 'd-' || person % ${departments}::integer, source, id
    from ${everybody} cross join unnest(array['people', 'seats']) as source
  `);
  await run(sql`
    insert into last_activity (provider, person_id, day)
    select 'lingma', id, ${to}::date from ${everybody}
  `);
  await run(sql`
    insert into slack_lookup (email, slack_user_id, looked_up_at)
    select email, 'U' || person, now() from ${everybody}
  `);
}
