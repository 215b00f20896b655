import { beforeEach, expect, test } from 'vitest';
import { ADMIN, type NudgeDesk } from './nudge-desk.ts';
import { makeActor } from './people.ts';
import { useNudgeDesks } from './nudge-desks.ts';

const ANN = makeActor({ slackUserId: 'U-ann', email: 'ann@example.com' });

const desks = useNudgeDesks();
let desk: NudgeDesk;

beforeEach(async () => {
  desk = await desks.open({}, { ann: {} });
  await desk.sync({ lingma: {}, windsurf: { ann: { idleDays: 40 } } });
});

async function decision() {
  const result = await desk.preview(ADMIN);
  return result.kind === 'round' ? result.shown.seats[0]?.decision : null;
}

test('whoever says that they are away, without being asked, is asked about nothing until then', async () => {
  expect(await desk.setAway(ANN, '2026-12-20')).toEqual({ kind: 'away', until: '2026-12-20' });
  expect(await decision()).toEqual({ kind: 'skip', reason: 'on-leave', detail: '2026-12-20' });
  expect(await desk.seen(ANN)).toMatchObject({ awayUntil: '2026-12-20' });
  expect(await desk.setAway(ANN, '2026-12-01')).toMatchObject({ until: '2026-12-01' });
  expect(await desk.seen(ANN)).toMatchObject({ awayUntil: '2026-12-01' });
});

test('whoever is back is asked again, also where they said it to a nudge', async () => {
  const [nudge] = await desk.approve();
  await desk.deliver();
  const said = { kind: 'away', until: '2027-06-01' } as const;
  await desk.answer(ANN, nudge?.id ?? '', { seat: null, said, confirmed: false });
  expect(await decision()).toMatchObject({ reason: 'on-leave' });
  expect(await desk.setAway(ANN, null)).toEqual({ kind: 'away', until: null });
  expect(await decision()).toMatchObject({ reason: 'told-lately' });
  expect(await desk.seen(ANN)).toMatchObject({ awayUntil: null });
  await desk.setAway(ANN, null);
  const log = await desk.log(ADMIN, { person: null, limit: 50, before: null });
  if (log.kind !== 'nudge-log') throw new Error(`no log but ${log.kind}`);
  expect(log.entries.filter(({ what }) => what === 'back')).toMatchObject([{ by: 'U-ann' }]);
});

test('a day that is over or too far away, and who cannot be known, are refused', async () => {
  const bad = { kind: 'bad-day', latest: '2027-11-24' };
  expect(await desk.setAway(ANN, '2026-11-22')).toEqual({ ...bad, asked: '2026-11-22' });
  expect(await desk.setAway(ANN, '2027-11-25')).toEqual({ ...bad, asked: '2027-11-25' });
  const nobody = makeActor({ slackUserId: 'U-X', email: null });
  expect(await desk.setAway(nobody, '2026-12-20')).toEqual({ kind: 'no-email' });
  const guest = makeActor({ slackUserId: 'U-G', membership: 'guest' });
  expect(await desk.setAway(guest, '2026-12-20')).toMatchObject({ kind: 'refused' });
});
