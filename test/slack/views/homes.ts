import type { AdminHome, FailedMessage, HomeShown, OwnHome } from '../../../src/domain/home.ts';
import { shownSubscription } from './digests.ts';
import { personSummary, statusSummary, teamsSummary } from './examples.ts';
import { nudgesSeen, nudgesStatus, roundShown } from './nudges.ts';

const AT = new Date('2026-11-22T04:03:00Z');

export function shown<T>(value: T) {
  return { state: 'shown', value } as const;
}

export const PRIVACY = {
  listed: true,
  seen: [{ at: AT, slackUserId: 'U0BOB', what: 'summary' }],
  seenInAll: 1,
  nudges: nudgesSeen(),
} as const;

export function ownHome(change: Partial<OwnHome> = {}): OwnHome {
  return {
    email: 'ann@example.com',
    summary: personSummary({ privacy: PRIVACY }),
    privacy: PRIVACY,
    notices: { sent: [], inAll: 0 },
    ...change,
  };
}

/** The home of somebody with a seat who manages nothing. */
export function homeShown(change: Partial<HomeShown> = {}): HomeShown {
  return {
    at: AT,
    zone: 'Asia/Shanghai',
    own: shown(ownHome()),
    teams: null,
    maySubscribe: false,
    subscriptions: shown([]),
    admin: null,
    ...change,
  };
}

/** What a manager has besides. */
export function managersHome(teams = 3): HomeShown {
  return homeShown({
    teams: shown({ summary: teamsSummary(teams), more: 0 }),
    maySubscribe: true,
    subscriptions: shown([shownSubscription()]),
  });
}

export function failed(change: Partial<FailedMessage> = {}): FailedMessage {
  return {
    deliveryId: '2f6d3a1e-0000-4000-8000-000000000000',
    state: 'failed',
    what: { kind: 'digest', shown: shownSubscription(), slot: '2026-11-16' },
    to: { channelId: 'C0BACKEND' },
    at: AT,
    reason: 'internal_error',
    mend: 'retry',
    ...change,
  };
}

export function adminHome(change: Partial<AdminHome> = {}): AdminHome {
  return {
    status: shown(statusSummary()),
    round: shown(roundShown()),
    nudges: shown(nudgesStatus()),
    failures: shown({ messages: [], inAll: 0, days: 7 }),
    ...change,
  };
}

/** An admin's home, with so many subscriptions, two of them suspended. */
export function adminsHome(subscriptions = 12, change: Partial<AdminHome> = {}): HomeShown {
  const suspended = { at: AT, reason: 'is_archived' };
  const all = Array.from({ length: subscriptions }, (_, index) =>
    index < 2
      ? shownSubscription({ id: index + 1, nextRun: null, suspended })
      : shownSubscription({ id: index + 1 }),
  );
  return homeShown({
    maySubscribe: true,
    subscriptions: shown(all),
    admin: adminHome({
      failures: shown({
        messages: [
          failed(),
          failed({ state: 'unknown', mend: 'decide', reason: 'no answer from Slack' }),
          failed({
            what: { kind: 'nudge', about: 'nudge' },
            to: { slackUserId: 'U0EVE' },
            mend: 'next-round',
          }),
        ],
        inAll: 8,
        days: 7,
      }),
      ...change,
    }),
  });
}
