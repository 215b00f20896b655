import type { Selectable } from 'kysely';
import type { Slot, Subscription, Wish } from '../domain/subscriptions.ts';
import type { Tables } from './tables.ts';

/** A wish in the columns of its table. */
export function wishColumns(wish: Wish) {
  return {
    slack_team_id: wish.slackTeamId,
    channel_id: wish.channelId,
    team_id: wish.teamId,
    owner_id: wish.ownerId,
    every: JSON.stringify(wish.schedule.every),
    at: wish.schedule.at,
    zone: wish.schedule.zone,
    provider: wish.provider,
    names: wish.names,
    sections: JSON.stringify(wish.sections),
  };
}

/** Its next run in theirs; none while it is suspended. */
export function slotColumns(slot: Slot | null) {
  return { next_date: slot?.date ?? null, next_at: slot?.at ?? null };
}

export function toSubscription(row: Selectable<Tables['subscription']>): Subscription {
  return {
    id: row.id,
    slackTeamId: row.slack_team_id,
    channelId: row.channel_id,
    teamId: row.team_id,
    ownerId: row.owner_id,
    schedule: { every: row.every, at: row.at, zone: row.zone },
    provider: row.provider,
    names: row.names,
    sections: row.sections,
    createdAt: row.created_at,
    nextRun: row.next_date && row.next_at ? { date: row.next_date, at: row.next_at } : null,
    suspended: row.suspended_at
      ? { at: row.suspended_at, reason: row.suspended_reason ?? '' }
      : null,
  };
}
