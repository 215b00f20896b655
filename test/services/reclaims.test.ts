import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { days, fetchOf, group, person, result, seat, takeIn, usageDay } from '../store/rows.ts';
import { ADMIN, DAY_MS, HOUR_MS, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });
const IDLE = { idleDays: 40 };
const BUSY = { idleDays: 0 };

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

/** Ann gives her seat back; ten minutes later it is on the list. */
async function handBack() {
  await desk.sync({ lingma: {}, windsurf: { ann: IDLE, bob: BUSY } });
  const [nudge] = await desk.approve();
  await desk.deliver();
  const id = nudge?.id ?? '';
  await desk.answer(ANN, id, { seat: null, said: { kind: 'give-back' }, confirmed: true });
  desk.pass(HOUR_MS);
  const [item] = await desk.nudges.reclaims(['open']);
  return { id, itemId: item?.id ?? 0 };
}

const stateOf = async (itemId: number) => (await desk.nudges.reclaim(itemId))?.state;

describe('a seat that an admin has called done', () => {
  const last = () => addDays(dayOf(desk.clock(), 'Asia/Shanghai'), -1);
  const listing = () => ({ provider: 'windsurf', period: days(addDays(last(), -119), last()) });

  test('is not judged by a list of another group’s seats', async () => {
    const { itemId } = await handBack();
    await desk.decideReclaim(ADMIN, itemId, 'done');
    desk.pass(HOUR_MS);
    const rest = { ...listing(), at: desk.clock(), scope: group('g-2') };
    await takeIn(desk.store, 'seats', rest, []);
    expect((await desk.advance()).checked).toBe(0);
    expect(await stateOf(itemId)).toBe('done');
  });

  test('is not judged by a list that was begun before', async () => {
    const { itemId } = await handBack();
    const run = await desk.store.begin(fetchOf('seats', listing()), desk.clock());
    await desk.store.stage(run, 'seats', [seat('ann'), seat('bob')]);
    desk.pass(30_000);
    await desk.decideReclaim(ADMIN, itemId, 'done');
    desk.pass(30_000);
    await desk.store.commit(run, result(desk.clock()));
    expect((await desk.advance()).checked).toBe(0);
    desk.pass(HOUR_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE, bob: BUSY } });
    expect((await desk.advance()).checked).toBe(1);
    expect(await stateOf(itemId)).toBe('still-there');
  });
});

describe('a seat on the list', () => {
  /** Ann's seat is proposed for reclaim. */
  async function propose() {
    let id = '';
    for (let week = 0; week < 6; week += 1) {
      await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 + 7 * week }, bob: BUSY } });
      const [nudge] = await desk.approve();
      await desk.deliver();
      if (nudge) id = nudge.id;
      desk.pass(7 * DAY_MS);
    }
    const [item] = await desk.nudges.reclaims(['open']);
    return { id, itemId: item?.id ?? 0 };
  }

  test.each([
    ['is proposed', propose],
    ['was given back', handBack],
  ])('that %s leaves it once it is used again, and that is said', async (_what, list) => {
    const { id, itemId } = await list();
    desk.pass(2 * DAY_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 0.5 }, bob: BUSY } });
    expect((await desk.advance()).checked).toBe(1);
    expect(await stateOf(itemId)).toBe('withdrawn');
    await desk.deliver();
    expect(desk.drawn.findLast(({ what }) => what === 'reclaimChecked')?.of).toMatchObject({
      state: 'withdrawn',
      decidedBy: null,
    });
    expect(await desk.show(ANN, id)).toMatchObject({ shown: { fates: [{ kind: 'in-use' }] } });
    expect((await desk.advance()).checked).toBe(0);
  });

  test.each([
    ['is proposed', propose],
    ['was given back', handBack],
  ])('that %s leaves it once it is gone, and is not free to be given', async (_what, list) => {
    const { itemId } = await list();
    await desk.sync({ lingma: {}, windsurf: { bob: BUSY } });
    await desk.advance();
    expect(await stateOf(itemId)).toBe('gone');
    await desk.deliver();
    expect(desk.messages('reclaimChecked')).toHaveLength(1);
    const none = { items: [], reassignable: { seats: 0 } };
    expect(await desk.reclaims(ADMIN)).toMatchObject({ list: none });
  });

  test('that was given back may still be used on that day', async () => {
    const { id, itemId } = await handBack();
    await desk.sync({ lingma: {}, windsurf: { ann: BUSY, bob: BUSY } });
    await desk.advance();
    expect(await stateOf(itemId)).toBe('open');
    expect(await desk.show(ANN, id)).toMatchObject({ shown: { fates: [{ kind: 'given-back' }] } });
  });

  test('is looked at before an admin’s Done, and before it is shown', async () => {
    const { itemId } = await handBack();
    desk.pass(2 * DAY_MS);
    await desk.sync({ lingma: {}, windsurf: { ann: BUSY, bob: BUSY } });
    expect(await desk.decideReclaim(ADMIN, itemId, 'done')).toMatchObject({
      decided: false,
      item: { state: 'withdrawn' },
      list: { items: [] },
    });
  });

  test('is the same seat where its holder has another address by now', async () => {
    const { itemId } = await handBack();
    const renamed = { ...IDLE, email: 'ann.lee@example.com' };
    await desk.sync({ lingma: {}, windsurf: { ann: renamed, bob: BUSY } });
    await desk.advance();
    expect(await stateOf(itemId)).toBe('open');
  });

  test('is marked where its holder is exempt or away', async () => {
    await propose();
    const marked = (resting: object) => ({ list: { items: [{ resting }] } });
    await desk.exempt(ADMIN, {
      person: { kind: 'email', email: 'ann@example.com' },
      until: { kind: 'day', day: '2027-01-31' },
      reason: null,
    });
    expect(await desk.reclaims(ADMIN)).toMatchObject(
      marked({ why: 'exempt', until: '2027-01-31' }),
    );
    desk.at(new Date('2027-02-01T02:00:00Z'));
    expect(await desk.reclaims(ADMIN)).not.toMatchObject(marked({}));
  });
});

describe('a feed', () => {
  test('is stale although single groups and people were fetched', async () => {
    await desk.sync({ lingma: {}, windsurf: { ann: IDLE } });
    desk.pass(10 * DAY_MS);
    const at = desk.clock();
    const yesterday = addDays(dayOf(at, 'Asia/Shanghai'), -1);
    const narrow = { provider: 'windsurf', period: days(yesterday), at, scope: group('g-1') };
    await takeIn(desk.store, 'seats', narrow, [seat('ann')]);
    await takeIn(desk.store, 'seats', { at }, []);
    const own = { at, period: days(yesterday), scope: person('eve') };
    await takeIn(desk.store, 'person-days', own, [usageDay('eve', yesterday)]);
    const since = new Date(at.getTime() - 10 * DAY_MS);
    expect(await desk.status(ADMIN)).toMatchObject({
      status: {
        stale: [
          { provider: 'lingma', why: 'no-sync', since },
          { provider: 'windsurf', why: 'no-sync', since },
        ],
      },
    });
    const days3 = days(addDays(yesterday, -2), yesterday);
    await takeIn(desk.store, 'person-days', { at, period: days3, scope: group('d-1') }, []);
    expect(await desk.status(ADMIN)).toMatchObject({
      status: {
        stale: [
          { provider: 'lingma', why: 'no-new-day', since: addDays(yesterday, -10) },
          { provider: 'windsurf', why: 'no-sync' },
        ],
      },
    });
  });
});
