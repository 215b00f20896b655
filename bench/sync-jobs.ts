import { z } from 'zod';

/** Some days of usage, oldest and newest included, and how many pages they have. */
const part = z.object({ from: z.string(), to: z.string(), pages: z.number(), rows: z.number() });

/** How many parts come first and are not timed: code runs slower until it has been compiled for speed. */
export const WARM_UP_PARTS = 2;

/** What one measured process is told: whom to ask, for which days, one part after another. */
export const readJob = z.object({
  lingma: z.object({ baseUrl: z.string(), organizationId: z.string(), token: z.string() }),
  parts: z.array(part),
});

/** The same, and where to put it. */
export const syncJob = readJob.extend({
  database: z.object({ url: z.string().nullable(), dataDir: z.string() }),
});

/**
 * What it measured: the rows and milliseconds of what was timed, and the memory of its process in bytes. `resident` and
 * `heap` are the most that was seen after the first part, `peakResident` is the most ever.
 */
export const measured = z.object({
  rows: z.number(),
  timedRows: z.number(),
  milliseconds: z.number(),
  memory: z.object({ resident: z.number(), heap: z.number(), peakResident: z.number() }),
});

export type Part = z.output<typeof part>;
export type ReadJob = z.output<typeof readJob>;
export type SyncJob = z.output<typeof syncJob>;
export type Measured = z.output<typeof measured>;
