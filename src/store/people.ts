import { sql, type Kysely } from 'kysely';
import type { SyncRun } from '../domain/ports.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

/** Puts the directory that a run has staged, and whom it places in which group, in the place of what was there. */
export async function swapInPeople(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  const { id, provider } = run;
  if (run.scope.kind === 'everyone') {
    await sql`
      delete from person
      where provider = ${provider} and person_id not in (select key from staged_row where run_id = ${id})
    `.execute(trx);
  }
  await upsert(
    'person',
    ['provider', 'person_id'],
    ['email', 'name', 'joined_at', 'enabled'],
    sql`
      select ${provider}::text, key, row->>'email', row->>'name',
             (row->>'joinedAt')::double precision, (row->>'enabled')::boolean
      from staged_row where run_id = ${id}
    `,
  ).execute(trx);
  await replaceMembers(trx, run);
}

async function replaceMembers(
  trx: Kysely<Tables>,
  { id, provider, scope }: SyncRun,
): Promise<void> {
  await sql`
    delete from group_member
    where provider = ${provider} and source = 'people'
      and (${scope.kind === 'everyone'} or person_id in (select key from staged_row where run_id = ${id}))
  `.execute(trx);
  await sql`
    insert into group_member (provider, group_id, source, person_id)
    select distinct ${provider}::text, group_id, 'people', key
    from staged_row cross join lateral jsonb_array_elements_text(row->'groupIds') as group_id
    where run_id = ${id}
  `.execute(trx);
}
