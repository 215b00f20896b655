import { sql, type RawBuilder } from 'kysely';
import type { Erasure, ErasureStore, Forgettable } from '../domain/erasure.ts';
import type { Database } from './database.ts';
import type { Kysely } from './nudge-row.ts';
import { storable } from './storable.ts';
import { unnameIn, UNNAMED_TEXTS, type Marks } from './unname-texts.ts';
import { writeAlone } from './write-alone.ts';

/** Stands where somebody's Slack id stood; no id of Slack's has this form, so that it is shown as “somebody”. */
const SOMEBODY = 'erased';

const UNDONE = new Error('undone');

/** Erases people, in an open database. */
export function createErasureStore({ engine, kysely }: Database): ErasureStore {
  return {
    async erase(person, { undo }) {
      let erasure: Erasure = { erased: [], unnamed: [], toldBy: [] };
      try {
        await writeAlone(kysely, async (trx) => {
          erasure = await erase(trx, person);
          if (undo) throw UNDONE;
        });
      } catch (error) {
        if (error !== UNDONE) throw error;
        return erasure;
      }
      // What was deleted lies in the tables' files until they are written anew. A server does that by itself in its time.
      if (engine === 'pglite') await sql`vacuum full`.execute(kysely);
      return erasure;
    },
  };
}

type Step = { readonly what: string; readonly run: RawBuilder<unknown> };

async function erase(trx: Kysely, person: Forgettable): Promise<Erasure> {
  const marks = await marksOf(trx, person);
  const erased = await take(trx, deletions(marks));
  const unnamed = await take(trx, [
    ...replacements(marks),
    ...UNNAMED_TEXTS.map((place) => ({ what: 'mentions in texts', run: unnameIn(place, marks) })),
  ]);
  // Messages are kept as they were drawn, with names in them. Those that still wait are drawn anew.
  await sql`update delivery set content = null, redrawn = redrawn + 1`.execute(trx);
  const toldBy = [...new Set(marks.ids.map(({ provider }) => provider))].toSorted();
  return { erased, unnamed, toldBy };
}

async function take(trx: Kysely, steps: readonly Step[]): Promise<Erasure['erased']> {
  const counts = new Map<string, number>();
  for (const { what, run } of steps) {
    const { numAffectedRows = 0n } = await run.execute(trx);
    counts.set(what, (counts.get(what) ?? 0) + Number(numAffectedRows));
  }
  return [...counts].flatMap(([what, rows]) => (rows > 0 ? [{ what, rows }] : []));
}

/** By what the person is known, at each provider and in Slack. */
async function marksOf(trx: Kysely, { email: given, slackUserIds }: Forgettable): Promise<Marks> {
  const email = storable(given);
  const { rows: ids } = await sql<Marks['ids'][number]>`
    select provider, person_id as "personId" from seat where email = ${email}
    union select provider, person_id from person where email = ${email}
    union select provider, person_id from nudge_seat where email = ${email}
    union select provider, person_id from reclaim where email = ${email}
  `.execute(trx);
  const { rows } = await sql<{ id: string }>`
    select slack_user_id as id from slack_person where email = ${email}
    union select slack_user_id from slack_lookup where email = ${email} and slack_user_id is not null
    union select slack_user_id from nudge where email = ${email}
    union select slack_user_id from reclaim where email = ${email}
  `.execute(trx);
  return { email, ids, slackIds: [...new Set([...rows.map(({ id }) => id), ...slackUserIds])] };
}

function deletions({ email, ids, slackIds }: Marks): Step[] {
  const provider = sql`${ids.map((id) => id.provider)}::text[]`;
  const personId = sql`${ids.map((id) => id.personId)}::text[]`;
  const alone = sql`${ids.map((id) => `person:${id.personId}`)}::text[]`;
  const slack = sql`${[...slackIds]}::text[]`;
  const theirs = sql`(provider, person_id) in (select * from unnest(${provider}, ${personId}))`;
  const fetched = sql`(provider, scope) in (select * from unnest(${provider}, ${alone}))`;
  const inRuns = sql`(run_id, person_id) in (
    select run.id, own.person_id
    from sync_run as run join unnest(${provider}, ${personId}) as own (provider, person_id) using (provider)
  )`;
  const staged = sql`
    select run.id, own.person_id
    from sync_run as run join unnest(${provider}, ${personId}) as own (provider, person_id) using (provider)
    where run.feed in ('people', 'seats')`;
  return [
    { what: 'seats', run: sql`delete from seat_window where ${inRuns}` },
    { what: 'seats', run: sql`delete from seat where ${theirs}` },
    { what: 'directory entries', run: sql`delete from person where ${theirs}` },
    { what: 'directory entries', run: sql`delete from group_member where ${theirs}` },
    { what: 'days of usage', run: sql`delete from usage_day where ${theirs}` },
    { what: 'days of usage', run: sql`delete from staged_usage_day where ${inRuns}` },
    { what: 'days of usage', run: sql`delete from last_activity where ${theirs}` },
    {
      what: 'rows being fetched',
      run: sql`delete from staged_row where (run_id, key) in (${staged})`,
    },
    {
      what: 'records of fetches about them alone',
      run: sql`delete from coverage where ${fetched}`,
    },
    {
      what: 'records of fetches about them alone',
      run: sql`delete from sync_run where ${fetched}`,
    },
    {
      what: 'Slack accounts',
      run: sql`delete from slack_person where email = ${email} or slack_user_id = any(${slack})`,
    },
    {
      what: 'Slack accounts',
      run: sql`delete from slack_lookup where email = ${email} or slack_user_id = any(${slack})`,
    },
    { what: 'choices of theirs', run: sql`delete from unlisted where email = ${email}` },
    { what: 'choices of theirs', run: sql`delete from tips_off where email = ${email}` },
    { what: 'choices of theirs', run: sql`delete from away where email = ${email}` },
    { what: 'exemptions', run: sql`delete from exemption where email = ${email}` },
    {
      what: 'notes of who saw their data',
      run: sql`delete from access_subject where email = ${email}`,
    },
    {
      what: 'messages to them',
      run: sql`
        delete from delivery where slack_user_id = any(${slack}) or subject ->> 'person' = any(${slack})
          or id in (select delivery_id from nudge where email = ${email} or slack_user_id = any(${slack}))`,
    },
    {
      what: 'nudges and answers',
      run: sql`delete from nudge where email = ${email} or slack_user_id = any(${slack})`,
    },
    // Somebody with two addresses may be away by the other one.
    {
      what: 'nudges and answers',
      run: sql`
        update nudge_answer set before = before - 'away'
        where before @> jsonb_build_object('away', jsonb_build_array(jsonb_build_object('email', ${email}::text)))`,
    },
    {
      what: 'nudges and answers',
      run: sql`delete from nudge_seat where email = ${email} or ${theirs}`,
    },
    {
      what: 'entries on the list of seats to reclaim',
      run: sql`delete from reclaim where email = ${email} or slack_user_id = any(${slack}) or ${theirs}`,
    },
    { what: 'lines of the log about them', run: sql`delete from nudge_log where email = ${email}` },
    // A note about nobody tells nobody anything.
    {
      what: 'notes of who saw their data',
      run: sql`delete from access where not exists (select from access_subject where access_id = access.id)`,
    },
  ];
}

/** Where somebody else's row names the person by their Slack id. */
function replacements({ slackIds }: Marks): Step[] {
  const slack = sql`${[...slackIds]}::text[]`;
  const rows = [
    ['notes of what they were shown of others', 'access', 'slack_user_id'],
    ['subscriptions that they set up', 'subscription', 'owner_id'],
    ['decisions of theirs', 'nudge_round', 'decided_by'],
    ['decisions of theirs', 'reclaim', 'decided_by'],
    ['decisions of theirs', 'nudge_pause', 'by_user'],
    ['decisions of theirs', 'exemption', 'by_user'],
    ['decisions of theirs', 'nudge_log', 'by_user'],
  ] as const;
  const before = sql`before #>> '{reclaim,decided_by}'`;
  return [
    ...rows.map(([what, table, column]) => ({
      what,
      run: sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${SOMEBODY} where ${sql.ref(column)} = any(${slack})`,
    })),
    {
      what: 'decisions of theirs',
      run: sql`
        update nudge_answer set before = jsonb_set(before, '{reclaim,decided_by}', to_jsonb(${SOMEBODY}::text))
        where ${before} = any(${slack})`,
    },
  ];
}
