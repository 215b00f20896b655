import type { Asking } from './asking.ts';
import type { DigestPost } from './digest-post.ts';
import type { Homes } from './domain/home.ts';
import type { Logger } from './log.ts';
import { createQuestions, type QuestionParts } from './questions.ts';
import { createCompareManaged } from './services/compare-managed.ts';
import { createRetrySync } from './services/retry-sync.ts';
import { createShowHome } from './services/show-home.ts';

type Parts = QuestionParts & {
  readonly asking: Asking;
  readonly digestPost: DigestPost;
  /** The report's IANA zone. */
  readonly zone: string;
  /** Begins a sync in the background, and gives whether it did. */
  readonly beginSync: () => boolean;
  readonly logger: Logger;
};

/** A home is drawn from what is held: so long it waits for what is lacking, which is fetched all the same for the next one. */
const PATIENCE_MS = 1000;

/** Wires the App Home, which is made of what commands answer with. */
export function createHomes(parts: Parts): Homes {
  const { asking, digestPost, beginSync, logger } = parts;
  const { reportPerson, reportStatus } = createQuestions({ ...parts, patienceMs: PATIENCE_MS });
  const { digests, deliveries, nudgePost, listFailures, retryDelivery } = digestPost;
  return {
    showHome: createShowHome({
      ...parts,
      reportPerson,
      reportStatus,
      compareManaged: (actor) => createCompareManaged(asking.within(PATIENCE_MS))(actor),
      listTeams: (...asked) => asking.within(PATIENCE_MS).listTeams(...asked),
      listSubscriptions: digests.listSubscriptions,
      previewRound: nudgePost.nudges.previewRound,
      reportNudges: nudgePost.nudges.reportNudges,
      listFailures,
      deliveries,
      onTrouble: (part, error) => logger.warn({ error, part }, 'a part of a home is missing'),
    }),
    retryDelivery,
    retrySync: createRetrySync({ begin: beginSync }),
  };
}
