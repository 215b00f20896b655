import type { SubscriptionStore } from '../../../src/domain/delivery-ports.ts';
import type { Schedule, Slot, Subscription, Wish } from '../../../src/domain/subscriptions.ts';

export const MONDAYS: Schedule = {
  every: { kind: 'weekdays', days: [1] },
  at: '09:00',
  zone: 'Asia/Shanghai',
};

export const DAILY: Schedule = {
  ...MONDAYS,
  every: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] },
};

/** What somebody may wish for. */
export function wish(over: Partial<Wish> = {}): Wish {
  return {
    slackTeamId: 'T1',
    channelId: 'C1',
    teamId: 'backend',
    ownerId: 'U1',
    schedule: MONDAYS,
    provider: null,
    names: true,
    sections: ['chart', 'top', 'inactive', 'splits'],
    ...over,
  };
}

/** Adds what has no twin. */
export async function addTo(
  store: Pick<SubscriptionStore, 'add'>,
  wanted: Wish,
  nextRun: Slot,
  at: Date,
): Promise<Subscription> {
  const added = await store.add(wanted, nextRun, at);
  if (added === 'twin') throw new Error('it has a twin');
  return added;
}
