import type { Asking } from './asking.ts';
import type { NudgeStore, QuietUntil } from './domain/nudge-ports.ts';
import type { NudgePolicy } from './domain/nudge-settings.ts';
import type { Nudges } from './domain/nudge-questions.ts';
import type { DrawNudges } from './domain/nudges-shown.ts';
import type { Clock, Messenger, OpenTableFile, PeopleStore, UsageStore } from './domain/ports.ts';
import type { Queue } from './jobs/queue.ts';
import type { Logger } from './log.ts';
import type { Provider } from './providers/provider.ts';
import { createAdvanceNudges } from './services/advance-nudges.ts';
import { createAnswerNudge, createUndoAnswer } from './services/answer-nudge.ts';
import { createDecideRound } from './services/decide-round.ts';
import { createExemptPerson } from './services/exempt-person.ts';
import { createExportNudgeLog, createListNudgeLog } from './services/list-nudge-log.ts';
import { createListNudgesSeen, type ListNudgesSeen } from './services/list-nudges-seen.ts';
import { createDecideReclaim, createListReclaims } from './services/list-reclaims.ts';
import type { ListTeams } from './services/list-teams.ts';
import { createMaySendNudge } from './services/may-send-nudge.ts';
import { createPreviewRound, createReportNudges } from './services/preview-round.ts';
import { createRefreshRound } from './services/refresh-round.ts';
import type { RenderDelivery } from './services/render-delivery.ts';
import { createRenderNudge } from './services/render-nudge.ts';
import type { MayGo } from './services/send-ports.ts';
import { createSetAway } from './services/set-away.ts';
import { createShowNudge } from './services/show-nudge.ts';
import { createPauseNudges, createSetTips, createSkipNudge } from './services/steer-nudges.ts';
import { createTellAdmins, type TellAdmins } from './services/tell-admins.ts';
import type { Database } from './store/database.ts';
import { createNudgeStore } from './store/nudge-store.ts';

type Parts = {
  readonly asking: Asking;
  readonly database: Database;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly store: UsageStore;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly policy: NudgePolicy;
  readonly draw: DrawNudges;
  readonly messenger: Messenger;
  readonly openTableFile: OpenTableFile;
  readonly quietUntil: QuietUntil;
  readonly adminChannel: string | null;
  readonly adminUsers: readonly string[];
  readonly zone: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Nudges: what people ask about them and answer, and what the sender of messages needs for them. */
export type NudgePost = {
  readonly nudges: Nudges;
  readonly listNudgesSeen: ListNudgesSeen;
  readonly renderNudge: RenderDelivery;
  readonly mayGo: MayGo;
  /** Forgets what was settled before an instant. */
  readonly forget: (before: Date) => Promise<void>;
  readonly tellAdmins: TellAdmins;
  /** What was not delivered: for `status`. */
  readonly lost: Pick<NudgeStore, 'undelivered'>;
  /** Moves rounds on by the clock: to be called every minute. Never throws. */
  readonly wake: () => Promise<void>;
};

const PATIENCE_MS = 25_000;

/** Wires all that nudges need, around the queue and the sender of digests. */
export function createNudgePost(parts: Parts): NudgePost {
  const { asking, database, queue, logger } = parts;
  const listTeams: ListTeams = (...asked) => asking.within(PATIENCE_MS).listTeams(...asked);
  const ports = {
    ...parts,
    nudges: createNudgeStore(database, queue),
    listTeams,
    findSlackPerson: asking.findSlackPerson,
  };
  const advance = createAdvanceNudges(ports);
  const decideRound = createDecideRound(ports);
  const refreshRound = createRefreshRound(ports);
  const refresh = () =>
    refreshRound().catch((error: unknown) =>
      logger.warn({ error }, 'the message of a nudge round could not be changed'),
    );
  return {
    nudges: {
      previewRound: createPreviewRound(ports),
      decideRound: async (...asked) => {
        const result = await decideRound(...asked);
        void refresh();
        return result;
      },
      skipNudge: createSkipNudge(ports),
      pauseNudges: createPauseNudges(ports),
      reportNudges: createReportNudges(ports),
      listNudgeLog: createListNudgeLog(ports),
      exportNudgeLog: createExportNudgeLog(ports),
      exemptPerson: createExemptPerson(ports),
      answerNudge: createAnswerNudge(ports),
      undoAnswer: createUndoAnswer(ports),
      showNudge: createShowNudge(ports),
      setTips: createSetTips(ports),
      setAway: createSetAway(ports),
      listReclaims: createListReclaims(ports),
      decideReclaim: createDecideReclaim(ports),
    },
    listNudgesSeen: createListNudgesSeen(ports),
    renderNudge: createRenderNudge(ports),
    mayGo: createMaySendNudge(ports),
    forget: (before) => ports.nudges.prune(before),
    tellAdmins: createTellAdmins({
      ...ports,
      onUndelivered: (what, told) =>
        logger.warn({ ...what, told }, 'a message about nudges was not delivered'),
    }),
    lost: ports.nudges,
    async wake() {
      try {
        const { planned, settled, checked } = await advance();
        if (planned !== null || settled + checked > 0) {
          logger.info({ planned, settled, checked }, 'nudges moved on');
        }
      } catch (error) {
        logger.error({ error }, 'nudges could not be moved on');
      }
      await refresh();
    },
  };
}
