import { beforeEach, expect, test } from 'vitest';
import { ADMIN, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { useNudgeDesks } from './nudge-desks.ts';

// Whoever is named in what admins read about nudges is told of it by `me`.

const IDLE = { idleDays: 40 };
const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  known = 0;
  desk = await desks.open();
  await desk.sync({ lingma: {}, windsurf: { ann: IDLE, bob: { idleDays: 1 } } });
});

let known = 0;

/** To whom Ann's data was shown since this was last asked, oldest first. */
async function shownTo(): Promise<string[]> {
  const { seen: all } = await desk.people.accessesTo('ann@example.com', 50);
  const seen = all.slice(0, all.length - known);
  known = all.length;
  expect(new Set(seen.map(({ what }) => what))).toEqual(new Set(seen.length > 0 ? ['nudges'] : []));
  return seen.map(({ slackUserId }) => slackUserId).toReversed();
}

test('a round that an admin looks at or decides about', async () => {
  await desk.preview(ADMIN);
  expect(await shownTo()).toEqual(['U-ADMIN']);
  const { planned } = await desk.advance();
  const shown = await desk.decide(ADMIN, planned, 'approve');
  expect(await shownTo()).toEqual(['U-ADMIN']);
  if (shown.kind !== 'round-decided') throw new Error(`not decided but ${shown.kind}`);
  await desk.skip(ADMIN, shown.shown.nudges[0]?.id ?? '');
  expect(await shownTo()).toEqual(['U-ADMIN']);
  expect(await desk.people.accessesTo('bob@example.com', 5)).toMatchObject({ inAll: 0 });
});

test('a round that is posted into the admins’ channel', async () => {
  await desk.advance();
  expect(await shownTo()).toEqual([]);
  await desk.deliver();
  expect(await shownTo()).toEqual(['C-ADMINS']);
});

test('the log, and its file', async () => {
  await desk.approve();
  await shownTo();
  await desk.log(ADMIN, { person: null, limit: 5, before: null });
  expect(await shownTo()).toEqual(['U-ADMIN']);
  await desk.exportLog(ADMIN);
  expect(await shownTo()).toEqual(['U-ADMIN']);
});

test('what somebody says is wrong', async () => {
  const [nudge] = await desk.approve();
  await desk.deliver();
  await shownTo();
  const wrong = { kind: 'wrong', wrong: 'other', text: 'x' } as const;
  await desk.answer(ANN, nudge?.id ?? '', { seat: 0, said: wrong, confirmed: false });
  desk.pass(900_000);
  await desk.deliver();
  expect(await shownTo()).toEqual(['C-ADMINS']);
});

test('the list of seats to be reclaimed', async () => {
  const [nudge] = await desk.approve();
  await desk.deliver();
  await shownTo();
  const back = { seat: 0, said: { kind: 'give-back' }, confirmed: true } as const;
  await desk.answer(ANN, nudge?.id ?? '', back);
  desk.pass(7_200_000);
  await desk.deliver();
  expect(await shownTo()).toEqual(['C-ADMINS']);
  const found = await desk.reclaims(ADMIN);
  expect(await shownTo()).toEqual(['U-ADMIN']);
  if (found.kind !== 'reclaims') throw new Error(`no list but ${found.kind}`);
  await desk.decideReclaim(ADMIN, found.list.items[0]?.id ?? 0, 'keep');
  expect(await shownTo()).toEqual(['U-ADMIN']);
});

test('who is exempt', async () => {
  const person = { kind: 'email', email: 'ann@example.com' } as const;
  await desk.exempt(ADMIN, { person, until: { kind: 'days', days: 5 }, reason: 'leave' });
  await desk.status(ADMIN);
  expect(await shownTo()).toEqual(['U-ADMIN']);
});
