import type { Schedule, Wish } from '../../../src/domain/subscriptions.ts';

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
