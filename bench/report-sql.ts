import { openDatabase } from '../src/store/database.ts';
import { reportJob, type ReportMeasured } from './report-job.ts';
import { readReport } from './report-statements.ts';

// A program: the hand-written SQL that the bot's answers are measured against.

const WARM_UP = 10;

const {
  database: place,
  teams,
  period,
  times,
} = reportJob.parse(JSON.parse(process.argv[2] ?? ''));
const database = await openDatabase(place);
const measured: ReportMeasured = [];
for (const team of teams) {
  const milliseconds: number[] = [];
  let linesAccepted = 0;
  for (let time = -WARM_UP; time < times; time += 1) {
    const started = performance.now();
    linesAccepted = await readReport(database.kysely, team, period);
    if (time >= 0) milliseconds.push(performance.now() - started);
  }
  measured.push({ milliseconds, linesAccepted });
}
await database.close();
console.log(JSON.stringify(measured));
