import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Questions } from './domain/answers.ts';
import type { Clock, Directory, Messenger, PeopleStore, UsageStore } from './domain/ports.ts';
import type { StatusSummary } from './domain/status.ts';
import type { Team } from './domain/teams.ts';
import type { ProviderId } from './domain/usage.ts';
import { createCsvFiles } from './files/csv-file.ts';
import type { Provider } from './providers/provider.ts';
import { createCompareTeams } from './services/compare-teams.ts';
import { createExportUsage } from './services/export-usage.ts';
import type { FetchFeed } from './services/fetch-feed.ts';
import { createFetchMissing } from './services/fetch-missing.ts';
import { createFindSlackPerson } from './services/find-slack-person.ts';
import { createHideSmall } from './services/hide-small.ts';
import { createIdentifyActor } from './services/identify-actor.ts';
import { createListInactive } from './services/list-inactive.ts';
import { createListTeams } from './services/list-teams.ts';
import { createListTop } from './services/list-top.ts';
import { createReportPerson } from './services/report-person.ts';
import { createReportStatus } from './services/report-status.ts';
import { createReportTeam } from './services/report-team.ts';
import { createSetListed } from './services/set-listed.ts';

export type QuestionParts = {
  readonly config: Config;
  /** The teams of TEAMS_FILE; null where there is none. */
  readonly teams: readonly Team[] | null;
  readonly store: UsageStore;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly fetchFeed: FetchFeed;
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly clock: Clock;
  /** The bot itself, for `status`. */
  readonly about: Pick<StatusSummary, 'version' | 'database' | 'startedAt'>;
  readonly isSyncing: (provider: ProviderId) => boolean;
};

/** How long a question waits for vendors in all, before it is answered from what is held; an export may take its time. */
const PATIENCE_MS = 25_000;
const EXPORT_PATIENCE_MS = 15 * 60_000;

/** Wires what answers people. Each question has a patience of its own, for all that it asks vendors for together. */
export function createQuestions(parts: QuestionParts): Questions {
  const { config, store, people, providers, clock } = parts;
  const { minGroupSize, retentionDays, reportTimezone: zone } = config;
  const base = { store, people, providers, clock, zone, retentionDays };
  const findSlackPerson = createFindSlackPerson(parts);
  const hideSmall = createHideSmall({ ...base, minGroupSize });
  const openTableFile = createCsvFiles(join(tmpdir(), 'ai-usage-bot'));

  const within = (milliseconds: number) => {
    const patience = AbortSignal.timeout(milliseconds);
    const fetchMissing = createFetchMissing({ ...base, fetchFeed: parts.fetchFeed, patience });
    const listTeams = createListTeams({ ...base, fetchMissing, fromFile: parts.teams });
    return { ...base, fetchMissing, listTeams, hideSmall, findSlackPerson };
  };
  const patient = () => within(PATIENCE_MS);

  return {
    identifyActor: createIdentifyActor({ findSlackPerson, adminUsers: config.adminUsers }),
    reportTeam: (...asked) => createReportTeam(patient())(...asked),
    reportPerson: (...asked) => createReportPerson(patient())(...asked),
    listTop: (...asked) => createListTop(patient())(...asked),
    listInactive: (...asked) => createListInactive(patient())(...asked),
    compareTeams: (...asked) => createCompareTeams(patient())(...asked),
    reportStatus: (...asked) => createReportStatus({ ...parts, ...patient() })(...asked),
    exportUsage: (...asked) => {
      const { messenger } = parts;
      return createExportUsage({ ...within(EXPORT_PATIENCE_MS), messenger, openTableFile })(
        ...asked,
      );
    },
    setListed: createSetListed(parts),
  };
}
