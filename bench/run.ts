import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres.ts';
import { measureAcknowledging } from './acknowledge.ts';
import { createClosing, type Closing } from './closing.ts';
import { measureDigests } from './digests.ts';
import { measureReports } from './reports.ts';
import { measureSync } from './sync.ts';

// npm run bench [-- --quick] [-- --only=acknowledge|sync|reports|digests]

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const closing = createClosing();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closing.end().finally(() => process.exit(1)));
}
try {
  await bench(closing, values.quick, values.only);
} finally {
  await closing.end();
}

async function bench(closing: Closing, quick: boolean, only: string | undefined): Promise<void> {
  const started = performance.now();
  console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${machine()}`);
  // Durable, as a server is that somebody relies on.
  const postgres = await startPostgres([]);
  closing.add(() => postgres.stop());
  const createPostgres = () => postgres.createDatabase();
  const asked = (name: string) => only === undefined || only === name;
  if (asked('acknowledge')) {
    await measureAcknowledging(
      {
        databases: [
          { name: 'PGlite', settings: async () => ({ DATA_DIR: await closing.folder() }) },
          { name: 'PostgreSQL', settings: async () => ({ DATABASE_URL: await createPostgres() }) },
        ].slice(0, quick ? 1 : 2),
        rounds: quick ? 1 : 3,
        burstsPerRound: 2,
      },
      closing,
    );
  }
  if (asked('sync')) {
    await measureSync(
      {
        vendors: quick
          ? [{ latencyMs: 50, runs: [{ rows: 20_000, rounds: 1 }] }]
          : [
              { latencyMs: 50, runs: [{ rows: 50_000, rounds: 3 }] },
              {
                latencyMs: 0,
                runs: [
                  { rows: 10_000, rounds: 1 },
                  { rows: 50_000, rounds: 2 },
                  { rows: 200_000, rounds: 1 },
                ],
              },
            ],
        createPostgres,
      },
      closing,
    );
  }
  const inProcess = async () => ({ url: null, dataDir: await closing.folder() });
  if (asked('digests')) {
    await measureDigests({ channels: quick ? 350 : 1000, place: inProcess }, closing);
  }
  if (asked('reports')) {
    const onServer = async () => ({ url: await createPostgres(), dataDir: '' });
    await measureReports(
      {
        companies: [
          { name: 'PGlite', people: quick ? 1000 : 5000, days: 365, place: inProcess },
          { name: 'PostgreSQL', people: quick ? 2000 : 20_000, days: 365, place: onServer },
        ],
        times: 60,
      },
      closing,
    );
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n${seconds} seconds; ${machine()}`);
}

/** What else the machine had to do shows in its load. */
function machine(): string {
  const load = loadavg().map((value) => value.toFixed(1));
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), load ${load.join(' ')}`;
}
