import { z } from 'zod';

/** A team of the company that was filled in: one of its departments, or people by their addresses. */
const team = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('department'), groupId: z.string() }),
  z.object({ kind: z.literal('people'), emails: z.array(z.string()) }),
]);

/** What the hand-written SQL is told: which teams to sum up over which days, and how often. */
export const reportJob = z.object({
  database: z.object({ url: z.string().nullable(), dataDir: z.string() }),
  teams: z.array(team),
  period: z.object({ from: z.string(), to: z.string() }),
  times: z.number(),
});

/** For each team the milliseconds of each time, and the sum of accepted lines to hold the bot's answer against. */
export const reportMeasured = z.array(
  z.object({ milliseconds: z.array(z.number()), linesAccepted: z.number() }),
);

export type ReportTeam = z.output<typeof team>;
export type ReportJob = z.output<typeof reportJob>;
export type ReportMeasured = z.output<typeof reportMeasured>;
