import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, openNudgeDatabase, openNudgeDesk, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });

let desk: NudgeDesk;
let place: Awaited<ReturnType<typeof openNudgeDatabase>>;

beforeAll(async () => {
  place = await openNudgeDatabase();
});
afterAll(() => place.close());

beforeEach(async () => {
  desk = await openNudgeDesk(place, {}, ['ann', 'bob']);
  await desk.meet('ann');
  await desk.meet('bob');
});
afterEach(() => desk.close());

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
