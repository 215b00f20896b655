import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { UsageStore } from '../../../src/domain/ports.ts';
import { AppError } from '../../../src/errors.ts';
import type { Database } from '../../../src/store/database.ts';
import { days, fetchOf, group, minute, NOON, result, takeIn, usageDay } from '../rows.ts';

const PERIOD = days('2026-11-01', '2026-11-03');
const QUERY = { provider: 'lingma', personIds: ['ann', 'bob'], period: PERIOD };
const FETCH = fetchOf('person-days', { period: PERIOD });
const FAILURE = { code: 'forbidden', message: 'No.', permission: 'a_read' } as const;

export function describeSyncRuns(store: () => UsageStore, database: () => Database): void {
  describe('a run', () => {
    it('shows nothing before its commit and everything after it', async () => {
      const run = await store().begin(FETCH, NOON);
      await store().stage(run, 'person-days', [usageDay('ann', '2026-11-01')]);
      await store().stage(run, 'person-days', [usageDay('bob', '2026-11-03')]);
      expect(await store().personDays(QUERY)).toEqual([]);
      expect(
        await store().coverage({ ...QUERY, feed: 'person-days', scopes: [FETCH.scope] }),
      ).toEqual([]);
      expect(await store().newestDay('lingma')).toBeNull();
      expect(await store().newestRuns('lingma')).toEqual([]);

      await store().commit(
        run,
        result(minute(5), { rejected: 2, outOfRange: 3, warnings: ['Odd.'] }),
      );
      expect(await store().personDays(QUERY)).toEqual([
        usageDay('ann', '2026-11-01'),
        usageDay('bob', '2026-11-03'),
      ]);
      expect(await store().newestRuns('lingma')).toEqual([
        {
          ...FETCH,
          id: run,
          startedAt: NOON,
          finishedAt: minute(5),
          outcome: 'succeeded',
          rows: 2,
          rejected: 2,
          outOfRange: 3,
          warnings: ['Odd.'],
          newestDay: '2026-11-03',
          error: null,
        },
      ]);
    });

    it('leaves no trace but its record where it fails', async () => {
      await takeIn(store(), 'person-days', { period: PERIOD }, [usageDay('ann', '2026-11-01', 7)]);
      const run = await store().begin(FETCH, minute(10));
      await store().stage(run, 'person-days', [usageDay('ann', '2026-11-01', 8)]);
      await store().fail(run, minute(11), FAILURE);

      expect(await store().personDays(QUERY)).toEqual([usageDay('ann', '2026-11-01', 7)]);
      expect(await store().newestRuns('lingma')).toMatchObject([
        { id: run, outcome: 'failed', finishedAt: minute(11), rows: 0, error: FAILURE },
      ]);
      await expect(store().commit(run, result())).rejects.toThrow(AppError);
      expect(await store().personDays(QUERY)).toEqual([usageDay('ann', '2026-11-01', 7)]);
    });

    it('tells the newest runs of some scopes, and the newest failures of all', async () => {
      const about = (id: string) => ({ period: PERIOD, scope: group(id) });
      await takeIn(store(), 'person-days', about('d-1'), []);
      const lost = await store().begin(fetchOf('person-days', about('d-1')), minute(1));
      await store().fail(lost, minute(2), FAILURE);
      const other = await store().begin(fetchOf('department-days', about('d-2')), minute(3));
      await store().fail(other, minute(4), FAILURE);
      await store().begin(fetchOf('person-days', about('d-2')), minute(5));

      const runs = await store().newestRuns('lingma', [group('d-1'), group('d-1'), group('d-3')]);
      expect(runs.map(({ id }) => id)).toEqual([lost]);
      expect(await store().newestRuns('lingma', [])).toEqual([]);
      expect((await store().newestFailures('lingma')).map(({ id }) => id)).toEqual([other, lost]);
      expect(await store().newestFailures('windsurf')).toEqual([]);
    });

    it('ends once', async () => {
      const run = await takeIn(store(), 'person-days', { period: PERIOD }, [
        usageDay('ann', '2026-11-01'),
      ]);
      await expect(store().commit(run, result())).rejects.toThrow(AppError);
      await store().fail(run, minute(1), FAILURE);
      expect(await store().newestRuns('lingma')).toMatchObject([{ outcome: 'succeeded' }]);
    });

    it('takes nothing in where one of its rows cannot be taken, and the store goes on', async () => {
      await takeIn(store(), 'department-days', { period: PERIOD, scope: group('d-1') }, []);
      const run = await store().begin(
        fetchOf('department-days', { period: PERIOD, scope: group('d-1') }),
        NOON,
      );
      const good = { groupId: 'd-1', day: '2026-11-01' };
      const bad = { groupId: 'd-1', day: 'never' };
      await store().stage(run, 'department-days', [good, bad].map(asDepartmentDay));
      await expect(store().commit(run, result(minute(9)))).rejects.toThrow('never');

      const query = { provider: 'lingma', groupIds: ['d-1'], period: PERIOD };
      expect(await store().departmentDays(query)).toEqual([]);
      expect(await store().lastAnswer('lingma')).toEqual(NOON);
      await takeIn(
        store(),
        'department-days',
        { period: PERIOD, scope: group('d-1') },
        [good].map(asDepartmentDay),
      );
      expect(await store().departmentDays(query)).toHaveLength(1);
    });

    it('takes nothing in where a crash of the server has emptied what was staged', async () => {
      await takeIn(store(), 'person-days', { period: PERIOD }, [usageDay('ann', '2026-11-01')]);
      const run = await store().begin(FETCH, minute(2));
      await store().stage(run, 'person-days', [usageDay('bob', '2026-11-01')]);
      await sql`truncate staged_run, staged_row, staged_usage_day`.execute(database().kysely);
      await store().stage(run, 'person-days', [usageDay('bob', '2026-11-02')]);
      await expect(store().commit(run, result())).rejects.toMatchObject({ code: 'unavailable' });
      expect(await store().personDays(QUERY)).toEqual([usageDay('ann', '2026-11-01')]);
    });

    it('is given up when the process that began it died', async () => {
      const left = await store().begin(FETCH, NOON);
      await store().stage(left, 'person-days', [usageDay('ann', '2026-11-01')]);
      const own = await store().begin(FETCH, minute(2));
      await store().stage(own, 'person-days', [usageDay('bob', '2026-11-01')]);

      expect(await store().abandon(minute(1))).toBe(1);
      expect(await store().abandon(minute(1))).toBe(0);
      await expect(store().commit(left, result())).rejects.toThrow('given up');
      await store().commit(own, result(minute(3)));
      expect(await store().personDays(QUERY)).toEqual([usageDay('bob', '2026-11-01')]);
    });
  });

  describe('what is known of runs', () => {
    it('tells the newest success of exactly one fetch', async () => {
      const first = await takeIn(store(), 'person-days', { period: PERIOD, at: minute(1) });
      await takeIn(store(), 'person-days', {
        period: days('2026-11-01', '2026-11-02'),
        at: minute(2),
      });
      await takeIn(store(), 'person-days', { period: PERIOD, scope: group('d-1'), at: minute(3) });
      await takeIn(store(), 'person-days', {
        period: days('2026-10-31', '2026-11-03'),
        at: minute(2),
      });
      const people = await takeIn(store(), 'people', { at: minute(4) });
      await takeIn(store(), 'person-days', { provider: 'windsurf', period: PERIOD, at: minute(5) });
      const failed = await store().begin(FETCH, minute(6));
      await store().fail(failed, minute(6), FAILURE);

      expect(await store().lastSuccess(FETCH)).toMatchObject({ id: first, finishedAt: minute(1) });
      expect(await store().lastSuccess(fetchOf('people'))).toMatchObject({
        id: people,
        period: null,
      });
      expect(await store().lastSuccess(fetchOf('seats'))).toBeNull();
      const again = await takeIn(store(), 'person-days', { period: PERIOD, at: minute(7) });
      expect(await store().lastSuccess(FETCH)).toMatchObject({ id: again });
    });

    it('tells the newest finished run of each feed and scope', async () => {
      await takeIn(store(), 'people', { at: minute(1) });
      await takeIn(store(), 'people', { at: minute(9) });
      await takeIn(store(), 'person-days', { period: PERIOD, scope: group('d:1'), at: minute(2) });
      await takeIn(store(), 'person-days', {
        period: days('2026-10-01'),
        scope: group('d:1'),
        at: minute(3),
      });
      await takeIn(store(), 'person-days', { period: PERIOD, at: minute(4) });
      const failed = await store().begin(FETCH, minute(5));
      await store().fail(failed, minute(6), FAILURE);
      await store().begin(FETCH, minute(7));
      await takeIn(store(), 'seats', { provider: 'windsurf', at: minute(8) });

      const runs = await store().newestRuns('lingma');
      expect(runs.toSorted((left, right) => left.id - right.id)).toMatchObject([
        { feed: 'people', finishedAt: minute(9) },
        { feed: 'person-days', scope: group('d:1'), period: days('2026-10-01') },
        { feed: 'person-days', outcome: 'failed', finishedAt: minute(6) },
      ]);
    });

    it('tells when a provider last answered', async () => {
      expect(await store().lastAnswer('lingma')).toBeNull();
      await takeIn(store(), 'people', { at: minute(1) });
      await takeIn(store(), 'groups', { at: minute(2) });
      const failed = await store().begin(FETCH, minute(3));
      await store().fail(failed, minute(3), FAILURE);
      expect(await store().lastAnswer('lingma')).toEqual(minute(2));
      expect(await store().lastAnswer('windsurf')).toBeNull();
    });
  });
}

function asDepartmentDay(key: { groupId: string; day: string }) {
  const {
    personId: _personId,
    active: _active,
    lastActiveAt: _at,
    ...rest
  } = usageDay('', key.day);
  return { ...rest, ...key, activePeople: 1, activeChat: 1, activeCompletion: 1 };
}
