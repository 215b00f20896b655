import { beforeEach, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { days, seat, takeIn } from '../store/rows.ts';
import { ADMIN, DAY_MS, MONDAY, type NudgeDesk } from './nudge-desk.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const IDLE = { idleDays: 40 };

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

/** Lists seats of everyone, who are in no group for that. */
async function listEveryone(provider: 'lingma' | 'windsurf', names: readonly string[]) {
  const at = desk.clock();
  const last = addDays(dayOf(at, 'Asia/Shanghai'), -1);
  const period = provider === 'windsurf' ? days(addDays(last, -119), last) : null;
  const lastActiveAt = provider === 'windsurf' ? MONDAY.getTime() - 40 * DAY_MS : null;
  const from = lastActiveAt === null ? null : ('use' as const);
  const given = { givenAt: MONDAY.getTime() - 300 * DAY_MS, lastActiveAt, lastActiveFrom: from };
  await takeIn(
    desk.store,
    'seats',
    { provider, period, at },
    names.map((name) => seat(name, given)),
  );
}

async function decisions() {
  const result = await desk.preview(ADMIN);
  if (result.kind !== 'round') throw new Error(`no round but ${result.kind}`);
  const { seats, counts, exposure } = result.shown;
  const each = seats.map(({ provider, personId, decision }) => [
    `${provider}:${personId}`,
    decision.kind === 'tell' ? decision.step : decision.reason,
  ]);
  return { each: Object.fromEntries(each) as unknown, skipped: counts.skipped, exposure };
}

test('a seat in no team is named and left alone', async () => {
  await desk.sync({ lingma: {}, windsurf: { bob: IDLE } });
  await listEveryone('windsurf', ['ann', 'bob']);
  const { each, skipped, exposure } = await decisions();
  expect(each).toEqual({ 'windsurf:ann': 'no-team', 'windsurf:bob': 'first' });
  expect(skipped).toEqual({ 'no-team': 1 });
  expect(exposure.seats).toBe(2);
});

test('a seat in no team of which nobody asks whether it is used is not called idle', async () => {
  await desk.sync({ lingma: { bob: {} }, windsurf: {} });
  await listEveryone('lingma', ['ann', 'bob']);
  const { each, exposure } = await decisions();
  expect(each).toEqual({ 'lingma:ann': 'no-team', 'lingma:bob': 'first' });
  expect(exposure.seats).toBe(1);
});

test('a seat in no team of somebody who is in one is asked about, where its use is known', async () => {
  await desk.sync({ lingma: { ann: {} }, windsurf: { bob: {} } });
  await listEveryone('windsurf', ['ann', 'bob']);
  await listEveryone('lingma', ['ann', 'bob']);
  expect((await decisions()).each).toEqual({
    'lingma:ann': 'first',
    'windsurf:ann': 'first',
    'windsurf:bob': 'first',
    'lingma:bob': 'not-known',
  });
});
