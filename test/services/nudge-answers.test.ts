import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import type { Said } from '../../src/domain/nudges.ts';
import { days, group, takeIn, usageDay } from '../store/rows.ts';
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

const said = (said: Said, confirmed = false) => ({ seat: null, said, confirmed });

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
