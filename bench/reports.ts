import { addDays, type Period } from '../src/domain/calendar.ts';
import { openDatabase } from '../src/store/database.ts';
import { startBolt, startSlackBeside } from './bot.ts';
import type { Closing } from './closing.ts';
import { answersFrom, sendAtOnce, type Target } from './commands.ts';
import { count, milliseconds, percentile, ratio } from './figures.ts';
import { makeCompany, type Place, type ReportCompany } from './report-company.ts';
import { readReport } from './report-statements.ts';
import { printTable } from './table.ts';

export type ReportsPlan = {
  readonly companies: readonly {
    readonly name: string;
    readonly people: number;
    readonly days: number;
    readonly place: () => Promise<Place>;
  }[];
  /** How often each team is asked for. */
  readonly times: number;
};

const PERIOD_DAYS = 90;
const WARM_UP = 10;

/** Measures how long a warm command waits for its answer, beside hand-written SQL that reads the same figures. */
export async function measureReports(plan: ReportsPlan, closing: Closing): Promise<void> {
  const rows: string[][] = [];
  for (const { name, people, days, place } of plan.companies) {
    const own = closing.inner();
    try {
      const company = await makeCompany(await place(), { people, days }, await own.folder());
      const size = `${name}, ${count(people)} × ${days}`;
      rows.push(...(await measureCompany(company, plan.times, own)).map((row) => [size, ...row]));
    } finally {
      await own.end();
    }
  }
  printTable(
    `A team of 50 over ${PERIOD_DAYS} days: from the command to its answer, and the SQL that it takes, in turns, ${plan.times} times`,
    ['seats × days', 'team of', '', 'bot', 'SQL', 'bot / SQL', 'goal'],
    rows,
  );
}

async function measureCompany(
  { twin, teams, lastDay, settings }: ReportCompany,
  times: number,
  closing: Closing,
): Promise<string[][]> {
  const period: Period = { from: addDays(lastDay, 1 - PERIOD_DAYS), to: lastDay };
  const database = await openDatabase(twin);
  closing.add(() => database.close());
  const slack = await startSlackBeside(closing);
  const bot = await startBolt({ ...slack.settings, ...settings }, closing);
  const ask = createAsk(bot, slack.answersUrl);
  const rows: string[][] = [];
  for (const { name, team } of teams) {
    const text = `team=${name} period=${PERIOD_DAYS}d`;
    const waits: { bot: number[]; bare: number[] } = { bot: [], bare: [] };
    // In turns, so that both find the machine as busy with other things.
    for (let time = -WARM_UP; time < times; time += 1) {
      const bare = await timed(() => readReport(database.kysely, team, period));
      const asked = await timed(() => ask(text));
      const expected = count(bare.result);
      if (!asked.result.includes(expected)) {
        throw new Error(`${expected} is not in this answer: ${asked.result}`);
      }
      if (time < 0) continue;
      waits.bare.push(bare.wait);
      waits.bot.push(asked.wait);
    }
    rows.push(...rowsOf(name, waits));
  }
  return rows;
}

async function timed<T>(act: () => Promise<T>): Promise<{ wait: number; result: T }> {
  const started = performance.now();
  const result = await act();
  return { wait: performance.now() - started, result };
}

/** Asks, and waits for the answer's text. */
function createAsk(bot: Target, answersUrl: string): (text: string) => Promise<string> {
  let asked = 0;
  return async (text) => {
    asked += 1;
    const answered = answersFrom(answersUrl, asked);
    await sendAtOnce(bot, [text], answersUrl);
    return answered;
  };
}

function rowsOf(
  name: string,
  waits: { readonly bot: readonly number[]; readonly bare: readonly number[] },
): string[][] {
  return [0.5, 0.95].map((share) => {
    const [bot, bare] = [percentile(waits.bot, share), percentile(waits.bare, share)];
    const goal = share === 0.95 ? '< 300 ms and ≤ 2.00×' : '';
    return [
      name,
      `p${share * 100}`,
      milliseconds(bot),
      milliseconds(bare),
      ratio(bot / bare),
      goal,
    ];
  });
}
