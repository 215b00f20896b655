import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { days, fetchOf, group, person, result, seat, takeIn, usageDay } from '../store/rows.ts';
import {
  ADMIN,
  DAY_MS,
  HOUR_MS,
  openNudgeDatabase,
  openNudgeDesk,
  type NudgeDesk,
} from './nudge-desk.ts';
import { makeActor } from './people.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });
const IDLE = { idleDays: 40 };
const BUSY = { idleDays: 0 };

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
