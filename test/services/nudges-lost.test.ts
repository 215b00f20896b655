import { beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/domain/deliveries.ts';
import { createDecideDelivery } from '../../src/services/decide-delivery.ts';
import { ADMIN, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { beginTo } from '../store/begin.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const IDLE = { idleDays: 40 };
const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

async function statusOf() {
  const result = await desk.status(ADMIN);
  if (result.kind !== 'nudges-status') throw new Error(`no status but ${result.kind}`);
  return result.status;
}

async function deliveryOf(subject: string): Promise<Delivery> {
  const rows = await desk.database.kysely
    .selectFrom('delivery')
    .select(['id', 'subject'])
    .execute();
  const row = rows.find((one) => JSON.stringify(one.subject).includes(subject));
  const delivery = await desk.deliveries.delivery(row?.id ?? '');
  if (!delivery) throw new Error(`nothing is about ${subject}`);
  return delivery;
}

describe('a message for the admins’ channel that it does not take', () => {
  test('is told to each admin in person, once, and stands in the status', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    desk.slack.archive('C-ADMINS');
    await desk.advance();
    await desk.deliver();
    await desk.deliver();
    expect(desk.lost).toEqual([{ of: 'round', told: true }]);
    const told = desk.messages('undelivered').map(({ channel }) => channel);
    expect(new Set(told).size).toBe(2);
    expect(desk.drawn.find(({ what }) => what === 'undelivered')?.of).toMatchObject({
      of: 'round',
      trouble: 'failed',
      reason: 'is_archived',
      to: { channelId: 'C-ADMINS' },
    });
    await desk.tellAdmins(await deliveryOf('"round"'), {
      trouble: 'failed',
      reason: 'is_archived',
    });
    await desk.deliver();
    expect(desk.messages('undelivered')).toHaveLength(2);
    expect((await statusOf()).undelivered).toMatchObject({
      failed: 1,
      unknown: 0,
      newest: [{ of: 'round', reason: 'is_archived' }],
    });
  });

  test('is in the log alone where that cannot be told either', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    desk.slack.archive('C-ADMINS');
    await desk.advance();
    await desk.deliver();
    const notice = await deliveryOf('undelivered');
    expect(notice.to).toEqual({ slackUserId: expect.any(String) });
    await desk.tellAdmins(notice, { trouble: 'failed', reason: 'user_not_found' });
    expect(desk.lost.at(-1)).toEqual({ of: 'undelivered', told: false });
  });
});

describe('a nudge', () => {
  test('that its addressee cannot get is told in the admins’ channel, once for many of a round', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, bob: IDLE } });
    const sent = await desk.approve();
    for (const { id } of sent) {
      const trouble = { trouble: 'failed', reason: 'cannot_dm_bot' } as const;
      await desk.tellAdmins(await deliveryOf(id), trouble);
    }
    await desk.deliver();
    expect(desk.lost.map(({ of }) => of)).toEqual(['nudge', 'nudge']);
    expect(desk.messages('undelivered')).toHaveLength(1);
    expect(desk.messages('undelivered')[0]?.channel).toBe('C-ADMINS');
  });

  test('of which nobody knows whether it arrived is asked about; an admin decides', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const [nudge] = await desk.approve();
    const { id } = await deliveryOf(nudge?.id ?? '');
    const drawn = { text: 'nudge', blocks: [], basic: [] };
    await desk.deliveries.keepContent({ id, redrawn: 0 }, drawn);
    const attempt = await beginTo(desk.deliveries, id, desk.clock());
    const unknown = { trouble: 'unknown', reason: 'missing_scope' } as const;
    const delivery = await deliveryOf(nudge?.id ?? '');
    await desk.tellAdmins(delivery, unknown);
    await desk.tellAdmins(delivery, unknown);
    await desk.deliveries.unclear(attempt, 'missing_scope', desk.clock());
    await desk.deliver();
    expect(desk.messages('undelivered')).toHaveLength(1);
    expect(desk.drawn.find(({ what }) => what === 'undelivered')?.of).toMatchObject({
      deliveryId: id,
      trouble: 'unknown',
      to: { slackUserId: 'U-ann' },
    });
    expect((await statusOf()).undelivered).toMatchObject({ failed: 0, unknown: 1 });
    const decide = createDecideDelivery({
      deliveries: desk.deliveries,
      subscriptions: { subscription: async () => null },
      listTeams: async () => ({ teams: [], trouble: null }),
      clock: desk.clock,
    });
    expect(await decide(ANN, id, true)).toEqual({
      kind: 'refused',
      refusal: { reason: 'admins-only' },
    });
    expect(await decide(ADMIN, id, false)).toEqual({ kind: 'decided', arrived: false });
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(1);
    expect(await decide(ADMIN, id, false)).toEqual({ kind: 'decided', arrived: true });
    expect(await desk.nudges.nudge(nudge?.id ?? '')).toMatchObject({ state: 'sent' });
  });
});
