import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/domain/calendar.ts';
import type { NudgePolicy } from '../../src/domain/nudge-settings.ts';
import { days, group, takeIn, usageDay } from '../store/rows.ts';
import { ADMIN, DAY_MS, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });
const IDLE = { idleDays: 40 };

const desks = useNudgeDesks();
let desk: NudgeDesk;

async function open(over: Partial<NudgePolicy> = {}) {
  desk = await desks.open(over);
}

async function ask(held: Partial<Parameters<NudgeDesk['sync']>[0]>) {
  await desk.sync({ lingma: {}, windsurf: {}, ...held });
  const [nudge] = await desk.approve();
  await desk.deliver();
  return nudge?.id ?? '';
}

const giveBack = (id: string) =>
  desk.answer(ANN, id, { seat: null, said: { kind: 'give-back' }, confirmed: true });

/** The months that are told on the first of these, with how many seats stand for what. */
async function monthsBy(first: string) {
  desk.at(new Date(`${first}T03:00:00Z`));
  await desk.advance();
  await desk.deliver();
  return desk.drawn.flatMap(({ what, of }) => (what === 'month' ? [of] : []));
}

describe('rounds by themselves', () => {
  test('begin after one that somebody got a message of, not after an empty one', async () => {
    await open({ auto: true });
    await ask({ windsurf: { ann: { idleDays: 2 } } });
    expect(await desk.status(ADMIN)).toMatchObject({ status: { goesByItself: false } });
    desk.pass(7 * DAY_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    await desk.advance();
    await desk.deliver();
    expect(desk.messages('nudge')).toEqual([]);
    await desk.decide(ADMIN, null, 'approve');
    await desk.deliver();
    expect(desk.messages('nudge')).toHaveLength(1);
    expect(await desk.status(ADMIN)).toMatchObject({ status: { goesByItself: true } });
  });
});

describe('a month', () => {
  test('before anybody was sent anything is not told', async () => {
    await open();
    await ask({ windsurf: { ann: IDLE } });
    await desk.advance();
    await desk.deliver();
    expect(desk.messages('month')).toEqual([]);
    expect(await monthsBy('2026-12-01')).toMatchObject([{ month: '2026-11' }]);
  });

  test('counts what is given back when it is, also of what was proposed before', async () => {
    await open();
    let id = '';
    for (let week = 0; week < 6; week += 1) {
      id = (await ask({ windsurf: { ann: { idleDays: 40 + 7 * week } } })) || id;
      if (week < 5) desk.pass(7 * DAY_MS);
    }
    expect(await desk.nudges.reclaims(['open'])).toMatchObject([{ source: 'candidate' }]);
    desk.at(new Date('2027-01-12T02:00:00Z'));
    expect(await giveBack(id)).toMatchObject({ kind: 'answered' });
    expect((await monthsBy('2027-02-01')).at(-1)).toMatchObject({
      month: '2027-01',
      givenBack: { seats: 1 },
      reclaimed: { seats: 0 },
    });
  });

  test('counts a seat that was given back and then revoked once', async () => {
    await open();
    const id = await ask({ windsurf: { ann: IDLE } });
    await giveBack(id);
    desk.pass(DAY_MS);
    const [item] = await desk.nudges.reclaims(['open']);
    await desk.decideReclaim(ADMIN, item?.id ?? 0, 'done');
    expect(await monthsBy('2026-12-01')).toMatchObject([
      { givenBack: { seats: 1 }, reclaimed: { seats: 0 } },
    ]);
  });

  test('counts use on the day of the message where only days are told', async () => {
    await open();
    await ask({ lingma: { ann: {} } });
    const today = dayOf(desk.clock(), 'Asia/Shanghai');
    desk.pass(DAY_MS);
    const rest = { period: days(today), at: desk.clock(), scope: group('d-1') };
    await takeIn(desk.store, 'person-days', rest, [usageDay('ann', today)]);
    expect(await monthsBy('2026-12-01')).toMatchObject([
      { nudged: { seats: 1 }, backInUse: { seats: 1 } },
    ]);
  });
});
