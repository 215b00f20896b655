import { addDays, type Period } from '../src/domain/calendar.ts';
import { startBolt, startSlackBeside } from './bot.ts';
import type { Closing } from './closing.ts';
import { answersFrom, sendAtOnce, type Target } from './commands.ts';
import { count, milliseconds, percentile, ratio } from './figures.ts';
import { runProgram } from './program.ts';
import { makeCompany, type Place, type ReportCompany } from './report-company.ts';
import { reportMeasured, type ReportJob, type ReportMeasured } from './report-job.ts';
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

const SQL = new URL('report-sql.ts', import.meta.url);
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
    `A team of 50 over ${PERIOD_DAYS} days: from the command to its answer, one after another, ${plan.times} times`,
    ['seats × days', 'team of', '', 'bot', 'SQL', 'bot / SQL', 'goal'],
    rows,
  );
}

async function measureCompany(
  company: ReportCompany,
  times: number,
  closing: Closing,
): Promise<string[][]> {
  const { database, teams, lastDay, settings } = company;
  const period: Period = { from: addDays(lastDay, 1 - PERIOD_DAYS), to: lastDay };
  const job: ReportJob = { database, teams: teams.map(({ team }) => team), period, times };
  // First, because an embedded database is one process's at a time.
  const bySql = await runProgram(SQL, job, reportMeasured, closing);
  const slack = await startSlackBeside(closing);
  const bot = await startBolt({ ...slack.settings, ...settings }, closing);
  const ask = createAsk(bot, slack.answersUrl);
  const rows: string[][] = [];
  for (const [at, { name }] of teams.entries()) {
    const { milliseconds: sqlWaits = [], linesAccepted = 0 } = bySql[at] ?? {};
    const waits = await ask(`team=${name} period=${PERIOD_DAYS}d`, times, count(linesAccepted));
    rows.push(...rowsOf(name, waits, sqlWaits));
  }
  return rows;
}

/** Asks the same several times, one after another, and gives the milliseconds to each answer, which must hold `expected`. */
function createAsk(bot: Target, answersUrl: string) {
  let asked = 0;
  return async (text: string, times: number, expected: string): Promise<number[]> => {
    const waits: number[] = [];
    for (let time = -WARM_UP; time < times; time += 1) {
      asked += 1;
      const answered = answersFrom(answersUrl, asked);
      const started = performance.now();
      await sendAtOnce(bot, [text], answersUrl);
      const answer = await answered;
      if (time >= 0) waits.push(performance.now() - started);
      if (!answer.includes(expected))
        throw new Error(`${expected} is not in this answer: ${answer}`);
    }
    return waits;
  };
}

function rowsOf(
  name: string,
  waits: readonly number[],
  sqlWaits: ReportMeasured[number]['milliseconds'],
): string[][] {
  return [0.5, 0.95].map((share) => {
    const [bot, bare] = [percentile(waits, share), percentile(sqlWaits, share)];
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
