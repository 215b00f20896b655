import { beforeEach, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { reclaimsMessage } from '../../src/slack/views/reclaim-list.ts';
import { entry, takeIn } from '../store/rows.ts';
import { ADMIN, DAY_MS, MONDAY, type NudgeDesk } from './nudge-desk.ts';
import { useNudgeDesks } from './nudge-desks.ts';

// What is known of a seat's use, and where it stops being known.

const GIVEN = MONDAY.getTime() - 300 * DAY_MS;
/** The desk's syncs bring the days of so long. */
const SINCE = addDays(dayOf(MONDAY, 'Asia/Shanghai'), -120);

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open();
});

test('is kept with each seat of a round: since when, and whether a vendor told when it was given', async () => {
  await desk.sync({ lingma: { ann: {}, bob: { givenAt: null } }, windsurf: { ann: {} } });
  await takeIn(desk.store, 'people', { at: MONDAY }, [entry('bob', { joinedAt: GIVEN })]);
  const [ann, bob] = await desk.approve();
  expect(ann?.seats).toMatchObject([
    { provider: 'lingma', givenAt: GIVEN, givenIsGuess: false, usageSince: SINCE },
    {
      provider: 'windsurf',
      givenAt: GIVEN,
      givenIsGuess: false,
      usageSince: null,
      dataTo: null,
      seenAt: MONDAY.getTime(),
    },
  ]);
  expect(bob?.seats).toMatchObject([{ provider: 'lingma', givenAt: GIVEN, givenIsGuess: true }]);
});

test('goes with a seat onto the reclaim list', async () => {
  await desk.sync({ lingma: { ann: {} }, windsurf: {} });
  const [nudge] = await desk.approve();
  await desk.deliver();
  const actor = { ...ADMIN, slackUserId: 'U-ann', email: 'ann@example.com' };
  const said = { seat: 0, said: { kind: 'give-back' }, confirmed: true } as const;
  await desk.answer(actor, nudge?.id ?? '', said);
  desk.pass(3_600_000);
  const found = await desk.reclaims(ADMIN);
  expect(found).toMatchObject({
    list: { items: [{ use: { usageSince: SINCE, givenAt: GIVEN, lastActiveAt: null } }] },
  });
  if (found.kind !== 'reclaims') throw new Error(`no list but ${found.kind}`);
  expect(reclaimsMessage(found.list).text).toContain('no use since 26 Jul 2026');
});
