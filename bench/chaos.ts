import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeDataDir } from '../test/support/data-dir.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { runChaos } from './chaos/run.ts';

// Kills what sends digests, again and again, and looks whether each slot and each person of a round of
// nudges has exactly one message, or somebody who was asked.

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
const kills = Number(values.kills);

/** Who is written to in a round of nudges that goes out meanwhile. */
const PEOPLE = 500;

const onKill = (count: number) => {
  if (count % 20 === 0) console.log(`  ${count} killed …`);
};

console.log(`1 process on the embedded database, ${kills} times`);
const dataDir = await makeDataDir();
const embedded = { url: null, dataDir };
const alone = await runChaos({ database: embedded, processes: 1, ...scaled(2500), onKill });
await rm(dataDir, { recursive: true, force: true });
report(alone);

console.log(`3 processes on PostgreSQL, ${kills} times`);
const server = await startPostgres();
const database = { url: await server.createDatabase(), dataDir: '' };
const replicas = await runChaos({ database, processes: 3, ...scaled(1500), onKill });
await server.stop();
report(replicas);
process.exit(alone.wrong.length + replicas.wrong.length === 0 ? 0 : 1);

/** Slots for as long as so many kills take, at less than Slack's limit for a workspace. */
function scaled(msPerKill: number) {
  return { kills, slots: Math.ceil(kills * 4), people: PEOPLE, overMs: kills * msPerKill };
}

function report({ ends, wrong }: Awaited<ReturnType<typeof runChaos>>): void {
  for (const [end, count] of Object.entries(ends))
    console.log(`  ${String(count).padStart(5)} ${end}`);
  console.log(wrong.length === 0 ? '  Nothing is wrong.' : `  WRONG:\n    ${wrong.join('\n    ')}`);
}
