import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/domain/deliveries.ts';
import type { Subscription } from '../../src/domain/subscriptions.ts';
import { AppError } from '../../src/errors.ts';
import { createEnqueueDue } from '../../src/services/enqueue-due.ts';
import { beginTo } from '../store/begin.ts';
import { addTo } from '../store/contract/wishes.ts';
import { ADMIN_CHANNEL, openDesk, type Desk } from './digest-desk.ts';
import { makeActor, makeSlackPerson } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'] },
  managers: ['U-MANAGER'],
});
const MONDAY = new Date('2026-11-23T01:00:00Z');

let shop: Workshop;
let desk: Desk;
let kept: Subscription;
let digest: Delivery;
let turn = 0;

beforeAll(async () => {
  shop = await openWorkshop();
  shop.passHours(21);
  shop.slack.known.push(
    makeSlackPerson({ slackUserId: 'U-OWNER', zone: 'Europe/Berlin' }),
    makeSlackPerson({ slackUserId: 'U-LEFT', membership: 'deactivated' }),
  );
});

afterAll(() => shop.close());

beforeEach(async () => {
  desk = openDesk(shop, [BACKEND]);
  ({ kept, digest } = await subscribed());
});

async function subscribed(ownerId = 'U-OWNER') {
  turn += 1;
  const channelId = `C${turn}`;
  const subscription = await addTo(
    desk.subscriptions,
    {
      slackTeamId: 'T1',
      channelId,
      teamId: 'backend',
      ownerId,
      schedule: { every: { kind: 'weekdays', days: [1] }, at: '09:00', zone: 'Asia/Shanghai' },
      provider: 'lingma',
      names: true,
      sections: [],
    },
    { date: '2026-11-30', at: new Date('2026-11-30T01:00:00Z') },
    MONDAY,
  );
  const [id = ''] = await desk.deliveries.add(
    [
      {
        kind: 'digest',
        key: `${subscription.id}/2026-11-23`,
        subject: { subscription: subscription.id, date: '2026-11-23' },
        to: { channelId },
        dueAt: MONDAY,
      },
    ],
    MONDAY,
  );
  return { kept: subscription, digest: await deliveryOf(id) };
}

async function deliveryOf(id: string): Promise<Delivery> {
  const delivery = await desk.deliveries.delivery(id);
  if (!delivery) throw new Error('no such delivery');
  return delivery;
}

/** The notices about a subscription, oldest first. */
async function notices(subscriptionId = kept.id): Promise<Delivery[]> {
  const { rows } = await shop.database.run(
    `select id from delivery where kind = 'notice' and (subject->>'subscriptionId')::int = $1
     order by due_at, key`,
    [subscriptionId],
  );
  return Promise.all(rows.map((row) => deliveryOf(String(Object(row).id))));
}

describe('a subscription into a channel that takes nothing', () => {
  test('is suspended, and its owner is told once', async () => {
    await desk.tell.final(digest, 'is_archived');
    await desk.tell.final(digest, 'is_archived');
    expect(await desk.subscriptions.subscription(kept.id)).toMatchObject({
      nextRun: null,
      suspended: { at: shop.clock(), reason: 'is_archived' },
    });
    expect(await notices()).toMatchObject([
      {
        subject: { about: 'suspended', subscriptionId: kept.id, reason: 'is_archived' },
        to: { slackUserId: 'U-OWNER' },
        state: 'pending',
      },
    ]);
  });

  test('tells its owner although whoever suspended it died before that', async () => {
    await desk.subscriptions.suspend(kept.id, 'is_archived', MONDAY);
    await desk.tell.final(digest, 'channel_not_found');
    expect(await notices()).toMatchObject([{ subject: { reason: 'is_archived' } }]);
  });

  test('tells its owner again when that happens again', async () => {
    await desk.tell.final(digest, 'is_archived');
    await desk.subscriptions.resume(kept.id, { date: '2026-11-30', at: MONDAY });
    shop.passHours(1);
    await desk.tell.final(digest, 'is_archived');
    shop.passHours(-1);
    expect(await notices()).toHaveLength(2);
  });

  test('is nothing to tell of once it has ended', async () => {
    await desk.subscriptions.remove(kept.id);
    await desk.tell.final(digest, 'is_archived');
    await desk.tell.trouble(digest, { kind: 'failed', reason: 'internal_error' });
    expect(await notices()).toEqual([]);
  });
});

describe('a channel that people of other organizations read by now', () => {
  test('gets no digest: its subscription is suspended, and its owner told', async () => {
    expect(await desk.mayPost(digest)).toBeNull();
    desk.slack.isShared = true;
    expect(await desk.mayPost(digest)).toEqual({ skip: 'shared_channel' });
    expect(await notices()).toMatchObject([
      { subject: { about: 'suspended', reason: 'shared_channel' }, to: { slackUserId: 'U-OWNER' } },
    ]);
    const [notice] = await notices();
    expect(await desk.mayPost(notice ?? digest)).toBeNull();
  });

  test('holds nothing up that goes elsewhere by now', async () => {
    await desk.subscriptions.change(kept.id, { ...kept, channelId: 'C-ELSE' }, NEXT);
    desk.slack.isShared = true;
    expect(await desk.mayPost(digest)).toBeNull();
    expect(await desk.subscriptions.subscription(kept.id)).toMatchObject({ suspended: null });
  });

  test('is not told by a Slack in trouble: that is waited for, but not with a token that is refused', async () => {
    desk.slack.trouble = new AppError('unavailable', 'Slack is down.');
    await expect(desk.mayPost(digest)).rejects.toThrow('Slack is down.');
    desk.slack.trouble = new AppError('unauthorized', 'Slack no longer takes the token.');
    expect(await desk.mayPost(digest)).toBeNull();
  });
});

describe('what its owner cannot be told', () => {
  test.each(['U-LEFT', 'U-NOBODY'])('goes to the admins’ channel: %s', async (ownerId) => {
    const other = await subscribed(ownerId);
    await desk.tell.final(other.digest, 'is_archived');
    expect(await notices(other.kept.id)).toMatchObject([{ to: { channelId: ADMIN_CHANNEL } }]);
  });

  test('goes nowhere where there is no such channel', async () => {
    desk = openDesk(shop, [BACKEND], { adminChannel: null });
    const other = await subscribed('U-LEFT');
    await desk.tell.final(other.digest, 'is_archived');
    expect(await notices(other.kept.id)).toEqual([]);
    expect(desk.untold).toMatchObject([{ about: 'suspended', subscriptionId: other.kept.id }]);
  });

  test('goes there once Slack takes no message to them, and no further', async () => {
    await desk.tell.final(digest, 'is_archived');
    const [notice] = await notices();
    if (!notice) throw new Error('nobody was told');
    await desk.tell.final(notice, 'user_disabled');
    await desk.tell.final(notice, 'user_disabled');
    const told = await notices();
    expect(told.map(({ to }) => to)).toEqual([
      { slackUserId: 'U-OWNER' },
      { channelId: ADMIN_CHANNEL },
    ]);
    await desk.tell.final(told[1] ?? notice, 'is_archived');
    expect(await notices()).toHaveLength(2);
    expect(desk.untold).toHaveLength(1);
  });

  test('is still tried while Slack cannot say who they are', async () => {
    const other = await subscribed('U-ELSE');
    shop.slack.trouble = new AppError('unavailable', 'Slack is down.');
    await desk.tell.final(other.digest, 'is_archived').finally(() => {
      shop.slack.trouble = null;
    });
    expect(await notices(other.kept.id)).toMatchObject([{ to: { slackUserId: 'U-ELSE' } }]);
  });
});

describe('a digest that was not sent', () => {
  test('is told of once', async () => {
    const kind = 'failed';
    await desk.tell.trouble(digest, { kind, reason: 'internal_error' });
    await desk.tell.trouble(digest, { kind, reason: 'internal_error' });
    const subject = { about: kind, subscriptionId: kept.id, slot: '2026-11-23' };
    expect(await notices()).toMatchObject([{ subject }]);
  });

  test('and of which nobody knows is asked about after each attempt', async () => {
    const trouble = { kind: 'unknown', reason: 'missing_scope' } as const;
    await desk.tell.trouble({ ...digest, attempts: 1 }, trouble);
    await desk.tell.trouble({ ...digest, attempts: 1 }, trouble);
    await desk.tell.trouble({ ...digest, attempts: 2 }, trouble);
    const told = await notices();
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ subject: { about: 'unknown', deliveryId: digest.id } });
  });

  test('is nothing to tell of where it tells of another one', async () => {
    await desk.tell.final(digest, 'is_archived');
    const [notice] = await notices();
    if (!notice) throw new Error('nobody was told');
    await desk.tell.trouble(notice, { kind: 'failed', reason: 'internal_error' });
    expect(await notices()).toHaveLength(1);
    expect(desk.untold).toMatchObject([{ about: 'suspended', subscriptionId: kept.id }]);
  });

  describe('because it was missed', () => {
    test('is told in one message with whatever else was', async () => {
      const [one, two] = [await missing(), await missing()];
      const other = await missing('U-LEFT');
      await enqueuing()();
      expect(await skips()).toMatchObject([
        { subject: { about: 'skipped', slot: '2026-11-16', slots: 14, subscriptions: 2 } },
        { subject: { slots: 7, subscriptions: 1 }, to: { channelId: ADMIN_CHANNEL } },
      ]);
      expect([one, two].map(({ id }) => id)).toContain(
        (await skips())[0]?.subject['subscriptionId'],
      );
      expect((await skips())[1]?.subject['subscriptionId']).toBe(other.id);
    });

    test('is told of whatever subscriptions are left by then', async () => {
      const all = [await missing(), await missing(), await missing()];
      await enqueuing()();
      const [notice] = await skips();
      if (!notice) throw new Error('nobody was told');
      const named = Number(notice.subject['subscriptionId']);
      await desk.subscriptions.remove(named);
      expect(await desk.render(notice)).toMatchObject({ text: 'drawn 1' });
      const [subject] = desk.drawn;
      const others = all.map(({ id }) => id).filter((id) => id !== named);
      expect(subject).toMatchObject({ about: 'skipped', slots: 21, subscriptions: 3, others });
      for (const id of others) await desk.subscriptions.remove(id);
      expect(await desk.render(notice)).toEqual({ skip: 'unsubscribed' });
    });

    test('is told once, by whatever number of processes, and whatever is missed after it', async () => {
      const first = [await missing(), await missing(), await missing()];
      await Promise.all([enqueuing()(), enqueuing()(), enqueuing()()]);
      expect(await skips()).toHaveLength(1);
      await enqueuing()();
      await desk.subscriptions.remove(first[0]?.id ?? 0);
      await missing('U-OWNER', { day: 7, from: '2026-10-11' });
      await enqueuing()();
      await enqueuing()();
      expect((await skips()).map(({ subject }) => subject['slots'])).toEqual([21, 7]);
    });

    test('is told by the next process where the one that found it died before that', async () => {
      await missing();
      await desk.subscriptions.claimDue(LATER);
      shop.passHours(72);
      await enqueuing()().finally(() => shop.passHours(-72));
      expect(await skips()).toHaveLength(1);
    });

    test('is no more than logged where there is nobody to be told', async () => {
      desk = openDesk(shop, [BACKEND], { adminChannel: null });
      await missing('U-LEFT');
      await enqueuing()();
      await enqueuing()();
      expect(await skips()).toEqual([]);
      expect(desk.untold).toMatchObject([{ about: 'skipped', slots: 7 }]);
    });

    /** A new process of the bot. */
    function enqueuing() {
      return createEnqueueDue({
        subscriptions: desk.subscriptions,
        deliveries: desk.deliveries,
        tellMissed: desk.tell.missed,
        clock: () => LATER,
      });
    }

    /** A subscription that missed seven slots. */
    async function missing(
      ownerId = 'U-OWNER',
      { day, from }: { readonly day: number; readonly from: string } = MONDAYS,
    ): Promise<Subscription> {
      const { kept: made } = await subscribed(ownerId);
      const every = { kind: 'weekdays', days: [day] } as const;
      const schedule = { ...made.schedule, every };
      const slot = { date: from, at: new Date(`${from}T01:00:00Z`) };
      await desk.subscriptions.change(made.id, { ...made, schedule }, slot);
      return made;
    }
  });
});

const MONDAYS = { day: 1, from: '2026-10-05' };

/** A day and more after the newest slot, so that all of them are missed. */
const LATER = new Date(MONDAY.getTime() + 25 * 3_600_000);

/** The notices about skipped slots since the test began. */
async function skips(): Promise<Delivery[]> {
  const { rows } = await shop.database.run(
    `select id from delivery where kind = 'notice' and subject->>'about' = 'skipped'
     and (subject->>'subscriptionId')::int > $1 order by (subject->>'subscriptionId')::int`,
    [kept.id],
  );
  return Promise.all(rows.map((row) => deliveryOf(String(Object(row).id))));
}

describe('what is sent', () => {
  test('is a digest of the slot', async () => {
    expect(await desk.render(digest)).toMatchObject({ text: 'drawn 1' });
    expect(desk.drawn).toMatchObject([
      {
        subscriptionId: kept.id,
        provider: 'lingma',
        period: { from: '2026-11-16', to: '2026-11-22' },
        sections: [],
      },
    ]);
  });

  describe('of inactive seats, names', () => {
    const manager = makeSlackPerson({ slackUserId: 'U-MANAGER' });

    /** Whether the digest of an owner would name anybody. */
    async function names(ownerId: string): Promise<boolean> {
      const { kept: made, digest: due } = await subscribed(ownerId);
      await desk.subscriptions.change(made.id, { ...made, sections: ['inactive'] }, NEXT);
      await desk.render(due);
      const [drawn] = desk.drawn.splice(0);
      if (!drawn || !('summary' in drawn)) throw new Error('no digest was drawn');
      const named = drawn.summary.providers.some(({ inactiveSeats }) => inactiveSeats !== null);
      expect(drawn.mayNotName).toBe(!named);
      expect(drawn.names).toBe(true);
      return named;
    }

    /** Slack knows somebody as they are now, and has not been asked within the hour. */
    async function knownAs(over: Partial<typeof manager>) {
      const { known } = shop.slack;
      const others = known.filter(({ slackUserId }) => slackUserId !== 'U-MANAGER');
      known.splice(0, known.length, ...others, { ...manager, ...over });
      await shop.database.run(`delete from slack_person where slack_user_id = 'U-MANAGER'`);
    }

    test('are there while the owner manages the team, or is an admin', async () => {
      await knownAs({});
      expect(await names('U-MANAGER')).toBe(true);
      shop.slack.known.push(makeSlackPerson({ slackUserId: 'U-ADMIN' }));
      expect(await names('U-ADMIN')).toBe(true);
    });

    test('are not there once the owner does not, or is gone', async () => {
      expect(await names('U-OWNER')).toBe(false);
      for (const membership of ['deactivated', 'guest'] as const) {
        await knownAs({ membership });
        expect(await names('U-MANAGER')).toBe(false);
      }
      expect(await names('U-NOBODY')).toBe(false);
    });

    test('are those of whoever the owner was last known to be while Slack does not tell', async () => {
      await knownAs({});
      expect(await names('U-MANAGER')).toBe(true);
      shop.slack.trouble = new AppError('rate_limited', 'Slack asks to wait.');
      try {
        shop.passHours(24 * 8);
        expect(await names('U-MANAGER')).toBe(true);
        await shop.database.run(`delete from slack_person`);
        expect(await names('U-MANAGER')).toBe(false);
      } finally {
        shop.passHours(-24 * 8);
        shop.slack.trouble = null;
      }
    });
  });

  test('is a notice as it was written down', async () => {
    await desk.tell.trouble(digest, { kind: 'unknown', reason: 'missing_scope' });
    const [notice] = await notices();
    if (!notice) throw new Error('nobody was told');
    expect(await desk.render(notice)).toMatchObject({ text: 'drawn 1' });
    const slot = '2026-11-23';
    expect(desk.drawn).toEqual([
      { about: 'unknown', subscriptionId: kept.id, slot, deliveryId: digest.id },
    ]);
  });

  test('is nothing once the subscription has ended or is suspended, and goes where it goes by now', async () => {
    const { schedule } = kept;
    await desk.subscriptions.change(kept.id, { ...kept, channelId: 'C-NEW', schedule }, NEXT);
    expect(await desk.render(digest)).toEqual({ channelId: 'C-NEW' });
    await desk.subscriptions.suspend(kept.id, 'is_archived', MONDAY);
    expect(await desk.render(digest)).toEqual({ skip: 'suspended' });
    await desk.subscriptions.remove(kept.id);
    expect(await desk.render(digest)).toEqual({ skip: 'unsubscribed' });
    expect(desk.drawn).toEqual([]);
  });

  test('is no notice of what is put right', async () => {
    await desk.tell.final(digest, 'is_archived');
    const [notice] = await notices();
    if (!notice) throw new Error('nobody was told');
    await desk.subscriptions.resume(kept.id, NEXT);
    expect(await desk.render(notice)).toEqual({ skip: 'resumed' });
  });

  test.each([
    ['team', { teamId: 'gone' }, 'team_gone'],
    ['provider', { provider: 'copilot' }, 'provider_gone'],
  ])('is nothing where its %s is gone: its owner is told', async (_what, change, reason) => {
    await desk.subscriptions.change(kept.id, { ...kept, ...change }, NEXT);
    expect(await desk.render(digest)).toHaveProperty('skip');
    expect(await notices()).toMatchObject([{ subject: { about: 'suspended', reason } }]);
  });

  test('has to wait while no team is known at all', async () => {
    const blind = openDesk(shop, []);
    await expect(blind.render(digest)).rejects.toThrow('The teams are not known yet.');
    expect(await notices()).toEqual([]);
  });
});

const NEXT = { date: '2026-11-30', at: new Date('2026-11-30T01:00:00Z') };

describe('a person’s word on whether it arrived', () => {
  beforeEach(async () => {
    const begun = await beginTo(desk.deliveries, digest.id, MONDAY);
    await desk.deliveries.unclear(begun, 'missing_scope', MONDAY);
  });

  test.each([
    [true, 'sent'],
    [false, 'pending'],
  ] as const)('counts: %j', async (arrived, state) => {
    const owner = makeActor({ slackUserId: 'U-OWNER' });
    expect(await desk.decide(owner, digest.id, arrived)).toEqual({ kind: 'decided', arrived });
    expect((await deliveryOf(digest.id)).state).toBe(state);
    const later = await desk.decide(makeActor({ isAdmin: true }), digest.id, !arrived);
    expect(later).toEqual({ kind: 'decided', arrived });
    expect((await deliveryOf(digest.id)).state).toBe(state);
  });

  test('is its owner’s, its team’s managers’ or an admin’s', async () => {
    expect(await desk.decide(makeActor(), digest.id, true)).toMatchObject({ kind: 'refused' });
    const manager = makeActor({ slackUserId: 'U-MANAGER' });
    expect(await desk.decide(manager, digest.id, true)).toMatchObject({ kind: 'decided' });
  });

  test('comes too late once the subscription or the message is gone', async () => {
    const admin = makeActor({ isAdmin: true });
    await desk.subscriptions.remove(kept.id);
    expect(await desk.decide(admin, digest.id, false)).toEqual({
      kind: 'unknown-subscription',
      id: kept.id,
    });
    const gone = '00000000-0000-4000-8000-000000000000';
    await expect(desk.decide(admin, gone, true)).rejects.toThrow('too long ago');
  });
});
