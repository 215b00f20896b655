import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import type { Said } from '../../src/domain/nudges.ts';
import { days, group, takeIn, usageDay } from '../store/rows.ts';
import { ADMIN, DAY_MS, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });
const BOB = makeActor({ slackUserId: 'U-bob', email: 'bob@example.com' });
const MINUTE_MS = 60_000;

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

const said = (said: Said, confirmed = false) => ({ seat: null, said, confirmed });

/** Ann is told of her seat until it is proposed for reclaim: her messages, oldest first. */
async function toReclaim() {
  const ids: string[] = [];
  for (let week = 0; week < 6; week += 1) {
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 + 7 * week } } });
    const [nudge] = await desk.approve();
    await desk.deliver();
    if (nudge) ids.push(nudge.id);
    if (week < 5) desk.pass(7 * DAY_MS);
  }
  expect(await open()).toMatchObject([{ source: 'candidate' }]);
  expect(ids).toHaveLength(3);
  return ids;
}

const open = () => desk.nudges.reclaims(['open']);

describe('use that becomes known late', () => {
  const used = (daysAgo: number) => {
    const day = addDays(dayOf(desk.clock(), 'Asia/Shanghai'), -daysAgo);
    const rest = { period: days(day), at: desk.clock(), scope: group('d-1') };
    return takeIn(desk.store, 'person-days', rest, [usageDay('ann', day)]);
  };

  async function planned() {
    await desk.sync({ lingma: { ann: {} }, windsurf: {} });
    const [nudge] = await desk.approve();
    return nudge?.id ?? '';
  }

  test('and is older than the question does not answer it', async () => {
    const id = await planned();
    await used(200);
    await desk.deliver();
    const seat = { lastActiveAt: Date.parse('2026-05-07'), standing: 'lapsed' };
    const shown = { nudge: { seats: [seat] }, fates: [{ kind: 'idle' }] };
    expect(desk.drawn.findLast(({ what }) => what === 'nudge')?.of).toMatchObject(shown);
    expect(await desk.answer(ANN, id, said({ kind: 'keep' }))).toMatchObject({
      kind: 'answered',
      shown,
    });
  });

  test('but is so recent that nobody would be asked closes the question', async () => {
    const id = await planned();
    await desk.deliver();
    await used(3);
    expect(await desk.answer(ANN, id, said({ kind: 'keep' }))).toMatchObject({
      kind: 'closed',
      shown: { fates: [{ kind: 'in-use', lastActiveAt: Date.parse('2026-11-20') }] },
    });
  });

  test('and came after the question closes it, however long ago that is by now', async () => {
    const id = await planned();
    await desk.deliver();
    desk.pass(40 * DAY_MS);
    await used(38);
    expect(await desk.answer(ANN, id, said({ kind: 'keep' }))).toMatchObject({
      kind: 'closed',
      shown: { fates: [{ kind: 'in-use' }] },
    });
  });
});

describe('what can be taken back', () => {
  async function asked() {
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 } } });
    const [nudge] = await desk.approve();
    await desk.deliver();
    return nudge?.id ?? '';
  }

  test('is told to the admins only once it cannot be any more', async () => {
    const id = await asked();
    const wrong = { kind: 'wrong', wrong: 'other', text: 'oh' } as const;
    await desk.answer(ANN, id, said(wrong));
    desk.pass(9 * 60_000);
    await desk.deliver();
    expect(desk.messages('wrong')).toHaveLength(0);
    await desk.undo(ANN, id, null);
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    desk.pass(9 * 60_000);
    await desk.deliver();
    expect(desk.messages('wrong')).toHaveLength(0);
    const none = { items: [], reassignable: { seats: 0 } };
    expect(await desk.reclaims(ADMIN)).toMatchObject({ list: none });
    expect(await desk.status(ADMIN)).toMatchObject({ status: { openReclaims: 0 } });
    desk.pass(60_000);
    const one = { items: [{ source: 'give-back' }], reassignable: { seats: 1 } };
    expect(await desk.reclaims(ADMIN)).toMatchObject({ list: one });
  });

  test('is told in one list, whoever gives how many seats back in the same hour', async () => {
    const held = { ann: { idleDays: 40 }, bob: { idleDays: 40 } };
    await desk.sync({ lingma: { ann: {} }, windsurf: held });
    const [ann, bob] = await desk.approve();
    desk.pass(MINUTE_MS);
    await desk.deliver();
    await desk.answer(ANN, ann?.id ?? '', said({ kind: 'give-back' }, true));
    desk.pass(20 * MINUTE_MS);
    await desk.answer(BOB, bob?.id ?? '', said({ kind: 'give-back' }, true));
    desk.pass(40 * MINUTE_MS);
    await desk.deliver();
    expect(desk.messages('reclaims')).toHaveLength(1);
    expect(await desk.reclaims(ADMIN)).toMatchObject({ list: { reassignable: { seats: 3 } } });
  });

  test('is no more than what was said: tips that were off before stay off', async () => {
    const id = await asked();
    await desk.setTips(ANN, false);
    desk.pass(MINUTE_MS);
    await desk.answer(ANN, id, said({ kind: 'no-tips' }));
    expect(await desk.undo(ANN, id, null)).toMatchObject({ shown: { tipsOff: true } });
    await desk.setTips(ANN, true);
    await desk.answer(ANN, id, said({ kind: 'no-tips' }));
    expect(await desk.undo(ANN, id, null)).toMatchObject({ shown: { tipsOff: false } });
  });

  test('cannot be once an admin has acted on it, and says what became of the seat', async () => {
    const [, , id = ''] = await toReclaim();
    desk.pass(60_000);
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    const [item] = await open();
    await desk.decideReclaim(ADMIN, item?.id ?? 0, 'done');
    expect(await desk.undo(ANN, id, null)).toMatchObject({
      kind: 'closed',
      shown: { answers: [{ said: { kind: 'give-back' } }], fates: [{ kind: 'reclaimed' }] },
    });
    expect(await desk.nudges.reclaim(item?.id ?? 0)).toMatchObject({ state: 'done' });
  });
});

describe('an answer by an older message', () => {
  test.each<Said>([
    { kind: 'keep' },
    { kind: 'away', until: '2027-01-31' },
    { kind: 'wrong', wrong: 'i-use-it', text: '' },
  ])('%o takes the seat off the list, and undone brings it back as it was', async (answer) => {
    const [id = ''] = await toReclaim();
    const before = await open();
    expect(await desk.answer(ANN, id, said(answer))).toMatchObject({ kind: 'answered' });
    expect(await open()).toEqual([]);
    expect(await desk.undo(ANN, id, null)).toMatchObject({ kind: 'undone' });
    expect(await open()).toEqual(before);
  });

  test('gives a seat back that is on the list already, and undone leaves it there', async () => {
    const [id = ''] = await toReclaim();
    const before = await open();
    await desk.answer(ANN, id, said({ kind: 'give-back' }, true));
    expect(await open()).toMatchObject([{ source: 'give-back' }]);
    await desk.undo(ANN, id, null);
    expect(await open()).toEqual(before);
  });

  test('does not bring it back where another one has put it there since', async () => {
    const [first = '', second = ''] = await toReclaim();
    await desk.answer(ANN, first, said({ kind: 'keep' }));
    await desk.answer(ANN, second, said({ kind: 'give-back' }, true));
    expect(await desk.undo(ANN, first, null)).toMatchObject({ kind: 'undone' });
    expect(await open()).toMatchObject([{ source: 'give-back' }]);
    await desk.undo(ANN, second, null);
    expect(await open()).toEqual([]);
  });

  test('to be away restores an earlier absence when it is undone', async () => {
    const [first = '', second = ''] = await toReclaim();
    await desk.answer(ANN, first, said({ kind: 'away', until: '2027-01-10' }));
    await desk.answer(ANN, second, said({ kind: 'away', until: '2027-03-31' }));
    await desk.undo(ANN, second, null);
    expect(await desk.seen(ANN)).toMatchObject({ awayUntil: '2027-01-10' });
  });
});
