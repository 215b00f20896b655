import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NudgePolicy } from '../../src/domain/nudge-settings.ts';
import { ADMIN, DAY_MS, openNudgeDatabase, openNudgeDesk, type NudgeDesk } from './nudge-desk.ts';

const IDLE = { idleDays: 40 };

let desk: NudgeDesk;
let place: Awaited<ReturnType<typeof openNudgeDatabase>>;

beforeAll(async () => {
  place = await openNudgeDatabase();
});
afterAll(() => place.close());
afterEach(() => desk.close());

async function open(over: Partial<NudgePolicy> = {}) {
  desk = await openNudgeDesk(place, over, ['ann', 'bob']);
  await desk.meet('ann');
  await desk.meet('bob');
}

async function ask(held: Partial<Parameters<NudgeDesk['sync']>[0]>) {
  await desk.sync({ lingma: {}, windsurf: {}, ...held });
  const [nudge] = await desk.approve();
  await desk.deliver();
  return nudge?.id ?? '';
}

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
});
