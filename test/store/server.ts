import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import type { Feed, FeedRows, Fetch } from '../../src/domain/feeds.ts';
import type { UsageStore } from '../../src/domain/ports.ts';
import { nextRun } from '../../src/domain/schedule.ts';
import { AppError } from '../../src/errors.ts';
import { openDatabase, refuseUnfit, type Database } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { createSubscriptionStore } from '../../src/store/subscription-store.ts';
import { createUsageStore } from '../../src/store/usage-store.ts';
import type { PostgresServer } from '../support/postgres.ts';
import { DAILY, wish } from './contract/wishes.ts';
import { keepEnqueued } from './enqueued.ts';
import {
  days,
  entry,
  fetchOf,
  group,
  minute,
  NOON,
  result,
  seat,
  takeIn,
  usageDay,
} from './rows.ts';

const NOVEMBER = days('2026-11-01', '2026-11-30');

/** What is true of a server only: several processes at once, connections that break, and places that are wrong. */
export function describeServer(server: () => PostgresServer): void {
  const open = (url: string) => openDatabase({ url, dataDir: '' });

  it('has work of a name done by one process at a time, also after one that fails', async () => {
    const url = await server().createDatabase();
    const [one, other] = await Promise.all([open(url), open(url)]);
    const inside = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = one.inTurn('sync', async () => {
      order.push('first begins');
      await inside.promise;
      order.push('first ends');
      throw new Error('no');
    });
    await vi.waitUntil(() => order.length === 1);
    const second = other.inTurn('sync', async () => order.push('second'));
    await other.inTurn('match', async () => order.push('another'));
    await expect(
      other.inTurn('sync', async () => order.push('never'), AbortSignal.abort()),
    ).rejects.toThrow('aborted');
    inside.resolve();
    await expect(first).rejects.toThrow('no');
    await second;
    expect(order).toEqual(['first begins', 'another', 'first ends', 'second']);
    await Promise.all([one.close(), other.close()]);
  });

  it('is brought up to date once by several processes that start at once', async () => {
    const url = await server().createDatabase();
    const replicas = await Promise.all(Array.from({ length: 5 }, () => open(url)));
    const [first] = replicas;
    const ran = await sql`select name from kysely_migration order by name`.execute(kyselyOf(first));
    expect(ran.rows).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('is refused where a newer version of the bot has been', async () => {
    const url = await server().createDatabase();
    const database = await open(url);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2027-01-01T00:00:00.000Z')`.execute(
      database.kysely,
    );
    await database.close();
    const place = new URL(url);
    await expect(open(url)).rejects.toMatchObject({
      code: 'invalid',
      message: `The database at ${place.host}${place.pathname} (DATABASE_URL) was made by a newer version of the bot. Start that version, or point this one at another database.`,
    });
  });

  it('takes commits of several processes, one after the other', async () => {
    const url = await server().createDatabase();
    const replicas = await Promise.all([open(url), open(url)]);
    const people = Array.from({ length: 1000 }, (_, index) => `p-${index}`);
    const commits = await Promise.all(
      [...replicas, ...replicas, ...replicas].map(createUsageStore).flatMap((store, index) => {
        const scope = group(`d-${index % 2}`);
        const turned = index % 2 ? people : people.toReversed();
        const rows = turned.map((id) => usageDay(id, '2026-11-02'));
        const entries = turned.map((id) => entry(id, { groupIds: ['d-1', 'd-2'] }));
        const seats = turned.map((id) => seat(id));
        return [
          readyToCommit(store, fetchOf('person-days', { period: NOVEMBER }), rows),
          readyToCommit(store, fetchOf('person-days', { period: NOVEMBER, scope }), rows),
          readyToCommit(store, fetchOf('people'), entries),
          readyToCommit(store, fetchOf('seats', { scope }), seats),
        ];
      }),
    );
    await Promise.all(commits.map((commit) => commit()));
    const [store] = replicas.map(createUsageStore);
    const roster = await store?.roster({
      provider: 'lingma',
      groupIds: ['d-0', 'd-1'],
      emails: [],
    });
    expect(roster).toHaveLength(1000);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('lets several processes claim each slot once', async () => {
    const url = await server().createDatabase();
    const replicas = await Promise.all([open(url), open(url), open(url)]);
    const enqueued = keepEnqueued();
    const stores = replicas.map((replica) => createSubscriptionStore(replica, enqueued));
    for (let count = 0; count < 60; count += 1) {
      await stores[0]?.add(
        wish({ schedule: DAILY, channelId: `C${count}` }),
        nextRun(DAILY, NOON),
        NOON,
      );
    }
    const days = Array.from({ length: 5 }, (_, index) => index + 1);
    const claimed = [];
    for (const day of days) {
      const now = minute(day * 24 * 60);
      const claims = await Promise.all([...stores, ...stores].map((store) => store.claimDue(now)));
      claimed.push(...claims.flat());
    }
    const names = claimed.map(({ subscription, slot }) => `${subscription.id}/${slot.date}`);
    expect(names).toHaveLength(60 * days.length);
    expect(new Set(names).size).toBe(names.length);
    expect(enqueued.take()).toHaveLength(names.length);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('may restart under the bot', async () => {
    const url = await server().createDatabase();
    const database = await open(url);
    const store = createUsageStore(database);
    await takeIn(store, 'person-days', { period: NOVEMBER }, [usageDay('ann', '2026-11-02')]);
    const other = await open(await server().createDatabase());
    const end = (pid: number) => sql`select pg_terminate_backend(${pid})`.execute(other.kysely);
    const interrupted = database.kysely.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      for (const { pid } of rows) await end(pid);
      await sql`select pg_sleep(60)`.execute(trx);
    });
    await expect(interrupted).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(FOR_PEOPLE),
      context: { database: placeOf(url), reason: 'it stopped answering' },
    });
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = ${new URL(url).pathname.slice(1)}
    `.execute(other.kysely);
    await vi.waitFor(async () => expect(await store.newestDay('lingma')).toBe('2026-11-02'));
    await Promise.all([database.close(), other.close()]);
  });

  it('is named to the log and not to people once it is gone', async () => {
    const url = await server().createDatabase();
    const [database, other] = [await open(url), await open(await server().createDatabase())];
    await sql`drop database ${sql.id(new URL(url).pathname.slice(1))} with (force)`.execute(
      other.kysely,
    );
    await vi.waitFor(() =>
      expect(database.ping()).rejects.toMatchObject({
        message: expect.stringMatching(FOR_PEOPLE),
        context: { database: placeOf(url), reason: 'there is no such database' },
      }),
    );
    await Promise.all([database.close(), other.close()]);
  });

  it('is named, without its password, where it cannot be used', async () => {
    const url = new URL(await server().createDatabase());
    const password = 'a-secret-word';
    const wrong = [
      [{ password }, 'invalid', 'it refuses the password'],
      [{ pathname: '/nowhere' }, 'invalid', 'there is no such database'],
      [{ port: '1', password }, 'unavailable', 'nothing listens there'],
      [{ hostname: 'nowhere.invalid', password }, 'unavailable', 'host'],
    ] as const;
    for (const [part, code, reason] of wrong) {
      const place = Object.assign(new URL(url), part);
      const error = await open(place.href).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code, message: expect.stringContaining(reason) });
      expect(error).toMatchObject({ message: expect.stringContaining('(DATABASE_URL)') });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(password);
    }
  });

  it('is asked for in a form of its own', async () => {
    for (const url of [
      'a-secret-word',
      'mysql://root:a-secret-word@host/db',
      'postgres//a-secret-word',
    ]) {
      const error = await Promise.resolve()
        .then(() => open(url))
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('postgres://user'),
      });
      expect(String(error)).not.toContain('a-secret-word');
    }
  });

  it('is refused where it is too old, or cannot hold every name', async () => {
    expect(() => refuseUnfit(130_014, 'UTF8', 'It')).toThrow(
      'It is PostgreSQL 13. The bot needs 14 or newer.',
    );
    expect(() => refuseUnfit(140_000, 'UTF8', 'It')).not.toThrow();
    const url = new URL(await server().createDatabase());
    const database = await open(url.href);
    const name = `latin_${url.pathname.slice(1)}`;
    await sql`create database ${sql.id(name)} encoding 'LATIN1' template template0`.execute(
      database.kysely,
    );
    await database.close();
    url.pathname = name;
    await expect(open(url.href)).rejects.toThrow('keeps text as LATIN1');
  });
}

/** A sentence without an address in it. */
const FOR_PEOPLE = /^The bot’s own database [^/\d]+ people who run the bot\.$/;

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function readyToCommit<F extends Feed>(
  store: UsageStore,
  fetch: Fetch & { readonly feed: F },
  rows: readonly FeedRows[F][],
): Promise<() => Promise<void>> {
  const run = await store.begin(fetch, NOON);
  await store.stage(run, fetch.feed, rows);
  return () => store.commit(run, result());
}

function kyselyOf(database: Database | undefined): Database['kysely'] {
  if (!database) throw new Error('no database');
  return database.kysely;
}
