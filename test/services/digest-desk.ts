import type { Content } from '../../src/domain/deliveries.ts';
import type { ChannelReach, Digest, NoticeSubject } from '../../src/domain/digests.ts';
import type { Team } from '../../src/domain/teams.ts';
import { createDecideDelivery } from '../../src/services/decide-delivery.ts';
import { createDraftSubscription } from '../../src/services/draft-subscription.ts';
import { createEndSubscription } from '../../src/services/end-subscription.ts';
import { createListFailures } from '../../src/services/list-failures.ts';
import { createListSubscriptions } from '../../src/services/list-subscriptions.ts';
import { createMakeDigest } from '../../src/services/make-digest.ts';
import { createMayNameSeats } from '../../src/services/may-name-seats.ts';
import { createMayPostDigest } from '../../src/services/may-post-digest.ts';
import { createPreviewDigest } from '../../src/services/preview-digest.ts';
import type { QuestionPorts } from '../../src/services/question-ports.ts';
import { createRenderDelivery } from '../../src/services/render-delivery.ts';
import { createResumeSubscription } from '../../src/services/resume-subscription.ts';
import { createRetryDelivery } from '../../src/services/retry-delivery.ts';
import { createSubscribe } from '../../src/services/subscribe.ts';
import { createTellOwner } from '../../src/services/tell-owner.ts';
import { createDeliveryStore } from '../../src/store/delivery-store.ts';
import { createSubscriptionStore } from '../../src/store/subscription-store.ts';
import type { Workshop } from './workshop.ts';

export const ADMIN_CHANNEL = 'C-ADMINS';

/** All about digests over a workshop's store, for these teams. What would be drawn is kept as it came. */
export function openDesk(
  shop: Workshop,
  teams: readonly Team[] | null,
  {
    settings = {},
    over = {},
    adminChannel = ADMIN_CHANNEL,
  }: {
    readonly settings?: Record<string, unknown>;
    readonly over?: Partial<QuestionPorts>;
    readonly adminChannel?: string | null;
  } = {},
) {
  const enqueue = async () => undefined;
  const subscriptions = createSubscriptionStore(shop.database, { enqueue });
  const deliveries = createDeliveryStore(shop.database, { enqueue });
  const { ports } = shop.forTeams(teams, settings);
  const slack = {
    reach: 'in' as ChannelReach,
    trouble: null as Error | null,
    isShared: false,
    /** The channels that were asked about. */
    asked: [] as string[],
  };
  const channels = {
    async reach(channelId: string) {
      slack.asked.push(channelId);
      if (slack.trouble) throw slack.trouble;
      return slack.reach;
    },
    isShared: async () => slack.isShared,
    async isSharedLately() {
      if (slack.trouble) throw slack.trouble;
      return slack.isShared;
    },
  };
  const drawn: (Digest | NoticeSubject)[] = [];
  const content = (what: Digest | NoticeSubject): Content => {
    drawn.push(what);
    return { text: `drawn ${drawn.length}`, blocks: [], basic: [] };
  };
  const untold: NoticeSubject[] = [];
  const parts = { ...ports, subscriptions, deliveries, channels };
  const makeDigest = createMakeDigest({
    patient: () => ({ ...ports, ...over }),
    clock: ports.clock,
    onSummed: () => undefined,
  });
  const tell = createTellOwner({
    ...parts,
    adminChannel,
    onUntold: (subject) => untold.push(subject),
  });
  const draw = { digest: content, notice: content };
  return {
    subscriptions,
    deliveries,
    slack,
    drawn,
    untold,
    tell,
    makeDigest,
    subscribe: createSubscribe(parts),
    list: createListSubscriptions(parts),
    end: createEndSubscription(parts),
    resume: createResumeSubscription(parts),
    draft: createDraftSubscription(parts),
    preview: createPreviewDigest({ ...parts, makeDigest }),
    decide: createDecideDelivery(parts),
    failures: createListFailures(parts),
    retry: createRetryDelivery(parts),
    mayPost: createMayPostDigest({ ...parts, suspend: tell.suspend }),
    render: createRenderDelivery({
      ...parts,
      makeDigest,
      mayNameSeats: createMayNameSeats({ ...parts, adminUsers: ['U-ADMIN'] }),
      suspend: tell.suspend,
      draw,
    }),
  };
}

export type Desk = ReturnType<typeof openDesk>;
