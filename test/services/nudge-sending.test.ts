import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { days, group, takeIn, usageDay } from '../store/rows.ts';
import { ADMIN, DAY_MS, HOUR_MS, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { crowd, useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

const stateOf = async (id: string | undefined) => {
  const nudge = await desk.nudges.nudge(id ?? '');
  return nudge && [nudge.state, nudge.why];
};

/** In which weeks Ann is told what, in rounds that an admin approves. */
async function weeksOfAnn(onMonday: (week: number) => Promise<unknown>) {
  const told: (readonly [week: number, step: string])[] = [];
  for (let week = 0; week < 7; week += 1) {
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 70 + 7 * week } } });
    const [nudge] = await desk.approve();
    await desk.deliver();
    if (nudge) told.push([week, nudge.seats[0]?.step ?? '']);
    await onMonday(week);
    desk.pass(7 * DAY_MS);
  }
  return told;
}

describe('whoever wants no tips', () => {
  test('hears of a reclaim when everybody else would', async () => {
    expect(await weeksOfAnn(async () => null)).toEqual([
      [0, 'first'],
      [3, 'second'],
      [5, 'reclaim'],
    ]);
  });

  test('hears of it then also where they said so before anything was sent', async () => {
    await desk.setTips(ANN, false);
    expect(await weeksOfAnn(async () => null)).toEqual([[5, 'reclaim']]);
  });

  test('hears of it then also where they said so after the first tip', async () => {
    const optOut = (week: number) => (week === 0 ? desk.setTips(ANN, false) : Promise.resolve());
    expect(await weeksOfAnn(optOut)).toEqual([
      [0, 'first'],
      [5, 'reclaim'],
    ]);
  });

  test('gets no tip that was approved before, however long the seat is idle', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 100 } } });
    const [nudge] = await desk.approve();
    await desk.setTips(ANN, false);
    await desk.deliver();
    expect(await stateOf(nudge?.id)).toEqual(['skipped', 'opted-out']);
  });
});

describe('a minute', () => {
  test('sees no more messages than it may, however many processes send', async () => {
    const people = crowd(12);
    const names = Object.keys(people);
    desk = await desks.open({ perMinute: 3 }, people);
    const held = Object.fromEntries(names.map((name) => [name, { idleDays: 40 }]));
    await desk.sync({ lingma: {}, windsurf: held });
    await desk.approve();
    desk.pass(HOUR_MS);
    const waiting = await desk.database.kysely
      .selectFrom('delivery')
      .select('id')
      .where('slack_user_id', 'is not', null)
      .execute();
    const never = new AbortController().signal;
    const senders = [desk.sender(), desk.sender(), desk.sender()];
    const sends = waiting.map(async ({ id }, index) => senders[index % 3]?.(id, never));
    const comeBack = await Promise.all(sends);
    expect(desk.messages('nudge')).toHaveLength(3);
    expect(comeBack.filter((wait) => wait === null)).toHaveLength(3);
    expect(comeBack.filter((wait) => wait === 5000)).toHaveLength(9);
  });
});

describe('a pause', () => {
  async function pauseFor(days: number) {
    const held = { lingma: {}, windsurf: { ann: { idleDays: 40 } } };
    await desk.sync(held);
    const [nudge] = await desk.approve();
    await desk.pause(ADMIN, true);
    for (let day = 0; day < days; day += 1) {
      desk.pass(DAY_MS);
      await desk.sync(held);
      await desk.deliver();
    }
    expect(await stateOf(nudge?.id)).toEqual(['queued', null]);
    return nudge;
  }

  test('of a week lets nothing be late: what was due is looked at again after it', async () => {
    const nudge = await pauseFor(7);
    await desk.pause(ADMIN, false);
    await desk.deliver();
    expect(await stateOf(nudge?.id)).toEqual(['sent', null]);
  });

  test('makes nobody be told twice where a round was planned in it', async () => {
    const nudge = await pauseFor(7);
    expect(await desk.approve()).toEqual([]);
    await desk.pause(ADMIN, false);
    await desk.passDay();
    expect(desk.messages('nudge')).toHaveLength(1);
    expect(await stateOf(nudge?.id)).toEqual(['sent', null]);
  });
});

describe('what was approved', () => {
  const use = (daysAgo: number) => {
    const day = addDays(dayOf(desk.clock(), 'Asia/Shanghai'), -daysAgo);
    const rest = { period: days(day), at: desk.clock(), scope: group('d-1') };
    return takeIn(desk.store, 'person-days', rest, [usageDay('ann', day)]);
  };

  test('is not sent where something else would be said by now', async () => {
    let last: string | undefined;
    for (let week = 0; week < 6; week += 1) {
      await desk.sync({ lingma: { ann: {} }, windsurf: {} });
      const [nudge] = await desk.approve();
      last = nudge?.seats[0]?.step === 'reclaim' ? nudge.id : undefined;
      // Days that were long unknown: its clock begins anew with them.
      if (last !== undefined) await use(32);
      await desk.deliver();
      if (week < 5) desk.pass(7 * DAY_MS);
    }
    expect(await stateOf(last)).toEqual(['skipped', 'not-yet']);
    expect(await desk.nudges.reclaims(['open'])).toEqual([]);
  });

  test('is sent without the seats of which nobody is to be told any more', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 } } });
    const [first] = await desk.approve();
    await desk.deliver();
    desk.pass(21 * DAY_MS);
    await desk.sync({ lingma: { ann: {} }, windsurf: { ann: { idleDays: 61 } } });
    const [second] = await desk.approve();
    expect(second?.seats.map(({ provider }) => provider)).toEqual(['lingma', 'windsurf']);
    const keep = { seat: null, said: { kind: 'keep' }, confirmed: false } as const;
    await desk.answer(ANN, first?.id ?? '', keep);
    await desk.deliver();
    await desk.deliver();
    expect(await stateOf(second?.id)).toEqual(['sent', null]);
    expect(desk.drawn.findLast(({ what }) => what === 'nudge')?.of).toMatchObject({
      nudge: { seats: [{ provider: 'lingma' }] },
      answers: [null],
    });
    const shown = await desk.preview(ADMIN);
    expect(shown).toMatchObject({ shown: { counts: { skipped: { 'asked-to-keep': 1 } } } });
  });

  test('says the right thing of the seats that stay, wherever they stood', async () => {
    await desk.sync({ lingma: { ann: {} }, windsurf: { ann: { idleDays: 61 } } });
    const [nudge] = await desk.approve();
    const id = nudge?.id ?? '';
    const waiting = desk.database.kysely.selectFrom('delivery').select('id');
    const own = await waiting.where('key', 'like', '%U-ann').executeTakeFirstOrThrow();
    await desk.deliveries.keepContent(
      { id: own.id, redrawn: 0 },
      { text: 'of both', blocks: [], basic: [] },
    );
    await use(3);
    await desk.deliver();
    await desk.deliver();
    expect(desk.messages('of both')).toEqual([]);
    expect(desk.drawn.findLast(({ what }) => what === 'nudge')?.of).toMatchObject({
      nudge: { seats: [{ provider: 'windsurf' }] },
    });
    await desk.answer(ANN, id, { seat: 0, said: { kind: 'keep' }, confirmed: false });
    expect(await desk.show(ANN, id)).toMatchObject({
      shown: {
        nudge: { seats: [{ provider: 'windsurf' }] },
        answers: [{ said: { kind: 'keep' } }],
      },
    });
  });
});
