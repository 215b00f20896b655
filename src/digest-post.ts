import type { Asking } from './asking.ts';
import type { DeliveryStore, Postbox } from './domain/delivery-ports.ts';
import type { Channels, Digests, Draw } from './domain/digests.ts';
import type { ListFailures, RetryDelivery } from './domain/home.ts';
import type { Clock, PeopleStore } from './domain/ports.ts';
import type { Provider } from './providers/provider.ts';
import { createQueue, type Queue } from './jobs/queue.ts';
import type { Logger } from './log.ts';
import type { NudgePost } from './nudge-post.ts';
import { startClock, type WakingClock } from './schedule/clock.ts';
import { createDecideDelivery } from './services/decide-delivery.ts';
import { createDraftSubscription } from './services/draft-subscription.ts';
import { createEndSubscription } from './services/end-subscription.ts';
import { createEnqueueDue } from './services/enqueue-due.ts';
import { createListFailures } from './services/list-failures.ts';
import { createListSubscriptions } from './services/list-subscriptions.ts';
import type { ListTeams } from './services/list-teams.ts';
import { createMakeDigest } from './services/make-digest.ts';
import { createMayNameSeats } from './services/may-name-seats.ts';
import { createMayPostDigest } from './services/may-post-digest.ts';
import { createPreviewDigest } from './services/preview-digest.ts';
import { createRecallFailures } from './services/recall-failures.ts';
import { createRenderDelivery } from './services/render-delivery.ts';
import { createResumeSubscription } from './services/resume-subscription.ts';
import { createRetryDelivery } from './services/retry-delivery.ts';
import { createSendDelivery } from './services/send-delivery.ts';
import type { Attempted } from './services/send-ports.ts';
import type { SendRefusal } from './services/send-token.ts';
import { createSubscribe } from './services/subscribe.ts';
import { createTellOwner } from './services/tell-owner.ts';
import { createTellSending, type TellSending } from './services/tell-sending.ts';
import type { Database } from './store/database.ts';
import { createDeliveryStore } from './store/delivery-store.ts';
import { createSubscriptionStore } from './store/subscription-store.ts';

type Parts = {
  readonly asking: Asking;
  readonly database: Database;
  readonly people: PeopleStore;
  readonly providers: readonly Provider[];
  readonly channels: Channels;
  readonly postbox: Postbox;
  readonly checkAuth: () => Promise<boolean>;
  readonly draw: Draw;
  /** What sends nudges by the same queue and sender. */
  readonly makeNudgePost: (queue: Pick<Queue, 'enqueue'>) => NudgePost;
  readonly onAttempted: (attempted: Attempted) => void;
  readonly adminChannel: string | null;
  readonly adminUsers: readonly string[];
  readonly zone: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Digests: what people ask about them, and what sends them. */
export type DigestPost = {
  readonly digests: Digests;
  /** For metrics, and for the App Home. */
  readonly deliveries: Pick<DeliveryStore, 'tally' | 'queue' | 'sentTo'>;
  /** For `status`. */
  readonly tellSending: TellSending;
  /** Forgets messages that ended before an instant. */
  forget(before: Date): Promise<void>;
  readonly nudgePost: NudgePost;
  /** For the App Home. */
  readonly listFailures: ListFailures;
  readonly retryDelivery: RetryDelivery;
  /** Begins to send what is due. */
  start(): Promise<void>;
  /** Sends nothing new and waits for what is under way, at most `ms`; what is left is not lost. Gives how much that is. */
  stop(ms: number): Promise<number>;
};

/** How long a digest waits for vendors; nobody stands and waits for it. */
const PATIENCE_MS = 120_000;
const QUESTION_PATIENCE_MS = 25_000;

/** Messages that are worked on at the same time. */
const AT_ONCE = 8;

/** A client of Slack's gives up after 10 seconds; what it has sent by then may arrive for a while yet. */
const SETTLE_MS = 30_000;

/** Wires all that digests need. `start` makes the queue's tables. */
export function createDigestPost(parts: Parts): DigestPost {
  const { asking, database, people, clock, logger, adminChannel, checkAuth, postbox } = parts;
  const queue = createQueue(database, { clock, log: logger });
  const subscriptions = createSubscriptionStore(database, queue);
  const deliveries = createDeliveryStore(database, queue);
  const nudgePost = parts.makeNudgePost(queue);
  const { findSlackPerson } = asking;
  const listTeams: ListTeams = (...asked) =>
    asking.within(QUESTION_PATIENCE_MS).listTeams(...asked);
  const common = { ...parts, subscriptions, deliveries, listTeams, findSlackPerson };
  const recallFailures = createRecallFailures(clock);
  const makeDigest = createMakeDigest({
    patient: () => asking.within(PATIENCE_MS, recallFailures),
    clock,
    onSummed: (summed) => logger.debug(summed, 'summed up for digests'),
  });
  const owner = createTellOwner({
    ...common,
    adminChannel,
    onUntold: (subject) => logger.warn({ subject }, 'nobody could be told'),
  });
  let refused: (SendRefusal & { readonly at: Date }) | null = null;
  const renderDigest = createRenderDelivery({
    ...common,
    people,
    makeDigest,
    mayNameSeats: createMayNameSeats({ ...common, adminUsers: parts.adminUsers }),
    suspend: owner.suspend,
  });
  const mayPostDigest = createMayPostDigest({ ...common, suspend: owner.suspend });
  const sendDelivery = createSendDelivery({
    store: deliveries,
    postbox,
    renderDelivery: (delivery) =>
      delivery.kind === 'nudge' ? nudgePost.renderNudge(delivery) : renderDigest(delivery),
    mayGo: (delivery) =>
      delivery.kind === 'nudge' ? nudgePost.mayGo(delivery) : mayPostDigest(delivery),
    onUnrendered: ({ id, kind }, error) =>
      logger.warn({ error, id, kind }, 'a message could not be written'),
    onAttempted: parts.onAttempted,
    tellOwner: (delivery, trouble) =>
      delivery.kind === 'nudge'
        ? nudgePost.tellAdmins(delivery, { ...trouble, trouble: trouble.kind })
        : owner.trouble(delivery, trouble),
    onFinal: (delivery, reason) =>
      delivery.kind === 'nudge'
        ? nudgePost.tellAdmins(delivery, { trouble: 'failed', reason })
        : owner.final(delivery, reason),
    onRevoked: (refusal) => {
      refused = { ...refusal, at: clock() };
      const { reason, lacks } = refusal;
      if (lacks === null) logger.error({ reason }, 'Slack refuses SLACK_BOT_TOKEN');
      else logger.error({ reason, lacks }, 'the Slack app lacks a permission: install it again');
    },
    onTakenAgain: () => {
      refused = null;
    },
    checkAuth,
    clock,
    settleMs: SETTLE_MS,
  });
  const enqueueDue = createEnqueueDue({
    subscriptions,
    deliveries,
    tellMissed: owner.missed,
    clock,
  });

  async function wake(): Promise<void> {
    try {
      const { due, missed, revived } = await enqueueDue();
      if (due + missed + revived > 0) logger.info({ due, missed, revived }, 'digests are due');
    } catch (error) {
      logger.error({ error }, 'could not look for what is due');
    }
    await nudgePost.wake();
  }

  let waking: WakingClock | null = null;
  return {
    tellSending: createTellSending({ ...common, nudges: nudgePost.lost, refused: () => refused }),
    deliveries,
    nudgePost,
    listFailures: createListFailures(common),
    retryDelivery: createRetryDelivery(common),
    digests: {
      subscribe: createSubscribe(common),
      listSubscriptions: createListSubscriptions(common),
      endSubscription: createEndSubscription(common),
      resumeSubscription: createResumeSubscription(common),
      previewDigest: createPreviewDigest({ ...common, makeDigest }),
      draftSubscription: createDraftSubscription(common),
      decideDelivery: createDecideDelivery(common),
    },
    async forget(before) {
      await deliveries.prune(before);
      await nudgePost.forget(before);
    },
    async start() {
      await queue.start();
      queue.work(sendDelivery, AT_ONCE);
      waking = startClock({ everyMinutes: 1, jitterSeconds: 0, wake });
    },
    async stop(ms) {
      await waking?.stop();
      return waking ? queue.stop(ms) : 0;
    },
  };
}
