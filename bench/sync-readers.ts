import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Closing } from './closing.ts';
import { runProgram } from './program.ts';
import { measured, type Measured, type ReadJob, type SyncJob } from './sync-jobs.ts';

/** Somebody who reads pages in a process of its own. */
export type Reader = {
  /** Where the rows go. */
  readonly name: string;
  readonly goal: string;
  readonly read: (job: ReadJob) => Promise<Measured>;
};

const BARE = new URL('read-bare.ts', import.meta.url);
const SYNC = new URL('sync-days.ts', import.meta.url);
const NOTHING: ReadJob = { lingma: { baseUrl: '', organizationId: '', token: '' }, parts: [] };

/** The baseline first, then the bot's own way into an empty database of each kind. */
export async function createReaders(
  createPostgres: () => Promise<string>,
  closing: Closing,
): Promise<Reader[]> {
  const sync = (job: SyncJob) => runProgram(SYNC, job, measured, closing);
  const folder = await closing.folder();
  const made = join(folder, 'made');
  // Making an embedded database takes more memory than using it: it is made once, and copied.
  await sync({ ...NOTHING, database: { url: null, dataDir: made } });
  return [
    { name: 'bare loop', goal: '', read: (job) => runProgram(BARE, job, measured, closing) },
    {
      name: 'PGlite',
      goal: '≥ 0.60×',
      read: async (job) => {
        const dataDir = join(folder, 'used');
        await cp(made, dataDir, { recursive: true });
        try {
          return await sync({ ...job, database: { url: null, dataDir } });
        } finally {
          await rm(dataDir, { recursive: true });
        }
      },
    },
    {
      name: 'PostgreSQL',
      goal: '≥ 0.80×',
      read: async (job) =>
        sync({ ...job, database: { url: await createPostgres(), dataDir: folder } }),
    },
  ];
}
