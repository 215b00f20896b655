import { sql } from 'kysely';
import { EVERYONE } from '../src/domain/feeds.ts';
import { lingma } from '../src/providers/lingma/index.ts';
import { createFetchFeed } from '../src/services/fetch-feed.ts';
import { openDatabase } from '../src/store/database.ts';
import { createUsageStore } from '../src/store/usage-store.ts';
import { measureParts } from './measure-parts.ts';
import { syncJob } from './sync-jobs.ts';

// A program: fetches people's days into a store as the bot does.

const job = syncJob.parse(JSON.parse(process.argv[2] ?? ''));
const database = await openDatabase(job.database);
const fetchFeed = createFetchFeed({
  store: createUsageStore(database),
  providers: [lingma(job.lingma)],
  clock: () => new Date(),
  zone: 'Asia/Shanghai',
  signal: new AbortController().signal,
});

async function countRows(): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select count(*)::integer as held from usage_day
  `.execute(database.kysely);
  return rows[0]?.held ?? 0;
}

await measureParts(
  job.parts,
  ({ from, to }) =>
    fetchFeed({
      provider: 'lingma',
      feed: 'person-days',
      scope: EVERYONE,
      period: { from, to },
    }),
  countRows,
);
await database.close();
