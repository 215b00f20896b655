import type { Asking } from './asking.ts';
import type { Questions } from './domain/answers.ts';
import type { Channels } from './domain/digests.ts';
import type { Clock, Messenger, OpenTableFile, PeopleStore } from './domain/ports.ts';
import type { StatusSummary } from './domain/status.ts';
import type { ProviderId } from './domain/usage.ts';
import { createCheckShare } from './services/check-share.ts';
import { createCompareTeams } from './services/compare-teams.ts';
import { createExportUsage } from './services/export-usage.ts';
import { createIdentifyActor } from './services/identify-actor.ts';
import { createListInactive } from './services/list-inactive.ts';
import type { ListNudgesSeen } from './services/list-nudges-seen.ts';
import { createListTop } from './services/list-top.ts';
import { createReportPerson } from './services/report-person.ts';
import { createReportStatus } from './services/report-status.ts';
import { createReportTeam } from './services/report-team.ts';
import { createSetListed } from './services/set-listed.ts';
import type { TellSending } from './services/tell-sending.ts';

/** What questions are answered with. */
export type QuestionParts = {
  readonly asking: Asking;
  readonly people: PeopleStore;
  readonly messenger: Messenger;
  readonly channels: Channels;
  readonly openTableFile: OpenTableFile;
  readonly clock: Clock;
  readonly adminUsers: readonly string[];
  /** The bot itself, for `status`. */
  readonly about: Pick<StatusSummary, 'version' | 'database' | 'startedAt'>;
  readonly isSyncing: (provider: ProviderId) => boolean;
  readonly tellSending: TellSending;
  readonly listNudgesSeen: ListNudgesSeen;
  /** How many milliseconds a question waits for vendors in all, 25 seconds unless said; an export takes its time. */
  readonly patienceMs?: number;
};

const PATIENCE_MS = 25_000;
const EXPORT_PATIENCE_MS = 15 * 60_000;

/** Wires what answers people. Each question has a patience of its own, for all that it asks vendors for together. */
export function createQuestions(parts: QuestionParts): Questions {
  const { asking, messenger, openTableFile, adminUsers, patienceMs = PATIENCE_MS } = parts;
  const { findSlackPerson } = asking;
  const patient = () => asking.within(patienceMs);
  const exporting = () => ({ ...asking.within(EXPORT_PATIENCE_MS), messenger, openTableFile });
  return {
    identifyActor: createIdentifyActor({ findSlackPerson, adminUsers }),
    reportTeam: (...asked) => createReportTeam(patient())(...asked),
    reportPerson: (...asked) => createReportPerson({ ...parts, ...patient() })(...asked),
    listTop: (...asked) => createListTop(patient())(...asked),
    listInactive: (...asked) => createListInactive(patient())(...asked),
    compareTeams: (...asked) => createCompareTeams(patient())(...asked),
    reportStatus: (...asked) => createReportStatus({ ...parts, ...patient() })(...asked),
    exportUsage: (...asked) => createExportUsage(exporting())(...asked),
    setListed: createSetListed(parts),
    checkShare: createCheckShare(parts),
  };
}
