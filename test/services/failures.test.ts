import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewDelivery } from '../../src/domain/deliveries.ts';
import type { Subscription } from '../../src/domain/subscriptions.ts';
import { createRetrySync } from '../../src/services/retry-sync.ts';
import { addTo } from '../store/contract/wishes.ts';
import { openDesk, type Desk } from './digest-desk.ts';
import { makeActor } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';
import { beginTo } from '../store/begin.ts';

const BACKEND = makeTeam({ id: 'backend', name: 'Backend', managers: ['U-MANAGER'] });
const ADMIN = makeActor({ slackUserId: 'U-ADMIN', isAdmin: true });
const MANAGER = makeActor({ slackUserId: 'U-MANAGER' });
const NEXT = { date: '2026-11-30', at: new Date('2026-11-30T01:00:00Z') };
const REFUSED = { kind: 'refused', refusal: { reason: 'admins-only' } };
const HOUR_MS = 3_600_000;

let shop: Workshop;
let desk: Desk;
let kept: Subscription;

beforeAll(async () => {
  shop = await openWorkshop();
});

afterAll(() => shop.close());

beforeEach(async () => {
  await shop.database.run('delete from delivery; delete from subscription');
  desk = openDesk(shop, [BACKEND]);
  const schedule = {
    every: { kind: 'weekdays', days: [1] },
    at: '09:00',
    zone: 'Asia/Shanghai',
  } as const;
  const wish = { slackTeamId: 'T1', channelId: 'C1', teamId: 'backend', ownerId: 'U-OWNER' };
  const rest = { schedule, provider: null, names: true, sections: [] };
  kept = await addTo(desk.subscriptions, { ...wish, ...rest }, NEXT, shop.clock());
});

type What = Pick<NewDelivery, 'kind' | 'subject' | 'to'>;

const NUDGE: What = {
  kind: 'nudge',
  subject: { about: 'nudge', nudge: 'n-1' },
  to: { slackUserId: 'U-ANN' },
};
const ROUND: What = {
  kind: 'nudge',
  subject: { about: 'round', round: 1 },
  to: { channelId: 'C-ADMINS' },
};

function digest(): What {
  const subject = { subscription: kept.id, date: '2026-11-16' };
  return { kind: 'digest', subject, to: { channelId: 'C1' } };
}

let turn = 0;

/** Something that was due so many hours ago and was given up, or whose fate nobody knows. */
async function failedOne(what: What, hours = 1, state: 'failed' | 'unknown' = 'failed') {
  turn += 1;
  const dueAt = new Date(shop.clock().getTime() - hours * HOUR_MS);
  const [id = ''] = await desk.deliveries.add([{ ...what, key: `k${turn}`, dueAt }], dueAt);
  const attempt = await beginTo(desk.deliveries, id, dueAt);
  if (state === 'unknown') await desk.deliveries.unclear(attempt, 'no answer', shop.clock());
  else await desk.deliveries.end(attempt, 'failed', 'internal_error', shop.clock());
  return id;
}

async function failures() {
  const result = await desk.failures(ADMIN);
  if (result.kind !== 'failures') throw new Error(`no failures but ${result.kind}`);
  return result.failures;
}

describe('what failed', () => {
  test('is for admins', async () => {
    expect(await desk.failures(MANAGER)).toEqual(REFUSED);
    expect(await desk.retry(MANAGER, await failedOne(digest()))).toEqual(REFUSED);
    const begin = () => {
      throw new Error('nobody may');
    };
    expect(await createRetrySync({ begin })(MANAGER)).toEqual(REFUSED);
  });

  test.each([
    ['a digest', digest, 1, 'retry'],
    ['a digest of the day before', digest, 25, 'too-old'],
    ['a message into the admins’ channel', () => ROUND, 25, 'retry'],
    ['a nudge, which its round has counted', () => NUDGE, 1, 'next-round'],
  ] as const)('is listed with what can be done: %s', async (_name, what, hours, mend) => {
    const deliveryId = await failedOne(what(), hours);
    const { messages, inAll } = await failures();
    expect(inAll).toBe(1);
    expect(messages).toMatchObject([{ deliveryId, mend, reason: 'internal_error' }]);
  });

  test('names the subscription, also once that has ended', async () => {
    await failedOne(digest());
    expect((await failures()).messages).toMatchObject([
      { what: { kind: 'digest', shown: { teamName: 'Backend' }, slot: '2026-11-16' } },
    ]);
    await desk.subscriptions.remove(kept.id);
    expect((await failures()).messages).toMatchObject([{ what: { shown: null }, mend: 'ended' }]);
  });

  test('tells of five and counts the others', async () => {
    for (let more = 0; more < 7; more += 1) await failedOne(digest());
    expect(await failures()).toMatchObject({ messages: { length: 5 }, inAll: 7 });
  });
});

describe('a retry', () => {
  test('has it sent again, once, as it was drawn', async () => {
    const id = await failedOne(digest());
    const content = { text: 'The week', blocks: [], basic: [] };
    const tries = await Promise.all([1, 2, 3].map(() => desk.retry(ADMIN, id)));
    expect(tries.filter(({ kind }) => kind === 'retried')).toHaveLength(1);
    expect(tries).toContainEqual({ kind: 'not-failed', state: 'pending' });
    expect(await desk.deliveries.delivery(id)).toMatchObject({ state: 'pending', content });
    expect(await failures()).toMatchObject({ messages: [], inAll: 0 });
  });

  test.each([
    ['too old', digest, 25, 'too-old'],
    ['a nudge', () => NUDGE, 1, 'next-round'],
  ] as const)('is refused for what is %s', async (_name, what, hours, mend) => {
    const id = await failedOne(what(), hours);
    expect(await desk.retry(ADMIN, id)).toEqual({ kind: 'no-retry', mend });
    expect(await desk.deliveries.delivery(id)).toMatchObject({ state: 'failed' });
  });

  test('is refused once its subscription has ended', async () => {
    const id = await failedOne(digest());
    await desk.subscriptions.remove(kept.id);
    expect(await desk.retry(ADMIN, id)).toEqual({ kind: 'no-retry', mend: 'ended' });
  });

  test('is not for what nobody knows of: that is decided on', async () => {
    const id = await failedOne(digest(), 1, 'unknown');
    expect(await desk.retry(ADMIN, id)).toEqual({ kind: 'not-failed', state: 'unknown' });
    expect((await failures()).messages).toMatchObject([{ mend: 'decide' }]);
    expect(await desk.decide(ADMIN, id, false)).toEqual({ kind: 'decided', arrived: false });
    expect(await desk.deliveries.delivery(id)).toMatchObject({ state: 'pending' });
  });

  test('of something that is not there, or another workspace’s, is none', async () => {
    const gone = '00000000-0000-4000-8000-000000000000';
    await expect(desk.retry(ADMIN, gone)).rejects.toThrow('no longer kept');
    await expect(desk.retry(ADMIN, 'nonsense')).rejects.toThrow('no longer kept');
    const id = await failedOne(digest());
    const stranger = { ...ADMIN, slackTeamId: 'T2' };
    await expect(desk.retry(stranger, id)).rejects.toThrow('no longer kept');
  });
});

test('of a message that is no digest, admins decide alone', async () => {
  const id = await failedOne(ROUND, 1, 'unknown');
  expect(await desk.decide(MANAGER, id, true)).toEqual(REFUSED);
  expect(await desk.decide(ADMIN, id, true)).toEqual({ kind: 'decided', arrived: true });
});

test('a sync that runs is not begun twice', async () => {
  const begun = [true, false];
  const retry = createRetrySync({ begin: () => begun.shift() ?? false });
  expect(await retry(ADMIN)).toEqual({ kind: 'syncing', already: false });
  expect(await retry(ADMIN)).toEqual({ kind: 'syncing', already: true });
});
