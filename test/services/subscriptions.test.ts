import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SubscribeAsk, SubscriptionShown } from '../../src/domain/digests.ts';
import { AppError } from '../../src/errors.ts';
import { openDesk, type Desk } from './digest-desk.ts';
import { makeActor, makeSlackPerson } from './people.ts';
import { makeTeam, openWorkshop, type Workshop } from './workshop.ts';

const BACKEND = makeTeam({
  id: 'backend',
  name: 'Backend',
  groups: { lingma: ['d-backend'] },
  managers: ['U-MANAGER', 'boss@lantern.example'],
});
const QA = makeTeam({ id: 'qa', name: 'QA', groups: { lingma: ['d-qa'] }, managers: ['U-QA'] });
const MANAGER = makeActor({ slackUserId: 'U-MANAGER' });
const OTHER = makeActor({ slackUserId: 'U-QA' });
const ADMIN = makeActor({ slackUserId: 'U-ADMIN', isAdmin: true });
const SOMEBODY = makeActor({ slackUserId: 'U-SOMEBODY' });
const ONLY_MANAGERS = { kind: 'refused', refusal: { reason: 'managers-only', team: 'Backend' } };
const SECTIONS = ['chart', 'top', 'inactive', 'splits'];

let shop: Workshop;
let desk: Desk;
let turn = 0;
let channelId: string;

beforeAll(async () => {
  shop = await openWorkshop();
  shop.slack.known.push(
    makeSlackPerson({ slackUserId: 'U-MANAGER', zone: 'Europe/Berlin' }),
    makeSlackPerson({ slackUserId: 'U-ADMIN', zone: 'Nowhere/Else' }),
  );
});

afterAll(() => shop.close());

beforeEach(() => {
  turn += 1;
  channelId = `C${turn}`;
  desk = openDesk(shop, [BACKEND, QA]);
});

function ask(over: Partial<SubscribeAsk> = {}): SubscribeAsk {
  return {
    team: 'backend',
    channelId,
    every: null,
    at: null,
    zone: null,
    provider: null,
    names: null,
    sections: null,
    edit: null,
    ...over,
  };
}

async function subscribe(over: Partial<SubscribeAsk> = {}, actor = MANAGER) {
  const result = await desk.subscribe(actor, ask(over));
  if (result.kind !== 'subscribed') throw new Error(`not subscribed but ${result.kind}`);
  return result;
}

function idOf({ subscription }: SubscriptionShown): number {
  return subscription.id;
}

describe('to subscribe', () => {
  test('takes every Monday at nine in one’s Slack zone, names and all sections, where nobody says', async () => {
    expect(await subscribe()).toEqual({
      kind: 'subscribed',
      isNew: true,
      reach: 'in',
      twin: null,
      differs: null,
      unchanged: null,
      goesOn: false,
      shown: {
        teamName: 'Backend',
        readerZone: 'Europe/Berlin',
        isTheirs: true,
        subscription: {
          id: expect.any(Number),
          slackTeamId: 'T1',
          channelId,
          teamId: 'backend',
          ownerId: 'U-MANAGER',
          schedule: {
            every: { kind: 'weekdays', days: [1] },
            at: '09:00',
            zone: 'Europe/Berlin',
          },
          provider: null,
          names: true,
          sections: SECTIONS,
          createdAt: shop.clock(),
          nextRun: { date: '2026-11-23', at: new Date('2026-11-23T08:00:00Z') },
          suspended: null,
        },
      },
    });
    expect(desk.slack.asked).toEqual([channelId]);
  });

  test('takes the report’s zone where Slack tells none', async () => {
    const { shown } = await subscribe({}, ADMIN);
    expect(shown.readerZone).toBeNull();
    expect(shown.subscription.schedule.zone).toBe('Asia/Shanghai');
  });

  test('takes what is asked for', async () => {
    const { shown } = await subscribe({
      team: ' BACKEND ',
      every: { kind: 'weekdays', days: [5, 1, 5] },
      at: '17:30',
      zone: 'America/New_York',
      provider: 'Lingma',
      names: false,
      sections: ['splits', 'chart'],
    });
    expect(shown.subscription).toMatchObject({
      teamId: 'backend',
      schedule: {
        every: { kind: 'weekdays', days: [1, 5] },
        at: '17:30',
        zone: 'America/New_York',
      },
      provider: 'lingma',
      names: false,
      sections: ['chart', 'splits'],
    });
  });

  test.each([
    ['a manager by e-mail', makeActor({ slackUserId: 'U9', email: 'boss@lantern.example' })],
    ['an admin', ADMIN],
  ])('is for the team’s managers and admins, such as %s', async (_who, actor) => {
    const { shown } = await subscribe({}, actor);
    expect(await desk.subscriptions.subscription(idOf(shown))).toEqual(shown.subscription);
  });

  test.each([
    ['another team’s manager', OTHER],
    ['somebody', SOMEBODY],
  ])('is not for %s', async (_who, actor) => {
    expect(await desk.subscribe(actor, ask())).toEqual(ONLY_MANAGERS);
    expect(await desk.subscriptions.subscriptions('T1', channelId)).toEqual([]);
  });

  test.each([
    ['an unknown team', { team: 'bakend' }, { kind: 'unknown-team', asked: 'bakend', known: 2 }],
    ['an unknown provider', { provider: 'copilot' }, { kind: 'bad-provider', asked: 'copilot' }],
    ['a subscription that is none', { edit: 9999 }, { kind: 'unknown-subscription', id: 9999 }],
  ])('ends at %s', async (_what, over, end) => {
    expect(await desk.subscribe(MANAGER, ask(over))).toMatchObject(end);
  });

  test.each<[string, Partial<SubscribeAsk>]>([
    ['no time of day', { at: '24:00' }],
    ['no time of day', { at: '9:00' }],
    ['no time zone', { zone: 'Mars/Olympus' }],
    ['no time zone', { zone: '+08:00' }],
    ['at least one day', { every: { kind: 'weekdays', days: [] } }],
    ['at least one day', { every: { kind: 'weekdays', days: [0] } }],
  ])('throws at what is %s: %j', async (words, over) => {
    await expect(desk.subscribe(MANAGER, ask(over))).rejects.toThrow(words);
    expect(await desk.subscriptions.subscriptions('T1', channelId)).toEqual([]);
  });

  test('does not wait for Slack to be well again', async () => {
    desk.slack.trouble = new AppError('unavailable', 'Slack is down.');
    expect((await subscribe()).reach).toBe('unknown');
  });
});

describe('the same team twice in a channel', () => {
  test('is not added where it is wished for at the same times', async () => {
    const { shown } = await subscribe();
    const same = await subscribe({ names: false, zone: 'Europe/Berlin' }, ADMIN);
    expect(same).toMatchObject({
      isNew: false,
      shown: { subscription: { names: true } },
      differs: { names: false, sections: null },
    });
    expect([idOf(same.shown), same.twin && idOf(same.twin)]).toEqual([idOf(shown), idOf(shown)]);
    expect(await desk.subscriptions.subscriptions('T1', channelId)).toHaveLength(1);
  });

  test.each<[Partial<SubscribeAsk>, object | null]>([
    [{}, null],
    [{ names: true, sections: ['splits', 'top', 'inactive', 'chart'] }, null],
    [{ sections: ['top'] }, { names: null, sections: ['top'] }],
    [
      { names: false, sections: [] },
      { names: false, sections: [] },
    ],
  ])('says what is not as asked for there: %j', async (over, differs) => {
    await subscribe();
    expect((await subscribe(over)).differs).toEqual(differs);
  });

  test('is not added twice where it is asked for twice at once', async () => {
    const both = await Promise.all([subscribe(), subscribe({ names: false }), subscribe()]);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(both.map(({ shown }) => idOf(shown))).size).toBe(1);
    expect(both.filter(({ twin }) => twin !== null)).toHaveLength(2);
  });

  test('does not come about by an edit', async () => {
    const [one, other] = [await subscribe(), await subscribe({ at: '10:00' })];
    const edited = await subscribe({ edit: idOf(other.shown), at: '09:00' });
    expect(edited.unchanged).toEqual(other.shown);
    expect([edited.isNew, idOf(edited.shown), edited.twin && idOf(edited.twin)]).toEqual([
      false,
      idOf(one.shown),
      idOf(one.shown),
    ]);
    expect(await desk.subscriptions.subscription(idOf(other.shown))).toEqual(
      other.shown.subscription,
    );
  });

  test('goes on where it was suspended', async () => {
    const { shown } = await subscribe();
    await desk.subscriptions.suspend(idOf(shown), 'is_archived', shop.clock());
    const again = await subscribe();
    expect(again).toMatchObject({
      isNew: false,
      goesOn: true,
      shown: { subscription: { suspended: null } },
    });
    expect(await subscribe()).toMatchObject({ goesOn: false });
    expect(again.shown.subscription.nextRun).toEqual(shown.subscription.nextRun);
  });

  test.each<[string, Partial<SubscribeAsk>]>([
    ['times', { at: '10:00' }],
    ['provider', { provider: 'windsurf' }],
  ])('is added, and noticed, where the %s differ', async (_what, over) => {
    const first = await subscribe();
    const second = await subscribe(over);
    expect(second.isNew).toBe(true);
    expect(second.twin && idOf(second.twin)).toBe(idOf(first.shown));
  });

  test('is nothing that other teams or channels have to do with', async () => {
    await subscribe();
    expect((await subscribe({ team: 'qa' }, ADMIN)).twin).toBeNull();
    expect((await subscribe({ channelId: `${channelId}X` })).twin).toBeNull();
  });
});

describe('to edit', () => {
  test('keeps what is not said, and everything can be changed', async () => {
    const { shown } = await subscribe({ provider: 'lingma', names: false, at: '10:00' });
    const edit = idOf(shown);
    const moved = await subscribe({ edit, channelId: 'C-MOVED' }, ADMIN);
    expect(moved).toMatchObject({ isNew: false, twin: null });
    expect(moved.shown.subscription).toEqual({ ...shown.subscription, channelId: 'C-MOVED' });
    const changed = await subscribe({
      edit,
      at: '11:00',
      provider: 'all',
      names: true,
      sections: [],
    });
    expect(changed.shown.subscription).toMatchObject({
      id: edit,
      channelId,
      ownerId: 'U-MANAGER',
      schedule: { at: '11:00' },
      provider: null,
      names: true,
      sections: [],
      nextRun: { date: '2026-11-23', at: new Date('2026-11-23T10:00:00Z') },
    });
  });

  test('is refused to whoever neither owns it nor manages its team', async () => {
    const { shown } = await subscribe();
    const edit = idOf(shown);
    expect(await desk.subscribe(OTHER, ask({ edit, team: 'qa' }))).toEqual(ONLY_MANAGERS);
    expect(await desk.end(OTHER, edit)).toEqual(ONLY_MANAGERS);
    expect(await desk.resume(SOMEBODY, edit)).toEqual(ONLY_MANAGERS);
    const end = { kind: 'unknown-subscription', id: edit };
    const stranger = makeActor({ slackUserId: 'U-MANAGER', slackTeamId: 'T2', isAdmin: true });
    expect(await desk.end(stranger, edit)).toEqual(end);
    expect(await desk.subscriptions.subscription(edit)).toEqual(shown.subscription);
  });

  test('shows its owner, once no manager, nothing to anybody that was not shown before', async () => {
    const { shown } = await subscribe({ names: false });
    const edit = idOf(shown);
    desk = openDesk(shop, [{ ...BACKEND, managers: [] }, QA]);
    for (const over of [
      { names: true },
      { channelId: 'C-OTHER' },
      { team: 'qa' },
      { provider: 'lingma' },
    ]) {
      const result = await desk.subscribe(MANAGER, ask({ edit, ...over }));
      expect(result).toMatchObject({ kind: 'refused', refusal: { reason: 'managers-only' } });
    }
    expect((await subscribe({ edit, at: '07:00' })).shown.subscription.schedule.at).toBe('07:00');
    expect(await desk.end(MANAGER, edit)).toMatchObject({ kind: 'ended' });
  });
});

describe('subscriptions', () => {
  test('are listed to admins, to their owners and to the managers of their teams', async () => {
    const mine = idOf((await subscribe()).shown);
    const qa = idOf((await subscribe({ team: 'qa' }, ADMIN)).shown);
    const listedTo = async (actor: typeof ADMIN) => {
      const result = await desk.list(actor);
      if (result.kind !== 'subscriptions') throw new Error(result.kind);
      return result.all.map(idOf).filter((id) => id === mine || id === qa);
    };
    expect(await listedTo(ADMIN)).toEqual([mine, qa]);
    expect(await listedTo(MANAGER)).toEqual([mine]);
    expect(await listedTo(OTHER)).toEqual([qa]);
    expect(await listedTo(SOMEBODY)).toEqual([]);
    expect(await listedTo(makeActor({ slackTeamId: 'T2', isAdmin: true }))).toEqual([]);
  });

  test('end', async () => {
    const { shown } = await subscribe();
    expect(await desk.end(MANAGER, idOf(shown))).toEqual({ kind: 'ended', shown });
    expect(await desk.end(ADMIN, idOf(shown))).toEqual({
      kind: 'unknown-subscription',
      id: idOf(shown),
    });
  });

  test('are refused, and not resumed, where people of other organizations read along', async () => {
    const { shown } = await subscribe();
    await desk.subscriptions.suspend(idOf(shown), 'is_archived', shop.clock());
    desk.slack.isShared = true;
    const refused = { kind: 'refused', refusal: { reason: 'shared-channel' } };
    expect(await desk.resume(MANAGER, idOf(shown))).toEqual(refused);
    expect(await desk.subscribe(MANAGER, ask({ channelId: 'C0OTHER' }))).toEqual(refused);
    expect(await desk.subscriptions.subscription(idOf(shown))).toMatchObject({ nextRun: null });
    expect(await desk.subscriptions.subscriptions('T1', 'C0OTHER')).toEqual([]);
  });

  test('go on from now, once they are resumed', async () => {
    const { shown } = await subscribe();
    await desk.subscriptions.suspend(idOf(shown), 'is_archived', shop.clock());
    desk.slack.reach = 'invite';
    expect(await desk.resume(MANAGER, idOf(shown))).toEqual({
      kind: 'resumed',
      shown,
      reach: 'invite',
    });
    expect(await desk.resume(MANAGER, idOf(shown))).toMatchObject({ kind: 'resumed', shown });
  });

  test.each([
    ['team', { teamId: 'gone' }, 'team_gone'],
    ['provider', { provider: 'copilot' }, 'provider_gone'],
  ])('do not go on while their %s is gone', async (_what, change, reason) => {
    const { shown } = await subscribe();
    const id = idOf(shown);
    await desk.subscriptions.change(id, { ...shown.subscription, ...change }, NEXT);
    await desk.subscriptions.suspend(id, reason, shop.clock());
    expect(await desk.resume(MANAGER, id)).toMatchObject({ kind: 'stays', reason });
    const { suspended, nextRun } = (await desk.subscriptions.subscription(id)) ?? {};
    expect([suspended?.reason, nextRun]).toEqual([reason, null]);
    expect(await desk.resume(ADMIN, id)).toMatchObject({ kind: 'stays', reason });
  });

  test('stay as they are while no team is known', async () => {
    const { shown } = await subscribe();
    await desk.subscriptions.suspend(idOf(shown), 'is_archived', shop.clock());
    desk = openDesk(shop, []);
    await expect(desk.resume(ADMIN, idOf(shown))).rejects.toThrow('not known yet');
    expect(await desk.subscriptions.subscription(idOf(shown))).toMatchObject({ nextRun: null });
  });

  test('are nothing for guests', async () => {
    const guest = makeActor({ membership: 'guest', isAdmin: true });
    const { shown } = await subscribe();
    const id = idOf(shown);
    for (const result of await Promise.all([
      desk.subscribe(guest, ask()),
      desk.list(guest),
      desk.end(guest, id),
      desk.resume(guest, id),
      desk.draft(guest, { channelId, team: null, edit: null }),
      desk.preview(guest, id, () => undefined),
      desk.decide(guest, 'any', true),
    ])) {
      const refusal = { reason: 'membership', membership: 'guest' };
      expect(result).toEqual({ kind: 'refused', refusal });
    }
  });
});

const NEXT = { date: '2026-11-30', at: new Date('2026-11-30T01:00:00Z') };

describe('the form', () => {
  test('is filled with what is likely', async () => {
    expect(await desk.draft(MANAGER, { channelId, team: null, edit: null })).toEqual({
      kind: 'draft',
      teams: [{ id: 'backend', name: 'Backend', within: null }],
      team: 'backend',
      wish: {
        schedule: { every: { kind: 'weekdays', days: [1] }, at: '09:00', zone: 'Europe/Berlin' },
        provider: null,
        names: true,
        sections: SECTIONS,
        channelId,
      },
      edit: null,
      providers: [
        { id: 'lingma', title: 'Lingma' },
        { id: 'windsurf', title: 'Windsurf' },
      ],
    });
    const all = await desk.draft(ADMIN, { channelId, team: null, edit: null });
    expect(all).toMatchObject({ teams: [{ id: 'backend' }, { id: 'qa' }], team: null });
    expect(await desk.draft(ADMIN, { channelId, team: 'QA', edit: null })).toMatchObject({
      team: 'qa',
    });
  });

  test('is filled with what is kept', async () => {
    const { shown } = await subscribe({ at: '10:00', names: false, provider: 'lingma' });
    const edit = idOf(shown);
    const { schedule } = shown.subscription;
    expect(await desk.draft(ADMIN, { channelId: 'C-ELSE', team: null, edit })).toMatchObject({
      team: 'backend',
      edit,
      wish: { schedule, names: false, provider: 'lingma', channelId },
    });
  });

  test('is for those who may subscribe a team', async () => {
    const refused = { kind: 'refused', refusal: { reason: 'managers-only' } };
    expect(await desk.draft(SOMEBODY, { channelId, team: null, edit: null })).toMatchObject(
      refused,
    );
    const backend = { channelId, team: 'backend', edit: null };
    expect(await desk.draft(OTHER, backend)).toEqual(ONLY_MANAGERS);
  });

  test('says that there are no teams', async () => {
    desk = openDesk(shop, []);
    const result = await desk.draft(ADMIN, { channelId, team: null, edit: null });
    expect(result.kind).toBe('no-teams');
  });
});
