import type { Digest, SubscriptionShown } from '../../../src/domain/digests.ts';
import type { Subscription } from '../../../src/domain/subscriptions.ts';
import type { TeamSummary } from '../../../src/domain/summary.ts';
import { lingma, teamSummary, windsurf } from './summaries.ts';

/** Backend's digest into #backend, every Monday, as Ann in Berlin set it up. */
export function subscription(change: Partial<Subscription> = {}): Subscription {
  return {
    id: 7,
    slackTeamId: 'T0ACME',
    channelId: 'C0BACKEND',
    teamId: 'backend',
    ownerId: 'U0ANN',
    schedule: { every: { kind: 'weekdays', days: [1] }, at: '09:00', zone: 'Asia/Shanghai' },
    provider: null,
    names: true,
    sections: ['chart', 'top', 'inactive', 'splits'],
    createdAt: new Date('2026-11-18T02:00:00Z'),
    nextRun: { date: '2026-11-23', at: new Date('2026-11-23T01:00:00Z') },
    suspended: null,
    ...change,
  };
}

export function shownSubscription(
  change: Partial<Subscription> = {},
  over: Partial<SubscriptionShown> = {},
): SubscriptionShown {
  return {
    subscription: subscription(change),
    teamName: 'Backend',
    readerZone: 'Europe/Berlin',
    isTheirs: true,
    ...over,
  };
}

/** Backend from Monday to Sunday. */
export function weekSummary(change: Partial<TeamSummary> = {}): TeamSummary {
  const fetchedAt = new Date('2026-11-23T00:40:00Z');
  return teamSummary({
    period: { from: '2026-11-16', to: '2026-11-22' },
    before: { from: '2026-11-09', to: '2026-11-15' },
    providers: [
      lingma({ dataTo: '2026-11-22', fetchedAt, chart: weekChart() }),
      windsurf({ fetchedAt }),
    ],
    ...change,
  });
}

export function digest(change: Partial<Digest> = {}): Digest {
  const summary = change.summary ?? weekSummary();
  return {
    subscriptionId: 7,
    schedule: subscription().schedule,
    provider: null,
    summary,
    period: summary.period,
    sections: subscription().sections,
    names: true,
    mayNotName: false,
    news: true,
    dueAt: new Date('2026-11-23T01:00:00Z'),
    noData: false,
    ...change,
  };
}

function weekChart() {
  const days = [1950, 2130, 1702, 2411, 2298, 160, 12];
  const points = days.map((linesAccepted, index) => {
    const day = `2026-11-${16 + index}`;
    return {
      period: { from: day, to: day },
      linesAccepted,
      activePeople: Math.ceil(linesAccepted / 70),
    };
  });
  return { state: 'known', figures: { grain: 'day', points } } as const;
}
