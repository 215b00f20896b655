import { sql, type Kysely } from 'kysely';
import type { Day, Period } from '../domain/calendar.ts';
import type { PersonTotals, UsageReader } from '../domain/ports.ts';
import type { Totals } from '../domain/usage.ts';
import { COUNTER_SUMS, toTotals } from './counters.ts';
import { daysOfPeople, type PeopleQuery } from './people-days.ts';
import type { Tables } from './tables.ts';

type Sums = Parameters<typeof toTotals>[0];

/** Sums over people's days, added up by the database. */
export function usageTotals(
  db: Kysely<Tables>,
): Pick<UsageReader, 'personTotals' | 'dailyTotals' | 'activePeople'> {
  return {
    personTotals: (query) => personTotals(db, query),
    dailyTotals: (query) => dailyTotals(db, query),
    activePeople: (query) => activePeople(db, query),
  };
}

async function personTotals(db: Kysely<Tables>, query: PeopleQuery): Promise<PersonTotals[]> {
  if (query.personIds.length === 0) return [];
  const { rows } = await sql<Sums & Omit<PersonTotals, 'totals'>>`
    select person_id as "personId",
           (count(*) filter (where active))::integer as "activeDays",
           (count(*) filter (where active_chat))::integer as "chatDays",
           (count(*) filter (where active_completion))::integer as "completionDays",
           ${COUNTER_SUMS}
    ${daysOfPeople(query)}
    group by person_id
  `.execute(db);
  return rows.map(({ personId, activeDays, chatDays, completionDays, ...sums }) => ({
    personId,
    activeDays,
    chatDays,
    completionDays,
    totals: toTotals(sums),
  }));
}

async function dailyTotals(
  db: Kysely<Tables>,
  query: PeopleQuery,
): Promise<{ day: Day; totals: Totals }[]> {
  if (query.personIds.length === 0) return [];
  const { rows } = await sql<Sums & { day: Day }>`
    select day, ${COUNTER_SUMS} ${daysOfPeople(query)} group by day order by day
  `.execute(db);
  return rows.map(({ day, ...sums }) => ({ day, totals: toTotals(sums) }));
}

async function activePeople(
  db: Kysely<Tables>,
  { provider, personIds, periods }: Parameters<UsageReader['activePeople']>[0],
): Promise<number[]> {
  const whole = spanOf(periods);
  if (!whole) return [];
  const { rows } = await sql<{ people: number }>`
    select count(distinct person_id)::integer as people
    from unnest(${periods.map(({ from }) => from)}::date[], ${periods.map(({ to }) => to)}::date[])
      with ordinality as asked (first_day, last_day, place)
    left join (
      select person_id, day ${daysOfPeople({ provider, personIds, period: whole })} and active
    ) as days on day between first_day and last_day
    group by place order by place
  `.execute(db);
  return rows.map(({ people }) => people);
}

function spanOf(periods: readonly Period[]): Period | null {
  const from = periods
    .map((period) => period.from)
    .toSorted()
    .at(0);
  const to = periods
    .map((period) => period.to)
    .toSorted()
    .at(-1);
  return from && to ? { from, to } : null;
}
