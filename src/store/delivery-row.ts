import type { Insertable, Selectable } from 'kysely';
import type { Content, Delivery, NewDelivery } from '../domain/deliveries.ts';
import type { ListedDelivery } from '../domain/delivery-ports.ts';
import type { Tables } from './tables.ts';

/** A delivery that is to be sent, in the columns of its table. */
export function deliveryColumns(delivery: NewDelivery, at: Date): Insertable<Tables['delivery']> {
  const { kind, key, subject, to, dueAt } = delivery;
  return {
    kind,
    key,
    subject: JSON.stringify(subject),
    channel_id: 'channelId' in to ? to.channelId : null,
    slack_user_id: 'slackUserId' in to ? to.slackUserId : null,
    due_at: dueAt,
    state: 'pending',
    changed_at: at,
    not_before: firstTry(delivery, at),
    error: null,
  };
}

/** When a delivery that is written down at `at` is tried first. */
function firstTry({ dueAt }: NewDelivery, at: Date): Date {
  return dueAt > at ? dueAt : at;
}

export function toDelivery(row: Selectable<Tables['delivery']>): Delivery {
  return { ...toListed(row), content: row.content === null ? null : readContent(row.content) };
}

/** Reads a row without what it says. */
export function toListed(
  row: Omit<Selectable<Tables['delivery']>, 'content' | 'untold'>,
): ListedDelivery {
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    subject: row.subject,
    to:
      row.channel_id === null
        ? { slackUserId: row.slack_user_id ?? '' }
        : { channelId: row.channel_id },
    dueAt: row.due_at,
    state: row.state,
    redrawn: row.redrawn,
    ts: row.ts,
    sentTo: row.sent_to,
    attempts: row.attempts,
    changedAt: row.changed_at,
    notBefore: row.not_before,
    error: row.error,
  };
}

/** Reads what `JSON.stringify` made of a content. Nobody but the store writes that column. */
function readContent(text: string): Content {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as Content;
}
