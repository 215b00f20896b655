import type { UsageStore } from '../domain/ports.ts';
import { commitRun } from './commit.ts';
import { coverageOf } from './coverage.ts';
import type { Database } from './database.ts';
import { departmentDaysOf } from './department-days.ts';
import { groupsOf, groupsOfPeopleIn } from './groups.ts';
import { pruneBefore } from './retention.ts';
import { entriesByIds, rosterOf, seatHoldersOf } from './roster.ts';
import { seatWindowsOf } from './seats.ts';
import { stageRows } from './staging.ts';
import { syncHistory } from './sync-history.ts';
import { syncRuns } from './sync-runs.ts';
import { usagePages } from './usage-pages.ts';
import { usageRows } from './usage-rows.ts';
import { personSplitsOf } from './usage-splits.ts';
import { usageTotals } from './usage-totals.ts';

/** What the bot knows of seats, people and usage, in an open database. */
export function createUsageStore(database: Database): UsageStore {
  const { kysely } = database;
  return {
    ...syncRuns(kysely),
    ...syncHistory(kysely),
    stage: stageRows(kysely),
    commit: commitRun(database),
    coverage: coverageOf(kysely),
    prune: pruneBefore(database),
    groups: groupsOf(kysely),
    groupsOfPeople: groupsOfPeopleIn(kysely),
    roster: rosterOf(kysely),
    entries: entriesByIds(kysely),
    seatHolders: seatHoldersOf(kysely),
    seatWindows: seatWindowsOf(kysely),
    departmentDays: departmentDaysOf(kysely),
    personSplits: personSplitsOf(kysely),
    ...usageTotals(kysely),
    ...usageRows(kysely),
    ...usagePages(kysely),
  };
}
