import { sql, type Kysely } from 'kysely';
import type { SyncRun, UsageReader } from '../domain/ports.ts';
import type { Tables } from './tables.ts';
import { upsert } from './upsert.ts';

/** Puts the groups that a run has staged in the place of those that were there. */
export async function swapInGroups(trx: Kysely<Tables>, run: SyncRun): Promise<void> {
  if (run.scope.kind === 'everyone') {
    await sql`
      delete from provider_group
      where provider = ${run.provider}
        and group_id not in (select key from staged_row where run_id = ${run.id})
    `.execute(trx);
  }
  await upsert(
    'provider_group',
    ['provider', 'group_id'],
    ['name', 'parent_id'],
    sql`
      select ${run.provider}::text, key, row->>'name', row->>'parentId'
      from staged_row where run_id = ${run.id}
    `,
  ).execute(trx);
}

export function groupsOf(db: Kysely<Tables>): UsageReader['groups'] {
  return (provider) =>
    db
      .selectFrom('provider_group')
      .select(['group_id as groupId', 'name', 'parent_id as parentId'])
      .where('provider', '=', provider)
      .orderBy('name')
      .execute();
}

export function groupsOfPeopleIn(db: Kysely<Tables>): UsageReader['groupsOfPeople'] {
  return (provider, personIds) =>
    db
      .selectFrom('group_member')
      .select(['person_id as personId', 'group_id as groupId'])
      .distinct()
      .where('provider', '=', provider)
      .where('person_id', '=', sql<string>`any(${personIds}::text[])`)
      .execute();
}
