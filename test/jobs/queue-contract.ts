import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueue, type Queue } from '../../src/jobs/queue.ts';
import type { Handle } from '../../src/jobs/worker.ts';
import type { Database } from '../../src/store/database.ts';
import { keptLog } from '../slack/bot.ts';

const clock = () => new Date();

/** What the queue must do, whatever database it is in. */
export function testQueue(place: string, open: () => Promise<Database>): void {
  describe(`the queue in ${place}`, () => {
    let database: Database;
    let queue: Queue;
    let statements = 0;

    async function start(): Promise<Queue> {
      const counted: Database['run'] = (...query) => {
        statements += 1;
        return database.run(...query);
      };
      const parts = { clock, log: keptLog().log };
      queue = createQueue({ ...database, run: counted }, parts);
      await queue.start();
      return queue;
    }

    beforeAll(async () => {
      database = await open();
    });
    beforeEach(start);
    afterEach(async () => {
      await queue.stop(1000);
      await database.run('delete from pgboss.job');
    });
    afterAll(() => database.close());

    it('is ready within a second, and at once when it has been there before', async () => {
      await queue.stop(0);
      const began = performance.now();
      await start();
      expect(performance.now() - began).toBeLessThan(1000);
    });

    it('holds what was enqueued in a transaction that committed, and nothing else', async () => {
      const did = working(async () => null);
      const failing = database.kysely.transaction().execute(async (trx) => {
        await queue.enqueue(trx, [due('a')]);
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      await enqueue(due('b'));
      await vi.waitFor(() => expect(did).toEqual(['b']));
      expect(await waiting()).toBe(0);
    });

    it('holds a thousand that are enqueued at once, each once', async () => {
      const did = working(async () => null);
      const ids = Array.from({ length: 1000 }, (_, index) => `job-${index}`);
      await enqueue(...ids.map((id) => due(id)));
      await vi.waitFor(() => expect(did).toHaveLength(1000), 30_000);
      expect(new Set(did)).toEqual(new Set(ids));
    });

    it('does not double what waits already', async () => {
      await enqueue(due('a'), due('b'));
      await enqueue(due('a'));
      expect(await waiting()).toBe(2);
    });

    it('gives work out when its time has come', async () => {
      const did = working(async () => null);
      const began = performance.now();
      await enqueue(due('later', 1500), due('now'));
      await vi.waitFor(() => expect(did).toEqual(['now']), 1000);
      await vi.waitFor(() => expect(did).toEqual(['now', 'later']), 10_000);
      expect(performance.now() - began).toBeGreaterThan(1400);
    });

    it('works on several at once, and goes on while one is slow', async () => {
      const slow = Promise.withResolvers<null>();
      const did = working(async (id) => (id === 'slow' ? slow.promise : null), 2);
      await enqueue(due('slow'), ...['a', 'b', 'c', 'd'].map((id) => due(id)));
      await vi.waitFor(() => expect(did.toSorted()).toEqual(['a', 'b', 'c', 'd', 'slow']), 10_000);
      slow.resolve(null);
    });

    it('gives work out again when it asks for it, or has failed', async () => {
      let times = 0;
      working(async () => ((times += 1) < 3 ? 0 : null));
      await enqueue(due('a'));
      await vi.waitFor(() => expect(times).toBe(3), 10_000);
      await vi.waitFor(async () => expect(await waiting()).toBe(0));
    });

    it('waits at its end for what is under way, and loses nothing that is not', async () => {
      const slow = Promise.withResolvers<number>();
      const did = working((_, stopping) => {
        stopping.addEventListener('abort', () => slow.resolve(0));
        return slow.promise;
      }, 1);
      await enqueue(due('a'), due('b'));
      await vi.waitFor(() => expect(did).toEqual(['a']));
      expect(await queue.stop(5000)).toBe(0);
      await start();
      const then = working(async () => null);
      await vi.waitFor(() => expect(then.toSorted()).toEqual(['a', 'b']), 10_000);
    });

    it('does not wait for ever at its end', async () => {
      const stuck = Promise.withResolvers<null>();
      const did = working(() => stuck.promise);
      await enqueue(due('a'));
      await vi.waitFor(() => expect(did).toEqual(['a']));
      expect(await queue.stop(10)).toBe(1);
      stuck.resolve(null);
    });

    it('gives out again what a worker that died was doing', async () => {
      const stuck = Promise.withResolvers<null>();
      const did = working(() => stuck.promise);
      await enqueue(due('a'));
      await vi.waitFor(() => expect(did).toEqual(['a']));
      await queue.stop(0);
      await start();
      await enqueue(due('a'));
      const then = working(async () => null);
      await vi.waitFor(() => expect(then).toEqual(['a']));
      stuck.resolve(null);
    });

    it('leaves the database alone while there is nothing to do', async () => {
      working(async () => null);
      const before = statements;
      // Nothing can be waited for where nothing is to happen.
      await pause(2500);
      expect(statements - before).toBeLessThanOrEqual(6);
    });

    it('leaves no transaction open where a script of its fails', async () => {
      const script = 'begin; create table half (id integer); select 1 / 0; commit;';
      const [failed, read] = await Promise.allSettled([
        database.run(script),
        database.run('select 1 as one; select 2 as two'),
      ]);
      expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      expect(read).toMatchObject({ value: { rows: [{ one: 1 }, { two: 2 }] } });
      const { rows } = await database.run(`select to_regclass('half') as name`);
      expect(rows).toEqual([{ name: null }]);
    });

    function working(handle: Handle, concurrency = 4): string[] {
      const did: string[] = [];
      queue.work((id, stopping) => {
        did.push(id);
        return handle(id, stopping);
      }, concurrency);
      return did;
    }

    function enqueue(...jobs: { id: string; notBefore: Date }[]): Promise<void> {
      return database.kysely.transaction().execute((trx) => queue.enqueue(trx, jobs));
    }

    async function waiting(): Promise<number> {
      const { rows } = await database.run('select id from pgboss.job');
      return rows.length;
    }
  });
}

function due(id: string, inMs = 0): { id: string; notBefore: Date } {
  return { id, notBefore: new Date(Date.now() + inMs) };
}
