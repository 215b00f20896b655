import { sql, type Kysely, type RawBuilder } from 'kysely';
import { periodBefore, type Period } from '../src/domain/calendar.ts';
import { COUNTER_SUMS } from '../src/store/counters.ts';
import type { Tables } from '../src/store/tables.ts';

/** A team of the company that was filled in: one of its departments, or people by their addresses. */
export type ReportTeam =
  | { readonly kind: 'department'; readonly groupId: string }
  | { readonly kind: 'people'; readonly emails: readonly string[] };

type Sums = { readonly now: boolean; readonly lines_accepted: number | null };

/**
 * Reads all that a team's summary shows in as few statements as there can be: who belongs to it, everybody's sums in the
 * period and the one before, the chart, the breakdown, and how far the data reaches; of a department its own days too.
 * Gives the accepted lines of the period.
 */
export async function readReport(
  db: Kysely<Tables>,
  team: ReportTeam,
  period: Period,
): Promise<number> {
  const before = periodBefore(period);
  const read = async <Row>(statement: RawBuilder<Row>) => (await statement.execute(db)).rows;
  const roster = await read(rosterOf(team));
  const people = sql`provider = 'lingma' and person_id = any(${roster.map(({ id }) => id)}::text[])`;
  const compared = within({ from: before.from, to: period.to });
  const persons = await read(sql<Sums>`
    select person_id, day >= ${period.from}::date as now, count(*) filter (where active),
           count(*) filter (where active_chat), count(*) filter (where active_completion), ${COUNTER_SUMS}
    from usage_day where ${people} and ${compared} group by 1, 2
  `);
  await read(sql`
    select date_trunc('week', day), count(distinct person_id) filter (where active), sum(lines_accepted)
    from usage_day where ${people} and ${within(period)} group by 1
  `);
  await read(sql`
    select (select max(day) from usage_day where provider = 'lingma'),
           (select max(finished_at) from sync_run where provider = 'lingma' and outcome = 'succeeded'),
           (select count(*) from coverage
            where provider = 'lingma' and feed = 'person-days' and scope = 'everyone' and ${compared})
  `);
  if (team.kind === 'people') {
    await read(breakdownOf(sql`usage_day where ${people} and ${within(period)}`));
    return linesAcceptedIn(persons);
  }
  const department = sql`department_day where provider = 'lingma' and group_id = ${team.groupId}`;
  await read(breakdownOf(sql`${department} and ${within(period)}`));
  return linesAcceptedIn(
    await read(sql<Sums>`
      select day >= ${period.from}::date as now, date_trunc('week', day), ${COUNTER_SUMS}
      from ${department} and ${compared} group by 1, 2
    `),
  );
}

function rosterOf(team: ReportTeam) {
  const belongs =
    team.kind === 'people'
      ? sql`person.email = any(${team.emails}::text[])`
      : sql`person_id in (
          select person_id from group_member where provider = 'lingma' and group_id = ${team.groupId}
        )`;
  return sql<{ id: string }>`
    select person_id as id, person.email, person.name, joined_at, state, given_at, last_active_at, day, at
    from person
    left join seat using (provider, person_id)
    left join last_activity using (provider, person_id)
    where provider = 'lingma' and ${belongs}
  `;
}

function within({ from, to }: Period) {
  return sql`day between ${from}::date and ${to}::date`;
}

function breakdownOf(days: RawBuilder<unknown>) {
  const sums = [4, 5, 6, 7].map((place) => sql`sum(nullif(${field(place)}, '')::double precision)`);
  return sql`
    select ${field(1)}, ${field(2)}, ${field(3)}, ${sql.join(sums)}
    from (select splits from ${days}) as days, string_to_table(splits, e'\n') as line
    group by 1, 2, 3
  `;
}

function field(place: number) {
  return sql`split_part(line, e'\t', ${sql.lit(place)})`;
}

function linesAcceptedIn(rows: readonly Sums[]): number {
  return rows.reduce((sum, { now, lines_accepted }) => sum + (now ? (lines_accepted ?? 0) : 0), 0);
}
