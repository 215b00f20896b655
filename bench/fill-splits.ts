import { sql, type RawBuilder } from 'kysely';

/** How many breakdowns there are to choose from. */
export const SPLITS = 997;

const LANGUAGES = ['typescript', 'go', 'java', 'python', 'kotlin', 'sql', 'yaml', 'markdown'];
const IDES = ['VS Code', 'JetBrains', 'Visual Studio', 'Lingma IDE'];
const CHATS = ['FREE_INPUT', 'GENERATE_TESTCASE', 'EXPLAIN_CODE', 'OPTIMIZE_CODE'];

/** Makes breakdowns of eight entries each, as the store keeps them, by a number from 0. */
export async function fillSplits(
  run: (statement: RawBuilder<unknown>) => Promise<void>,
): Promise<void> {
  const ide = pick(IDES, 0);
  const lines = [
    ...[0, 1].map((place) => line('chat', pick(CHATS, place), ide, [9, 5])),
    ...[0, 1, 2].map((place) => line('lines', pick(LANGUAGES, place), sql`''`, [90, 300])),
    ...[0, 1, 2].map((place) =>
      line('completion', pick(LANGUAGES, place), ide, [60, 200, 90, 320]),
    ),
  ];
  await run(sql`
    create table bench_splits as
    select variant, concat_ws(e'\n', ${sql.join(lines)}) as splits
    from generate_series(0, ${sql.lit(SPLITS - 1)}) as variant
  `);
}

function line(kind: string, name: RawBuilder<unknown>, ide: RawBuilder<unknown>, most: number[]) {
  const numbers = most.map((value) => sql`variant % ${sql.lit(value)}`);
  return sql`concat_ws(e'\t', ${sql.lit(kind)}, ${name}, ${ide}, ${sql.join(numbers)})`;
}

function pick(names: readonly string[], place: number) {
  const list = sql.join(names.map((name) => sql.lit(name)));
  return sql`(array[${list}])[1 + (variant / 3 + ${sql.lit(place)}) % ${sql.lit(names.length)}]`;
}
