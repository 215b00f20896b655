import { digestSubjectOf, noticeColumns, noticeSubjectOf } from '../domain/delivery-subjects.ts';
import type { Delivery, NewDelivery } from '../domain/deliveries.ts';
import type { Claimed, DeliveryStore, SubscriptionStore } from '../domain/delivery-ports.ts';
import type { NoticeSubject } from '../domain/digests.ts';
import type { Clock } from '../domain/ports.ts';
import { toAppError } from '../errors.ts';
import type { FindSlackPerson } from './find-slack-person.ts';

type Ports = {
  readonly subscriptions: Pick<SubscriptionStore, 'subscription' | 'suspend'>;
  readonly deliveries: Pick<DeliveryStore, 'add' | 'tell'>;
  readonly findSlackPerson: FindSlackPerson;
  /** Slack's id of the channel that hears what an owner cannot be told; null where there is none. */
  readonly adminChannel: string | null;
  readonly clock: Clock;
  /** Called where there is nobody to be told, or they could not be. For the log. */
  readonly onUntold: (subject: NoticeSubject) => void;
};

/** Tells the owners of subscriptions what became of them: each thing once, however often these are called. */
export type TellOwner = {
  /** Of a digest that will not be sent, or of which nobody knows whether it was; where it was a notice itself, there is nobody left to be told. */
  readonly trouble: (
    delivery: Delivery,
    trouble: { readonly kind: 'unknown' | 'failed'; readonly reason: string },
  ) => Promise<void>;
  /** Nothing will ever be taken where a message should go: suspends its subscription; what an owner cannot be told goes to the admins. */
  readonly final: (delivery: Delivery, reason: string) => Promise<void>;
  /** Of slots that were passed over and nobody was told of: each owner once of each, of all together. */
  readonly missed: (missed: readonly Claimed[]) => Promise<void>;
  /** Suspends a subscription, for Slack's word or one of the bot's own. */
  readonly suspend: (subscriptionId: number, reason: string) => Promise<void>;
};

export function createTellOwner(ports: Ports): TellOwner {
  const { subscriptions, deliveries, clock, adminChannel } = ports;

  async function send(key: string, subject: NoticeSubject, to: NewDelivery['to'] | null) {
    if (!to) return ports.onUntold(subject);
    const dueAt = clock();
    const notice = { kind: 'notice', key, subject: noticeColumns(subject), to, dueAt } as const;
    await deliveries.add([notice], dueAt);
  }

  async function tell(key: string, subject: NoticeSubject): Promise<void> {
    const subscription = await subscriptions.subscription(subject.subscriptionId);
    if (subscription) await send(key, subject, await addressOf(subscription.ownerId, ports));
  }

  async function suspend(subscriptionId: number, reason: string): Promise<void> {
    await subscriptions.suspend(subscriptionId, reason, clock());
    // Also where it was suspended before: whoever did that may have died before anybody was told.
    const kept = await subscriptions.subscription(subscriptionId);
    if (!kept?.suspended) return;
    const { suspended } = kept;
    const key = `suspended/${subscriptionId}/${suspended.at.toISOString()}`;
    await tell(key, { about: 'suspended', subscriptionId, reason: suspended.reason });
  }

  return {
    suspend,
    trouble: async (delivery, { kind, reason }) => {
      const untold = noticeSubjectOf(delivery);
      if (untold) return ports.onUntold(untold);
      const digest = digestSubjectOf(delivery);
      if (!digest) return;
      const { id, attempts } = delivery;
      if (kind === 'failed') return tell(`failed/${id}`, { about: kind, ...digest, reason });
      // Sent again, it may get lost again.
      await tell(`unknown/${id}/${attempts}`, { about: kind, ...digest, deliveryId: id });
    },
    final: async (delivery, reason) => {
      const digest = digestSubjectOf(delivery);
      if (digest) return suspend(digest.subscriptionId, reason);
      const subject = noticeSubjectOf(delivery);
      if (!subject) return;
      const toAdmins =
        'slackUserId' in delivery.to && adminChannel ? { channelId: adminChannel } : null;
      await send(`${delivery.key}/admins`, subject, toAdmins);
    },
    missed: async (missed) => {
      for (const [ownerId, own] of Map.groupBy(missed, ownerOf)) {
        const to = await addressOf(ownerId, ports);
        const dueAt = clock();
        const notice = (untold: ReadonlySet<string>): NewDelivery | null => {
          const told = skipsOf(own.filter(({ deliveryId }) => untold.has(deliveryId)));
          if (told && to) {
            return {
              kind: 'notice',
              key: told.key,
              subject: noticeColumns(told.subject),
              to,
              dueAt,
            };
          }
          if (told) ports.onUntold(told.subject);
          return null;
        };
        const ids = own.map(({ deliveryId }) => deliveryId);
        await deliveries.tell(ids, notice, dueAt);
      }
    },
  };
}

function ownerOf({ subscription }: Claimed): string {
  return subscription.ownerId;
}

/** What is said of several skipped slots, named by the newest of them; null for none. */
function skipsOf(
  skipped: readonly Claimed[],
): { readonly key: string; readonly subject: NoticeSubject } | null {
  const [newest] = skipped.toSorted((left, right) => Number(right.slot.at) - Number(left.slot.at));
  if (!newest) return null;
  const { subscription, slot } = newest;
  const ids = new Set(skipped.map((skip) => skip.subscription.id));
  const others = [...ids].filter((id) => id !== subscription.id);
  const counts = { slots: skipped.length, subscriptions: ids.size, others };
  return {
    key: `skipped/${newest.deliveryId}`,
    subject: { about: 'skipped', subscriptionId: subscription.id, slot: slot.date, ...counts },
  };
}

/** The owner; the admins’ channel where Slack no longer has them. */
async function addressOf(
  ownerId: string,
  { findSlackPerson, adminChannel }: Ports,
): Promise<NewDelivery['to'] | null> {
  const owner = { slackUserId: ownerId };
  try {
    const person = await findSlackPerson(ownerId);
    if (person && person.membership !== 'deactivated') return owner;
    return adminChannel === null ? null : { channelId: adminChannel };
  } catch (thrown) {
    if (toAppError(thrown).code === 'internal') throw thrown;
    return owner;
  }
}
