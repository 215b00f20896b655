import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claimed, SubscriptionStore } from '../../src/domain/delivery-ports.ts';
import { createEnqueueDue } from '../../src/services/enqueue-due.ts';
import { beginTo } from '../store/begin.ts';
import { MONDAY, openMailRoom, type MailRoom } from './mail-room.ts';

const MINUTE = 60_000;

let room: MailRoom;

beforeAll(async () => {
  room = await openMailRoom();
});
afterAll(() => room.close());

test('what was on its way when the bot ended is taken up at once, later what stands still', async () => {
  const [pending, sending] = [await room.write(), await room.write()];
  await beginTo(room.store, sending, room.now());
  room.pass(1);
  const { enqueueDue } = due([]);
  expect(await enqueueDue()).toEqual({ due: 0, missed: 0, revived: 2 });
  expect(room.enqueued.take().map(({ id }) => id)).toEqual(
    expect.arrayContaining([pending, sending]),
  );
  room.pass(9 * MINUTE);
  expect(await enqueueDue()).toMatchObject({ revived: 0 });
  room.pass(2 * MINUTE);
  expect(await enqueueDue()).toMatchObject({ revived: 2 });
});

test('what is missed is counted apart from what is due', async () => {
  const { enqueueDue } = due([claim('pending'), claim('skipped'), claim('skipped')]);
  expect(await enqueueDue()).toMatchObject({ due: 1, missed: 2 });
});

test('what nobody was told of is told, every time that there is any', async () => {
  const untold = [claim('skipped')];
  const { enqueueDue, told } = due([], untold);
  await enqueueDue();
  expect(told).toEqual([[...untold]]);
  untold.length = 0;
  await enqueueDue();
  expect(told).toHaveLength(1);
});

function claim(state: Claimed['state']): Claimed {
  const schedule = { every: { kind: 'first-working-day' }, at: '09:00', zone: 'UTC' } as const;
  const subscription = {
    id: 1,
    slackTeamId: 'T1',
    channelId: 'C1',
    teamId: 'backend',
    ownerId: 'U1',
    schedule,
    provider: null,
    names: true,
    sections: [],
    createdAt: MONDAY,
    nextRun: null,
    suspended: null,
  };
  return { subscription, slot: { date: '2026-11-23', at: MONDAY }, deliveryId: 'd', state };
}

function due(claims: Claimed[], untold: Claimed[] = []) {
  const told: (readonly Claimed[])[] = [];
  const subscriptions: Pick<SubscriptionStore, 'claimDue' | 'untold'> = {
    claimDue: async () => claims,
    untold: async () => [...untold],
  };
  const enqueueDue = createEnqueueDue({
    subscriptions,
    deliveries: room.store,
    tellMissed: async (missed) => void told.push(missed),
    clock: room.now,
  });
  return { enqueueDue, told };
}
