import { beforeEach, describe, expect, test } from 'vitest';
import type { Nudge, Said } from '../../src/domain/nudges.ts';
import { ADMIN, DAY_MS, HOUR_MS, MONDAY, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { crowd, useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });
const BOB = makeActor({ slackUserId: 'U-bob', email: 'bob@example.com' });
const IDLE = { idleDays: 40 };
const PRICES = { windsurf: { amount: 30, currency: 'USD' } };

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  const people = { ann: {}, bob: { zone: 'Europe/Berlin' }, eve: {} };
  desk = await desks.open({ prices: PRICES, contact: '#ai-help' }, people);
});

async function shownRound() {
  const result = await desk.preview(ADMIN);
  if (result.kind !== 'round') throw new Error(`no round but ${result.kind}`);
  return result.shown;
}

const stateOf = async (nudge: Nudge | undefined) => {
  const now = await desk.nudges.nudge(nudge?.id ?? '');
  return now && [now.state, now.why];
};

/** A round that was sent to Ann, and what she is asked. */
async function askAnn(windsurf: Parameters<NudgeDesk['sync']>[0]['windsurf'] = { ann: IDLE }) {
  await desk.sync({ lingma: {}, windsurf });
  const [nudge] = await desk.approve();
  await desk.deliver();
  if (!nudge) throw new Error('nobody is asked');
  expect(await stateOf(nudge)).toEqual(['sent', null]);
  return nudge.id;
}

const said = (said: Said, confirmed = false) => ({ seat: null, said, confirmed });

describe('a round', () => {
  test('is planned once a week, shown to the admins, and sent to nobody before one approves it', async () => {
    const held = { lingma: { ann: {}, bob: {} }, windsurf: { ann: IDLE, bob: { idleDays: 2 } } };
    await desk.sync(held);
    const { planned } = await desk.advance();
    expect(planned).not.toBeNull();
    expect((await desk.advance()).planned).toBeNull();
    await desk.passDay();
    expect(desk.messages('round')).toHaveLength(1);
    expect(desk.messages('nudge')).toHaveLength(0);
    const shown = await shownRound();
    expect(shown.counts).toEqual({
      inactive: 3,
      people: 2,
      steps: { first: 3, second: 0, reclaim: 0 },
      skipped: {},
    });
    expect(shown.exposure).toEqual({
      perMonth: [{ amount: 30, currency: 'USD' }],
      seats: 3,
      unpriced: 2,
    });
    expect(shown.reassignable).toMatchObject({ seats: 0 });
  });

  test('is planned before its time for a preview only, which posts and keeps nothing', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    desk.at(new Date(MONDAY.getTime() - HOUR_MS));
    expect(await desk.advance()).toMatchObject({ planned: null });
    const shown = await shownRound();
    expect(shown.round).toBeNull();
    expect(shown.nudges).toMatchObject([{ slackUserId: 'U-ann', seats: [{ step: 'first' }] }]);
    expect(await desk.nudges.newestRound()).toBeNull();
    expect(await desk.decide(ADMIN, null, 'approve')).toMatchObject({
      kind: 'no-round',
      next: { date: '2026-11-23' },
      zone: 'Asia/Shanghai',
    });
  });

  test('waits for people whom nobody has looked for in Slack yet, for an hour', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, kim: IDLE, lee: IDLE } });
    await desk.people.keepLookup('kim@example.com', null, desk.clock());
    expect(await desk.advance()).toMatchObject({ planned: null });
    await desk.people.keepLookup('lee@example.com', null, desk.clock());
    expect((await desk.advance()).planned).not.toBeNull();
    expect((await shownRound()).counts).toMatchObject({ people: 1, skipped: { unmatched: 2 } });
  });

  test('does not wait longer than that', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, max: IDLE } });
    expect(await desk.advance()).toMatchObject({ planned: null });
    desk.at(new Date(MONDAY.getTime() + HOUR_MS));
    expect((await desk.advance()).planned).not.toBeNull();
  });

  test('is for admins', async () => {
    const refused = { kind: 'refused', refusal: { reason: 'admins-only' } };
    expect(await desk.preview(ANN)).toEqual(refused);
    expect(await desk.decide(ANN, null, 'approve')).toEqual(refused);
    expect(await desk.pause(ANN, true)).toEqual(refused);
    expect(await desk.skip(ANN, 'x')).toEqual(refused);
    expect(await desk.reclaims(ANN)).toEqual(refused);
    expect(await desk.exportLog(ANN)).toEqual(refused);
    const guest = makeActor({ slackUserId: 'U-G', membership: 'guest', isAdmin: true });
    expect(await desk.preview(guest)).toMatchObject({ kind: 'refused' });
  });

  test('counts two admins who approve at once as one, and sends each message once', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, eve: IDLE } });
    const { planned } = await desk.advance();
    const both = await Promise.all([
      desk.decide(ADMIN, planned, 'approve'),
      desk.decide({ ...ADMIN, slackUserId: 'U-TWO' }, planned, 'approve'),
    ]);
    const made = both.map((result) => result.kind === 'round-decided' && result.decided);
    expect(made.filter(Boolean)).toHaveLength(1);
    await desk.passDay();
    expect(desk.messages('nudge')).toHaveLength(2);
    expect(await shownRoundState()).toBe('done');
  });

  test('expires after three days', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const { planned } = await desk.advance();
    desk.pass(3 * DAY_MS);
    expect(await desk.decide(ADMIN, planned, 'approve')).toMatchObject({
      decided: false,
      shown: { round: { state: 'expired' } },
    });
    await desk.passDay();
    expect(desk.messages('nudge')).toHaveLength(0);
  });

  test('covers exactly what was shown: whoever was taken out is not written to, nobody is added', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, eve: IDLE } });
    const { planned } = await desk.advance();
    const [ann] = await desk.nudges.nudgesOf(planned ?? 0);
    const skipped = await desk.skip(ADMIN, ann?.id ?? '');
    expect(skipped).toMatchObject({ taken: true, shown: { counts: { people: 1 } } });
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, eve: IDLE, bob: IDLE } });
    await desk.decide(ADMIN, planned, 'approve');
    await desk.passDay();
    expect(desk.messages('nudge')).toHaveLength(1);
  });

  test.each([
    ['approved', () => desk.decide(ADMIN, null, 'approve')],
    ['declined', () => desk.decide(ADMIN, null, 'decline')],
    ['expired', async () => desk.pass(3 * DAY_MS)],
  ])(
    'says in its message in the channel that it is %s, wherever that was decided',
    async (state, decide) => {
      await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
      await desk.advance();
      await desk.deliver();
      expect(await desk.refresh()).toBe(false);
      await decide();
      await desk.nudges.expire(desk.clock());
      expect(await desk.refresh()).toBe(true);
      const [posted] = desk.messages('round');
      expect(desk.replaced).toEqual([{ channelId: 'C-ADMINS', ts: posted?.ts, text: 'round' }]);
      expect(desk.drawn.at(-1)).toMatchObject({ what: 'round', of: { round: { state } } });
      expect(await desk.refresh()).toBe(false);
    },
  );

  test('is declined', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const { planned } = await desk.advance();
    expect(await desk.decide(ADMIN, planned, 'decline')).toMatchObject({ decided: true });
    await desk.passDay();
    expect(desk.messages('nudge')).toHaveLength(0);
  });

  test('goes out by itself after a first approved one, where the policy says so', async () => {
    desk = await desks.open({ auto: true }, { ann: {}, eve: {} });
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const { planned } = await desk.advance();
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(0);
    await desk.decide(ADMIN, planned, 'approve');
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(1);
    desk.pass(7 * DAY_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 47 }, eve: IDLE } });
    await desk.advance();
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(2);
    expect(desk.messages('round')).toHaveLength(2);
  });

  test('tells nobody while a feed is stale, and says which', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    desk.pass(7 * DAY_MS);
    // A bot that has just begun is given an hour to read them.
    expect(await desk.advance()).toMatchObject({ planned: null });
    desk.pass(HOUR_MS);
    expect((await desk.advance()).planned).not.toBeNull();
    const shown = await shownRound();
    expect(shown.stale.map(({ title, why }) => [title, why])).toEqual([
      ['Lingma', 'no-sync'],
      ['Windsurf', 'no-sync'],
    ]);
    expect(shown.nudges).toEqual([]);
    expect(shown.counts.skipped).toEqual({ 'stale-feed': 1 });
  });
});

async function shownRoundState() {
  return (await desk.nudges.newestRound())?.state;
}

describe('a nudge', () => {
  test('comes in its addressee’s own working hours', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, bob: IDLE } });
    const nudges = await desk.approve();
    await desk.deliver();
    // 10:00 in Shanghai is 3:00 in Berlin.
    expect(nudges.map(({ name, dueAt }) => [name, dueAt?.toISOString()])).toEqual([
      ['ann', '2026-11-23T02:00:00.000Z'],
      ['bob', '2026-11-23T08:00:00.000Z'],
    ]);
    expect(desk.messages('nudge')).toHaveLength(1);
    desk.pass(6 * HOUR_MS);
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(2);
  });

  test('that could not go out in time waits for the next working day', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const [ann] = await desk.approve();
    desk.at(new Date('2026-11-23T09:30:00Z'));
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['queued', null]);
    desk.at(new Date('2026-11-24T01:00:00Z'));
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['sent', null]);
  });

  test('waits while its addressee is not to be disturbed', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const [ann] = await desk.approve();
    desk.quiet.set('U-ann', new Date(MONDAY.getTime() + HOUR_MS));
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['queued', null]);
    desk.pass(HOUR_MS);
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['sent', null]);
  });

  test('waits while nudges are paused, at once, and goes on after that', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, eve: IDLE } });
    const [ann, eve] = await desk.approve();
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['sent', null]);
    expect(await desk.pause(ADMIN, true)).toMatchObject({ changed: true });
    desk.pass(HOUR_MS);
    await desk.deliver();
    expect(await stateOf(eve)).toEqual(['queued', null]);
    await desk.pause(ADMIN, false);
    await desk.deliver();
    expect(await stateOf(eve)).toEqual(['sent', null]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['active-again', () => desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 0 } } })],
    ['seat-gone', () => desk.sync({ lingma: {}, windsurf: { eve: { idleDays: 0 } } })],
    [
      'exempt',
      () =>
        desk.exempt(ADMIN, {
          person: { kind: 'mention', slackUserId: 'U-ann', label: null },
          until: { kind: 'days', days: 1 },
          reason: 'parental leave',
        }),
    ],
    ['opted-out', () => desk.setTips(ANN, false)],
    [
      'no-slack-person',
      async () => {
        desk.directory.known.splice(0, 10);
        await desk.meet('ann', { membership: 'deactivated' });
      },
    ],
  ])('is %s when it should be sent', async (why, happens) => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const [ann] = await desk.approve();
    await happens();
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['skipped', why]);
    expect(desk.messages('nudge')).toHaveLength(0);
    expect(await shownRoundState()).toBe('done');
  });

  test('is stale when its feed is by then', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    const [ann] = await desk.approve();
    desk.pass(2 * DAY_MS + HOUR_MS);
    await desk.deliver();
    expect(await stateOf(ann)).toEqual(['skipped', 'stale-feed']);
  });

  test('goes out with at most so many others in a minute, also when all are late', async () => {
    const people = crowd(12);
    const names = Object.keys(people);
    desk = await desks.open({ perMinute: 5 }, people);
    await desk.sync({
      lingma: {},
      windsurf: Object.fromEntries(names.map((name) => [name, IDLE])),
    });
    const nudges = await desk.approve();
    const minutes = Map.groupBy(nudges, ({ dueAt }) => Math.floor(Number(dueAt) / 60_000));
    expect([...minutes.values()].map((all) => all.length)).toEqual([5, 5, 2]);
    desk.pass(HOUR_MS);
    for (const sent of [5, 10, 12]) {
      await desk.deliver();
      await desk.deliver();
      expect(desk.messages('nudge')).toHaveLength(sent);
      desk.pass(61_000);
    }
  });

  test('comes a second time after 15 days, then says that the seat is proposed for reclaim', async () => {
    await askAnn();
    for (const [week, step] of [
      [1, null],
      [2, null],
      [3, 'second'],
      [4, null],
      [5, 'reclaim'],
      [6, null],
    ] as const) {
      desk.at(new Date(MONDAY.getTime() + week * 7 * DAY_MS));
      await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 + week * 7 } } });
      const [nudge] = await desk.approve();
      await desk.deliver();
      expect([week, nudge?.seats[0]?.step ?? null]).toEqual([week, step]);
    }
    const [item] = await desk.nudges.reclaims(['open']);
    expect(item?.history.map(({ step }) => step)).toEqual(['first', 'second', 'reclaim']);
    await desk.advance();
    await desk.deliver();
    expect(desk.messages('reclaims').length).toBeGreaterThan(0);
  });
});

describe('an answer', () => {
  test('counts from the addressee only', async () => {
    const id = await askAnn();
    expect(await desk.answer(BOB, id, said({ kind: 'keep' }))).toEqual({ kind: 'not-yours' });
    expect(await desk.undo(BOB, id, null)).toEqual({ kind: 'not-yours' });
    expect(await desk.show(BOB, id)).toEqual({ kind: 'not-yours' });
    expect(await desk.answer(ADMIN, id, said({ kind: 'keep' }))).toEqual({ kind: 'not-yours' });
    expect(await desk.answer(ANN, 'nonsense', said({ kind: 'keep' }))).toEqual({
      kind: 'unknown-nudge',
    });
    expect(await desk.nudges.answers(id)).toEqual([]);
  });

  test('to keep it leaves the seat alone for 60 days, and can be undone for ten minutes', async () => {
    const id = await askAnn();
    const kept = await desk.answer(ANN, id, said({ kind: 'keep' }));
    expect(kept).toMatchObject({
      kind: 'answered',
      shown: { answers: [{ said: { kind: 'keep' } }] },
    });
    expect(await desk.answer(ANN, id, said({ kind: 'keep' }))).toMatchObject({ kind: 'answered' });
    expect(await desk.answer(ANN, id, said({ kind: 'give-back' }, true))).toMatchObject({
      kind: 'closed',
    });
    desk.pass(9 * 60_000);
    expect(await desk.undo(ANN, id, null)).toMatchObject({
      kind: 'undone',
      shown: { answers: [null] },
    });
    await desk.answer(ANN, id, said({ kind: 'keep' }));
    desk.pass(10 * 60_000);
    expect(await desk.undo(ANN, id, null)).toMatchObject({ kind: 'too-late' });
    desk.at(new Date(MONDAY.getTime() + 56 * DAY_MS));
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 96 } } });
    await desk.advance();
    expect((await shownRound()).counts.skipped).toEqual({ 'asked-to-keep': 1 });
    desk.at(new Date(MONDAY.getTime() + 63 * DAY_MS));
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 103 } } });
    await desk.advance();
    expect((await shownRound()).counts.steps).toMatchObject({ first: 1 });
  });

  test('that somebody is away is about all their seats, up to that day', async () => {
    const id = await askAnn();
    const away = (until: string) => desk.answer(ANN, id, said({ kind: 'away', until }));
    expect(await away('2026-11-22')).toEqual({
      kind: 'bad-day',
      asked: '2026-11-22',
      latest: '2027-11-24',
    });
    expect(await away('2029-01-01')).toMatchObject({ kind: 'bad-day' });
    expect(await away('2026-12-20')).toMatchObject({ kind: 'answered' });
    desk.at(new Date(MONDAY.getTime() + 21 * DAY_MS));
    await desk.sync({ lingma: { ann: {} }, windsurf: { ann: { idleDays: 61 } } });
    await desk.advance();
    expect((await shownRound()).counts.skipped).toEqual({ 'on-leave': 2 });
  });

  test('to give it back is asked about once, and goes to the admins’ list', async () => {
    const id = await askAnn();
    expect(await desk.answer(ANN, id, said({ kind: 'give-back' }))).toMatchObject({
      kind: 'confirm',
    });
    expect(await desk.nudges.reclaims(['open'])).toEqual([]);
    const given = await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    expect(given).toMatchObject({ kind: 'answered', shown: { fates: [{ kind: 'given-back' }] } });
    desk.pass(HOUR_MS);
    await desk.deliver();
    expect(desk.messages('reclaims')).toHaveLength(1);
    const listed = await desk.reclaims(ADMIN);
    expect(listed).toMatchObject({
      list: {
        items: [{ source: 'give-back', title: 'Windsurf', history: [{ step: 'first' }] }],
        reassignable: { perMonth: [{ amount: 30, currency: 'USD' }], seats: 1 },
      },
    });
  });

  test('to give it back moves the seat from what is idle to what is free: it counts once', async () => {
    const id = await askAnn({ ann: IDLE, bob: IDLE });
    const before = await shownRound();
    expect([before.exposure.seats, before.reassignable.seats]).toEqual([2, 0]);
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    desk.pass(HOUR_MS);
    const after = await shownRound();
    expect([after.exposure.seats, after.reassignable.seats]).toEqual([1, 1]);
    expect(after.exposure.perMonth).toEqual([{ amount: 30, currency: 'USD' }]);
  });

  test('that was undone is not told to the admins', async () => {
    const id = await askAnn();
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    desk.pass(60_000);
    await desk.undo(ANN, id, null);
    desk.pass(HOUR_MS);
    await desk.deliver();
    expect(desk.messages('reclaims')).toHaveLength(0);
  });

  test('that the bot is wrong goes to the admins, with what it believed', async () => {
    const id = await askAnn();
    const wrong = { kind: 'wrong', wrong: 'i-use-it', text: ' every day ' } as const;
    expect(await desk.answer(ANN, id, said(wrong))).toMatchObject({ kind: 'answered' });
    desk.pass(10 * 60_000);
    await desk.deliver();
    expect(desk.messages('wrong')).toHaveLength(1);
    expect(desk.drawn.find(({ what }) => what === 'wrong')?.of).toMatchObject({
      wrong: 'i-use-it',
      text: 'every day',
      title: 'Windsurf',
      seat: { standing: 'lapsed' },
    });
  });

  test('may ask for help or no tips first, and say what becomes of the seat after that', async () => {
    const id = await askAnn();
    for (const kind of ['set-up', 'no-tips', 'keep'] as const) {
      expect(await desk.answer(ANN, id, said({ kind }))).toMatchObject({ kind: 'answered' });
    }
    expect(await desk.show(ANN, id)).toMatchObject({
      shown: { tipsOff: true, answers: [{ said: { kind: 'keep' } }], contact: '#ai-help' },
    });
  });

  test('that no tips are wanted leaves open what becomes of a seat that is proposed for reclaim', async () => {
    await askAnn();
    for (const week of [3, 5]) {
      desk.at(new Date(MONDAY.getTime() + week * 7 * DAY_MS));
      const lingma = week === 5 ? { ann: {} } : {};
      await desk.sync({ lingma, windsurf: { ann: { idleDays: 40 + week * 7 } } });
      await desk.approve();
      await desk.deliver();
    }
    const newest = await desk.nudges.newestRound();
    const [nudge] = await desk.nudges.nudgesOf(newest?.id ?? 0);
    expect(nudge?.seats.map(({ step }) => step)).toEqual(['first', 'reclaim']);
    const none = await desk.answer(ANN, nudge?.id ?? '', said({ kind: 'no-tips' }));
    expect(none).toMatchObject({
      kind: 'answered',
      shown: { tipsOff: true, answers: [{ said: { kind: 'no-tips' } }, null] },
    });
    const again = await desk.answer(ANN, nudge?.id ?? '', said({ kind: 'no-tips' }));
    expect(again).toMatchObject({ kind: 'answered' });
    const keep = { seat: 1, said: { kind: 'keep' }, confirmed: false } as const;
    expect(await desk.answer(ANN, nudge?.id ?? '', keep)).toMatchObject({ kind: 'answered' });
  });

  test('is about one of several seats, where one is meant', async () => {
    await desk.sync({ lingma: { ann: {} }, windsurf: { ann: IDLE } });
    const [nudge] = await desk.approve();
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(1);
    const id = nudge?.id ?? '';
    await desk.answer(ANN, id, { seat: 1, said: { kind: 'keep' }, confirmed: false });
    expect(await desk.show(ANN, id)).toMatchObject({
      shown: { answers: [null, { said: { kind: 'keep' } }] },
    });
  });

  test('to an old message says what became of the seat', async () => {
    const id = await askAnn();
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 0 } } });
    expect(await desk.answer(ANN, id, said({ kind: 'give-back' }, true))).toMatchObject({
      kind: 'closed',
      shown: { fates: [{ kind: 'in-use', lastActiveAt: MONDAY.getTime() }] },
    });
    await desk.sync({ lingma: {}, windsurf: { eve: IDLE } });
    expect(await desk.answer(ANN, id, said({ kind: 'keep' }))).toMatchObject({
      kind: 'closed',
      shown: { fates: [{ kind: 'gone' }] },
    });
  });
});

describe('a seat on the list', () => {
  async function handBack() {
    const id = await askAnn({ ann: IDLE, eve: { idleDays: 0 } });
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    desk.pass(10 * 60_000);
    const [item] = await desk.nudges.reclaims(['open']);
    return { id, itemId: item?.id ?? 0 };
  }

  test('is looked for by the sync after Done, which says that it is gone', async () => {
    const { id, itemId } = await handBack();
    expect(await desk.decideReclaim(ADMIN, itemId, 'done')).toMatchObject({
      decided: true,
      item: { state: 'done', decidedBy: 'U-ADMIN' },
      list: { items: [] },
    });
    expect(await desk.decideReclaim(ADMIN, itemId, 'keep')).toMatchObject({
      decided: false,
      item: { state: 'done' },
    });
    expect((await desk.advance()).checked).toBe(0);
    desk.pass(HOUR_MS);
    await desk.sync({ lingma: {}, windsurf: { eve: { idleDays: 0 } } });
    expect((await desk.advance()).checked).toBe(1);
    await desk.deliver();
    expect(desk.messages('reclaimChecked')).toHaveLength(1);
    expect(desk.drawn.at(-1)?.of).toMatchObject({ state: 'gone' });
    expect(await desk.show(ANN, id)).toMatchObject({ shown: { fates: [{ kind: 'reclaimed' }] } });
  });

  test('that is still there after Done is said to be, and stays on the list', async () => {
    const { itemId } = await handBack();
    await desk.decideReclaim(ADMIN, itemId, 'done');
    desk.pass(HOUR_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, eve: { idleDays: 0 } } });
    await desk.advance();
    expect(await desk.reclaims(ADMIN)).toMatchObject({
      list: { items: [{ state: 'still-there' }] },
    });
  });

  test('that an admin keeps is left alone', async () => {
    const { id, itemId } = await handBack();
    desk.pass(HOUR_MS);
    await desk.decideReclaim(ADMIN, itemId, 'keep');
    expect(await desk.show(ANN, id)).toMatchObject({ shown: { fates: [{ kind: 'kept' }] } });
    desk.at(new Date(MONDAY.getTime() + 21 * DAY_MS));
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 61 } } });
    await desk.advance();
    expect((await shownRound()).counts.skipped).toEqual({ 'asked-to-keep': 1 });
  });
});

describe('what was done', () => {
  test('is in the log, which can be exported', async () => {
    const id = await askAnn();
    await desk.answer(ANN, id, said({ kind: 'keep' }));
    const person = { kind: 'email', email: 'Ann@example.com' } as const;
    const log = await desk.log(ADMIN, { person, limit: 50, before: null });
    expect(log).toMatchObject({ kind: 'nudge-log', inAll: 4 });
    expect(log.kind === 'nudge-log' && log.entries.map(({ what }) => what)).toEqual([
      'answered',
      'nudge-sent',
      'nudge-queued',
      'decided',
    ]);
    const exported = await desk.exportLog(ADMIN);
    expect(exported).toMatchObject({ kind: 'nudge-log-exported', rows: 7 });
    expect(desk.files[0]).toContain('round-approved');
    expect(
      await desk.log(ADMIN, { person: { kind: 'words', text: 'x' }, limit: 1, before: null }),
    ).toMatchObject({ kind: 'unknown-person' });
  });

  test('is told to whom it concerns', async () => {
    const id = await askAnn();
    await desk.answer(ANN, id, said({ kind: 'away', until: '2026-12-20' }));
    expect(await desk.seen(ANN)).toEqual({
      sent: [
        {
          at: MONDAY,
          seats: [
            {
              provider: 'windsurf',
              title: 'Windsurf',
              step: 'first',
              said: { kind: 'away', until: '2026-12-20' },
            },
          ],
        },
      ],
      inAll: 1,
      tipsOff: false,
      awayUntil: '2026-12-20',
      exemptUntil: null,
    });
    expect(await desk.seen(BOB)).toMatchObject({ sent: [], inAll: 0, awayUntil: null });
  });

  test('is summed up once a month', async () => {
    const id = await askAnn();
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    desk.at(new Date('2026-12-01T02:00:00Z'));
    await desk.advance();
    await desk.advance();
    await desk.deliver();
    expect(desk.messages('month').length).toBe(1);
    const month = desk.drawn.findLast(({ what }) => what === 'month');
    expect(month?.of).toMatchObject({
      month: '2026-11',
      nudged: { seats: 1, perMonth: [{ amount: 30, currency: 'USD' }] },
      givenBack: { seats: 1 },
      reclaimed: { seats: 0 },
    });
  });

  test('stands in the status', async () => {
    await askAnn();
    await desk.exempt(ADMIN, {
      person: { kind: 'email', email: 'eve@example.com' },
      until: { kind: 'day', day: '2027-01-31' },
      reason: null,
    });
    await desk.pause(ADMIN, true);
    expect(await desk.status(ADMIN)).toMatchObject({
      status: {
        paused: { by: 'U-ADMIN' },
        latest: { round: { state: 'done' }, progress: { sent: 1 } },
        next: { date: '2026-11-30' },
        goesByItself: false,
        exemptions: [{ email: 'eve@example.com', until: '2027-01-31' }],
      },
    });
  });
});
