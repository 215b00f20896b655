import { describe, expect, it } from 'vitest';
import type { DeliveryStore } from '../../../src/domain/delivery-ports.ts';
import { seatKey, type NudgeStore } from '../../../src/domain/nudge-ports.ts';
import type { NudgeStep, PlannedSeat, Said } from '../../../src/domain/nudges.ts';
import { beginTo } from '../begin.ts';
import type { Enqueued } from '../enqueued.ts';
import { minute, NOON } from '../rows.ts';

const DAY_MS = 86_400_000;
const days = (count: number) => new Date(NOON.getTime() + count * DAY_MS);
const SOMEWHERE = { channelId: 'D1', ts: '1.1' };

function told(person: string, step: NudgeStep = 'first', provider = 'lingma'): PlannedSeat {
  return {
    provider,
    personId: `${provider}-${person}`,
    email: `${person}@example.com`,
    name: person,
    standing: 'lapsed',
    lastActiveAt: NOON.getTime() - 40 * DAY_MS,
    givenAt: null,
    givenIsGuess: true,
    dataTo: '2026-11-20',
    usageSince: '2026-08-25',
    seenAt: NOON.getTime(),
    decision: { kind: 'tell', step },
  };
}

export function describeNudges(
  store: () => NudgeStore,
  deliveries: () => DeliveryStore,
  enqueued: () => Enqueued,
): void {
  async function plan(seats: readonly PlannedSeat[], date = '2026-11-23', at = NOON) {
    const people = Map.groupBy(
      seats.filter(({ decision }) => decision.kind === 'tell'),
      ({ email }) => email ?? '',
    );
    return store().plan({
      date,
      at,
      expiresAt: new Date(at.getTime() + 3 * DAY_MS),
      seats,
      nudges: [...people].map(([email, own]) => ({
        email,
        name: email,
        slackUserId: `U-${email}`,
        seats: own.map(({ provider, personId }) => ({ provider, personId })),
      })),
      tell: () => [],
    });
  }

  async function approve(roundId: number, at = NOON, by: string | null = 'U-ADMIN') {
    return store().approve(roundId, { by, at, slots: new Map() });
  }

  /** A round that was sent, of these seats. */
  async function sent(seats: readonly PlannedSeat[], date = '2026-11-23', at = NOON) {
    const round = await plan(seats, date, at);
    await approve(round?.id ?? 0, at);
    for (const { id } of enqueued().take()) {
      const begun = await beginTo(deliveries(), id, at);
      await deliveries().sent(begun, SOMEWHERE, at);
    }
    await store().settle(at);
    return store().nudgesOf(round?.id ?? 0);
  }

  const answer = (
    nudge: Awaited<ReturnType<typeof sent>>[number] | undefined,
    said: Said,
    at = NOON,
  ) =>
    nudge
      ? store().answer(
          nudge,
          nudge.seats.map((_seat, place) => place),
          { said, at, undoUntil: new Date(at.getTime() + 600_000) },
          () => [],
        )
      : Promise.resolve([]);

  describe('nudges', () => {
    it('are forgotten before an instant once they are settled, with the log; what is open stays', async () => {
      const [old] = await sent(
        [told('ann', 'reclaim'), told('bob', 'reclaim')],
        '2026-11-23',
        days(-20),
      );
      await sent([told('cho')], '2026-11-30', days(-5));
      const [reclaim, other] = await store().reclaims(['open']);
      await store().decideReclaim(reclaim?.id ?? 0, 'kept', 'U-ADMIN', days(-19));
      const exemption = { reason: null, by: 'U-ADMIN', at: days(-30) };
      await store().exempt({ ...exemption, email: 'eve@example.com', until: '2026-11-01' });
      await store().exempt({ ...exemption, email: 'fay@example.com', until: '2027-11-01' });
      await store().prune(days(-10));
      expect(await store().nudge(old?.id ?? '')).toBeNull();
      expect(await store().newestRound()).toMatchObject({ date: '2026-11-30' });
      const left = await store().reclaims(['open', 'kept']);
      expect(left.map(({ id }) => id)).toEqual([other?.id]);
      const { entries } = await store().log({ email: null, limit: 100, before: null, all: true });
      expect(entries.filter(({ at }) => at < days(-10))).toEqual([]);
      expect(entries.length).toBeGreaterThan(0);
      expect(await store().exemptions('2026-01-01')).toMatchObject([{ email: 'fay@example.com' }]);
    });

    it('are planned once for a date, with all that was decided', async () => {
      const left: PlannedSeat = {
        ...told('bob'),
        email: null,
        decision: { kind: 'skip', reason: 'unmatched', detail: null },
      };
      const seats = [told('ann'), told('ann', 'second', 'windsurf'), left];
      const round = await plan(seats);
      expect(round).toMatchObject({ date: '2026-11-23', state: 'planned', decidedBy: null });
      expect(await plan(seats)).toBeNull();
      const id = round?.id ?? 0;
      expect(await store().round(id)).toEqual(round);
      expect(await store().newestRound()).toEqual(round);
      expect(await store().seatsOf(id)).toEqual(seats);
      const [nudge, ...others] = await store().nudgesOf(id);
      expect(others).toEqual([]);
      expect(nudge).toMatchObject({ email: 'ann@example.com', state: 'planned', dueAt: null });
      expect(nudge?.seats.map(({ provider, step }) => [provider, step])).toEqual([
        ['lingma', 'first'],
        ['windsurf', 'second'],
      ]);
      expect(await store().nudge(nudge?.id ?? '')).toEqual(nudge);
      expect(await store().nudge(`'; --`)).toBeNull();
      expect(enqueued().take()).toEqual([]);
    });

    it('are approved once, by whoever comes first, and go out when they are due', async () => {
      const round = await plan([told('ann'), told('bob')]);
      const id = round?.id ?? 0;
      const [ann, bob] = await store().nudgesOf(id);
      const slots = new Map([[ann?.id ?? '', minute(90)]]);
      const decide = (by: string) => store().approve(id, { by, at: minute(1), slots });
      const both = await Promise.all([decide('U-ONE'), decide('U-TWO')]);
      expect(both.toSorted()).toEqual([false, true]);
      const jobs = enqueued().take();
      expect(new Set(jobs.map(({ notBefore }) => notBefore.getTime()))).toEqual(
        new Set([minute(1).getTime(), minute(90).getTime()]),
      );
      expect((await store().nudgesOf(id)).map(({ state, dueAt }) => [state, dueAt])).toEqual([
        ['queued', minute(90)],
        ['queued', minute(1)],
      ]);
      const [first] = await Promise.all(jobs.map((job) => deliveries().delivery(job.id)));
      expect(first).toMatchObject({ kind: 'nudge', state: 'pending' });
      expect(await approve(id)).toBe(false);
      expect(await store().decline(id, 'U-ONE', minute(2))).toBe(false);
      expect(await store().firstSentAt()).toBeNull();
      expect(bob?.state).toBe('planned');
    });

    it('are not approved by halves', async () => {
      const round = await plan([told('ann')]);
      enqueued().failNext();
      await expect(approve(round?.id ?? 0)).rejects.toThrow('cannot enqueue');
      expect(await store().round(round?.id ?? 0)).toEqual(round);
      expect((await store().nudgesOf(round?.id ?? 0))[0]?.state).toBe('planned');
    });

    it('expire, and are declined', async () => {
      const one = await plan([told('ann')]);
      const two = await plan([told('ann')], '2026-11-30', days(7));
      expect(await approve(one?.id ?? 0, days(3))).toBe(false);
      expect(await store().expire(days(3))).toEqual([one?.id]);
      expect(await store().expire(days(3))).toEqual([]);
      expect(await store().decline(two?.id ?? 0, 'U-ADMIN', days(8))).toBe(true);
      expect(await store().round(two?.id ?? 0)).toMatchObject({
        state: 'declined',
        decidedBy: 'U-ADMIN',
      });
      expect(await approve(two?.id ?? 0, days(8))).toBe(false);
      expect(enqueued().take()).toEqual([]);
    });

    it('are taken out one by one, until they are on their way', async () => {
      const round = await plan([told('ann'), told('bob'), told('eve')]);
      const [ann, bob, eve] = await store().nudgesOf(round?.id ?? 0);
      expect(await store().skip(ann?.id ?? '', 'U-ADMIN', NOON)).toBe(true);
      expect(await store().skip(ann?.id ?? '', 'U-ADMIN', NOON)).toBe(false);
      await approve(round?.id ?? 0);
      const jobs = enqueued().take();
      expect(jobs).toHaveLength(2);
      expect(await store().skip(bob?.id ?? '', 'U-ADMIN', NOON)).toBe(true);
      const states = await Promise.all(jobs.map((job) => deliveries().delivery(job.id)));
      expect(new Set(states.map((delivery) => delivery?.state))).toEqual(
        new Set(['pending', 'skipped']),
      );
      const pending = states.find((delivery) => delivery?.state === 'pending');
      await beginTo(deliveries(), pending?.id ?? '', NOON);
      expect(await store().skip(eve?.id ?? '', 'U-ADMIN', NOON)).toBe(false);
    });

    it('know what became of them, and their round when it is done', async () => {
      const round = await plan([told('ann'), told('bob'), told('eve')]);
      const id = round?.id ?? 0;
      await approve(id);
      const [one, two, three] = enqueued().take();
      expect(await store().settle(minute(1))).toBe(0);
      const first = await beginTo(deliveries(), one?.id ?? '', minute(1));
      expect(await store().countSent(NOON)).toBe(1);
      expect(await store().countSent(minute(1))).toBe(0);
      await deliveries().sent(first, SOMEWHERE, minute(2));
      await deliveries().end({ id: two?.id ?? '', attempts: 0 }, 'skipped', 'paused', minute(2));
      expect(await store().settle(minute(3))).toBe(2);
      expect(await store().firstSentAt()).toEqual(minute(2));
      expect(await store().round(id)).toMatchObject({ state: 'sending' });
      const third = await beginTo(deliveries(), three?.id ?? '', minute(3));
      await deliveries().unclear(third, 'no answer', minute(4));
      const twice = await Promise.all([store().settle(minute(5)), store().settle(minute(5))]);
      expect(twice.toSorted()).toEqual([0, 1]);
      expect(await store().round(id)).toMatchObject({ state: 'done' });
      const states = (await store().nudgesOf(id)).map(({ state, why }) => [state, why]);
      expect(states).toContainEqual(['sent', null]);
      expect(states).toContainEqual(['skipped', 'paused']);
      expect(states).toContainEqual(['unknown', 'no answer']);
      await deliveries().decide(three?.id ?? '', true, minute(6));
      expect(await store().settle(minute(7))).toBe(1);
    });

    it('tell the next round what was told and answered', async () => {
      const [ann, bob] = await sent([told('ann'), told('ann', 'first', 'windsurf'), told('bob')]);
      await answer(bob, { kind: 'keep' }, minute(5));
      const past = await store().past();
      expect(past.told).toEqual(
        new Map([
          ['U-ann@example.com', NOON],
          ['U-bob@example.com', NOON],
        ]),
      );
      expect(past.steps.get('lingma:lingma-ann')).toEqual([{ step: 'first', at: NOON }]);
      expect(past.steps.get('windsurf:windsurf-ann')).toEqual([{ step: 'first', at: NOON }]);
      expect(past.said).toEqual(
        new Map([['lingma:lingma-bob', { said: { kind: 'keep' }, at: minute(5) }]]),
      );
      expect((await store().past(ann)).told).toEqual(new Map());
      const later = await sent([told('ann', 'second')], '2026-12-07', days(14));
      expect((await store().past(later[0])).told).toEqual(new Map([['U-ann@example.com', NOON]]));
    });

    it('count as told from when they are due', async () => {
      const round = await plan([told('ann')]);
      const [ann] = await store().nudgesOf(round?.id ?? 0);
      await store().approve(round?.id ?? 0, {
        by: 'U-ADMIN',
        at: NOON,
        slots: new Map([[ann?.id ?? '', minute(60)]]),
      });
      expect((await store().past()).told.get('U-ann@example.com')).toEqual(minute(60));
    });

    it('are answered once for each seat, and that is undone in time', async () => {
      const [ann] = await sent([told('ann'), told('ann', 'first', 'windsurf')]);
      if (!ann) throw new Error('nobody was told');
      const keep = { said: { kind: 'keep' } as const, at: NOON, undoUntil: minute(10) };
      const give = { said: { kind: 'give-back' } as const, at: minute(1), undoUntil: minute(11) };
      expect(await store().answer(ann, [0], keep, () => [])).toEqual([0]);
      expect(await store().answer(ann, [0, 1], give, () => [])).toEqual([1]);
      expect((await store().answers(ann.id)).map(({ seat, said }) => [seat, said.kind])).toEqual([
        [0, 'keep'],
        [1, 'give-back'],
      ]);
      expect(await store().reclaims(['open'])).toMatchObject([
        { source: 'give-back', provider: 'windsurf', history: [{ answer: { kind: 'give-back' } }] },
      ]);
      expect(await store().undo(ann, [0, 1], minute(10))).toEqual([1]);
      expect(await store().reclaims(['open'])).toEqual([]);
      expect(await store().answer(ann, [1], keep, () => [])).toEqual([1]);
    });

    it('leave open what becomes of the seat after help or no tips were asked for', async () => {
      const [ann] = await sent([told('ann')]);
      expect(await answer(ann, { kind: 'set-up' })).toEqual([0]);
      expect(await answer(ann, { kind: 'set-up' })).toEqual([]);
      expect(await answer(ann, { kind: 'no-tips' })).toEqual([0]);
      expect((await store().past()).tipsOff).toEqual(new Set(['ann@example.com']));
      expect(await answer(ann, { kind: 'away', until: '2026-12-24' })).toEqual([0]);
      expect((await store().past()).away).toEqual(new Map([['ann@example.com', '2026-12-24']]));
      expect(await answer(ann, { kind: 'keep' })).toEqual([]);
      if (ann) await store().undo(ann, [0], minute(1));
      expect((await store().past()).away).toEqual(new Map());
    });

    it('propose a seat for reclaim once its holder was told so, and admins decide once', async () => {
      const [ann] = await sent([told('ann', 'reclaim')]);
      const [item] = await store().reclaims(['open']);
      expect(item).toMatchObject({
        source: 'candidate',
        personId: 'lingma-ann',
        slackUserId: 'U-ann@example.com',
        idleSince: NOON.getTime() - 40 * DAY_MS,
        history: [{ step: 'reclaim', answer: null, at: NOON }],
      });
      expect((await store().past()).listed).toEqual(new Set(['lingma:lingma-ann']));
      await answer(ann, { kind: 'keep' });
      expect(await store().reclaims(['open'])).toEqual([]);
      if (ann) await store().undo(ann, [0], minute(1));
      await answer(ann, { kind: 'give-back' });
      expect(await store().reclaims(['open'])).toMatchObject([{ source: 'give-back' }]);
      const id = item?.id ?? 0;
      const decide = (verdict: 'done' | 'kept') =>
        store().decideReclaim(id, verdict, 'U-ADMIN', minute(2));
      expect((await Promise.all([decide('done'), decide('done')])).toSorted()).toEqual([
        false,
        true,
      ]);
      const check = (state: 'gone' | 'still-there') =>
        store().checkReclaim({ id, state: 'done' }, { state, why: null }, minute(3), []);
      expect(await check('still-there')).toBe(true);
      expect(await check('gone')).toBe(false);
      expect((await store().past()).listed.has('lingma:lingma-ann')).toBe(true);
      expect(await decide('kept')).toBe(true);
      expect(await store().reclaim(id)).toMatchObject({ state: 'kept', decidedBy: 'U-ADMIN' });
      expect(await store().reclaimOf({ provider: 'lingma', personId: 'lingma-ann' })).toMatchObject(
        { id },
      );
      // An admin's word counts as the holder's.
      expect((await store().past()).said.get(seatKey(told('ann')))).toEqual({
        said: { kind: 'keep' },
        at: minute(2),
      });
    });

    it('leave people alone who are exempt, and everybody while they are paused', async () => {
      const exemption = { email: 'ann@example.com', reason: null, by: 'U-ADMIN', at: NOON };
      await store().exempt({ ...exemption, until: '2026-12-24' });
      await store().exempt({ ...exemption, until: '2027-01-31', reason: 'parental leave' });
      expect(await store().exemptions('2027-01-31')).toEqual([
        { ...exemption, until: '2027-01-31', reason: 'parental leave' },
      ]);
      expect(await store().exemptions('2027-02-01')).toEqual([]);
      expect((await store().past()).exempt).toEqual(new Map([['ann@example.com', '2027-01-31']]));
      expect(await store().endExemption('ann@example.com', 'U-ADMIN', NOON)).toBe(true);
      expect(await store().endExemption('ann@example.com', 'U-ADMIN', NOON)).toBe(false);
      expect(await store().paused()).toBeNull();
      expect(await store().pause('U-ADMIN', NOON)).toBe(true);
      expect(await store().pause('U-OTHER', minute(1))).toBe(false);
      expect(await store().paused()).toEqual({ by: 'U-ADMIN', at: NOON });
      expect(await store().resume('U-ADMIN', NOON)).toBe(true);
      expect(await store().resume('U-ADMIN', NOON)).toBe(false);
      expect(await store().setTips('ann@example.com', false, 'U-ANN', NOON)).toBe(true);
      expect(await store().setTips('ann@example.com', false, 'U-ANN', NOON)).toBe(false);
      expect(await store().setTips('ann@example.com', true, 'U-ANN', NOON)).toBe(true);
    });

    it('are all in the log: who, when, what, why', async () => {
      const [ann] = await sent([told('ann', 'reclaim'), told('bob')]);
      await answer(ann, { kind: 'wrong', wrong: 'i-use-it', text: 'daily' }, minute(1));
      const { entries, inAll } = await store().log({
        email: 'ann@example.com',
        limit: 50,
        before: null,
        all: false,
      });
      expect(entries.toReversed().map(({ what, by, why }) => [what, by, why])).toEqual([
        ['decided', null, 'tell: reclaim'],
        ['nudge-queued', null, null],
        ['nudge-sent', null, null],
        ['reclaim-listed', null, expect.stringContaining('nobody has used it')],
        ['reclaim-withdrawn', 'U-ann@example.com', null],
        ['answered', 'U-ann@example.com', 'wrong (i-use-it): daily'],
      ]);
      expect(inAll).toBe(6);
      const read = (all: boolean, before: number | null = null) =>
        store().log({ email: null, limit: 3, before, all });
      const page = await read(false);
      expect(page.entries).toHaveLength(3);
      const next = await read(false, page.entries.at(-1)?.id ?? 0);
      expect(next.entries[0]?.id).toBeLessThan(page.entries.at(-1)?.id ?? 0);
      expect((await read(true)).inAll - page.inAll).toBe(2);
    });

    it('tell a person what they were sent, and a month what came of it', async () => {
      await sent([told('ann')]);
      const [ann, bob] = await sent(
        [
          told('ann', 'second'),
          told('ann', 'first', 'windsurf'),
          told('bob'),
          told('cho', 'reclaim'),
        ],
        '2026-12-07',
        days(15),
      );
      await answer(ann, { kind: 'give-back' }, days(16));
      await answer(bob, { kind: 'wrong', wrong: 'not-mine', text: '' }, days(16));
      const seen = await store().sentTo('U-ann@example.com', 1);
      expect(seen.inAll).toBe(2);
      expect(seen.nudges.map(({ id }) => id)).toEqual([ann?.id]);
      const [item] = await store().reclaims(['open']);
      await store().decideReclaim(item?.id ?? 0, 'done', 'U-ADMIN', days(17));
      expect(await store().month(days(14), days(20), 'UTC')).toEqual({
        seats: {
          nudged: { lingma: 3, windsurf: 1 },
          backInUse: {},
          givenBack: { lingma: 1, windsurf: 1 },
          reclaimed: { lingma: 1 },
        },
        blocked: { 'not-mine': 1 },
      });
      expect(await store().month(days(30), days(60), 'UTC')).toEqual({
        seats: { nudged: {}, backInUse: {}, givenBack: {}, reclaimed: {} },
        blocked: {},
      });
    });
  });
}
