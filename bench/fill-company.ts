import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../src/store/database.ts';
import { fillDirectory } from './fill-directory.ts';
import { fillHeld } from './fill-held.ts';
import { fillSplits, SPLITS } from './fill-splits.ts';

/** How many people, in departments of `TEAM_SIZE`, and how many days of usage, up to `to`. */
export type CompanySize = { readonly people: number; readonly days: number; readonly to: string };

export const TEAM_SIZE = 50;

// As many rows as one fetch of the bot takes in: as they come in, so they lie in the table.
const ROWS_PER_FETCH = 20_000;

/**
 * Fills an empty database with a company that the bot then holds whole, with nothing left to fetch for hours. Everybody
 * has a seat, and a row on three of four working days. Person `i` is `p-i`, `person-i@example.com`, and in department
 * `d-(i modulo the number of departments)`.
 */
export async function fillCompany({ kysely }: Database, size: CompanySize): Promise<void> {
  const run = async (statement: RawBuilder<unknown>) => void (await statement.execute(kysely));
  const { people, days } = size;
  const departments = Math.ceil(people / TEAM_SIZE);
  await fillSplits(run);
  const step = Math.max(Math.floor(ROWS_PER_FETCH / people), 1);
  for (let first = 0; first < days; first += step) {
    await run(usageDays(size, first, Math.min(first + step, days) - 1));
  }
  await run(departmentDays(size, departments));
  await fillDirectory(run, size, departments);
  await fillHeld(run, size, departments);
  await run(sql`vacuum (analyze)`);
}

/** The days that lie so many days after the first one. */
function usageDays({ people, days, to }: CompanySize, first: number, last: number) {
  return sql`
    insert into usage_day (
      provider, person_id, day, active, active_chat, active_completion, lines_accepted, lines_changed,
      lines_accepted_chat, lines_accepted_completion, lines_suggested_completion, chat_turns, chat_turns_accepted,
      completions_accepted, completions_suggested, splits
    )
    select 'lingma', 'p-' || person, day, true, roll % 3 > 0, roll % 5 > 0, roll, roll * 2,
           roll / 2, roll / 3, roll, roll % 20, roll % 9, roll / 4, roll / 2, splits
    from generate_series(0, ${people - 1}::integer) as person
    cross join generate_series(${first}::integer, ${last}::integer) as place
    cross join lateral (
      select ${to}::date - ${days - 1}::integer + place as day, (person * 7919 + place * 104729) % ${SPLITS}::integer as roll
    ) as rolled
    join bench_splits on variant = roll
    where roll % 4 > 0 and extract(isodow from day) < 6
    order by person, day
  `;
}

function departmentDays({ days, to }: CompanySize, departments: number) {
  return sql`
    insert into department_day (
      provider, group_id, day, active_people, active_chat, active_completion, lines_accepted, lines_changed,
      lines_accepted_chat, lines_accepted_completion, lines_suggested_completion, chat_turns, chat_turns_accepted,
      completions_accepted, completions_suggested, splits
    )
    select 'lingma', 'd-' || department, ${to}::date - place, 30, 20, 25, roll * 30, roll * 60,
           roll * 15, roll * 10, roll * 30, roll, roll / 2, roll * 8, roll * 16, splits
    from generate_series(0, ${days - 1}::integer) as place
    cross join generate_series(0, ${departments - 1}::integer) as department
    cross join lateral (select (department * 7919 + place * 104729) % ${SPLITS}::integer as roll) as rolled
    join bench_splits on variant = roll
  `;
}
