import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { DeliveryStore, SubscriptionStore } from '../../../src/domain/delivery-ports.ts';
import type { NudgeStore } from '../../../src/domain/nudge-ports.ts';
import type { PeopleStore, UsageStore } from '../../../src/domain/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { createErasureStore } from '../../../src/store/erase-person.ts';
import { allTables, columnsWith } from '../../support/traces.ts';
import { days, entry, group, minute, NOON, person, seat, takeIn, usageDay } from '../rows.ts';

type Stores = {
  readonly database: Database;
  readonly usage: UsageStore;
  readonly people: PeopleStore;
  readonly subscriptions: SubscriptionStore;
  readonly deliveries: DeliveryStore;
  readonly nudges: NudgeStore;
};

type Somebody = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly slackUserId: string;
  /** What is theirs in the test alone, and tells nothing of them. */
  readonly tag: string;
};

const ANN: Somebody = {
  id: '9f3b2a7c51d2e8a04b6c',
  email: 'ann+x@example.com',
  name: 'Ann Onymous',
  slackUserId: 'U0ANN4711',
  tag: 'one',
};

// Addresses of which one is a part of the other.
const BOB: Somebody = {
  id: '1c2d3e4f5a6b7c8d9e0f',
  email: 'joann+x@example.com',
  name: 'Bob Stays',
  slackUserId: 'U0BOB4711',
  tag: 'two',
};

/** Tables in which nothing is of anybody: what is in them is of departments and of the bot itself. */
const OF_NOBODY = [
  'provider_group',
  'department_day',
  'kysely_migration',
  'kysely_migration_lock',
  'staged_run',
];

export function describeErasures(stores: () => Stores): void {
  const erase = (undo = false, slackUserIds: readonly string[] = []) =>
    createErasureStore(stores().database).erase({ email: ANN.email, slackUserIds }, { undo });

  describe('an erasure', () => {
    it('leaves nothing of somebody in any column of any table', async () => {
      await live(BOB, ANN, stores());
      await live(ANN, BOB, stores());
      const before = await columnsWith(marksOf(ANN), stores().database);
      // A table that is not in either list was added since: say what becomes of people in it, and fill it here.
      expect([...new Set(before.map(({ table }) => table)), ...OF_NOBODY].toSorted()).toEqual(
        await allTables(stores().database),
      );
      await erase();
      expect(await columnsWith(marksOf(ANN), stores().database)).toEqual([]);
    });

    it('leaves what is of others as it was', async () => {
      await live(BOB, BOB, stores());
      const before = await dump(stores().database);
      await live(ANN, ANN, stores());
      await erase();
      const after = await dump(stores().database);
      for (const [table, rows] of Object.entries(before)) {
        expect({ table, rows: after[table] }).toEqual({
          table,
          rows: expect.arrayContaining(rows),
        });
      }
    });

    it('keeps of others what they were shown and decided by, without the name', async () => {
      await live(BOB, ANN, stores());
      const { erased, unnamed, toldBy } = await erase(false, [ANN.slackUserId]);
      expect(erased).toEqual([]);
      expect(unnamed).toEqual([
        { what: 'notes of what they were shown of others', rows: 1 },
        { what: 'subscriptions that they set up', rows: 1 },
        { what: 'decisions of theirs', rows: 7 },
        { what: 'mentions in texts', rows: 7 },
      ]);
      expect(toldBy).toEqual([]);
      const { seen } = await stores().people.accessesTo(BOB.email, 5);
      expect(seen).toMatchObject([{ slackUserId: 'erased', what: 'export' }]);
      const { entries } = await stores().nudges.log({
        email: BOB.email,
        limit: 9,
        before: null,
        all: true,
      });
      expect(entries[0]).toMatchObject({
        by: 'erased',
        why: `asked by somebody; somebody, ${BOB.email} and an-${ANN.email} too`,
      });
    });

    it('leaves nothing in what an answer has changed and would restore', async () => {
      const { kysely } = stores().database;
      await live(BOB, BOB, stores());
      const away = [
        { email: ANN.email, until: '2027-01-31', at: NOON.toISOString() },
        { email: BOB.email, until: '2027-01-31', at: NOON.toISOString() },
      ];
      const reclaim = { id: 1, state: 'still-there', decided_by: ANN.slackUserId };
      const before = JSON.stringify({ away, reclaim });
      await sql`update nudge_answer set before = ${before}::jsonb`.execute(kysely);
      await erase(false, [ANN.slackUserId]);
      const { rows } = await sql`select before from nudge_answer`.execute(kysely);
      expect(rows).toEqual([{ before: { reclaim: { ...reclaim, decided_by: 'erased' } } }]);
    });

    it('says how much there was, and who may bring it back', async () => {
      await live(ANN, BOB, stores());
      const { erased, toldBy } = await erase();
      expect(toldBy).toEqual(['lingma', 'windsurf']);
      expect(Object.fromEntries(erased.map(({ what, rows }) => [what, rows]))).toMatchObject({
        seats: 3,
        'days of usage': 4,
        'Slack accounts': 2,
        'messages to them': 3,
        exemptions: 1,
      });
      expect(await erase()).toEqual({ erased: [], unnamed: [], toldBy: [] });
    });

    it('that is undone says the same and changes nothing', async () => {
      await live(ANN, BOB, stores());
      const before = await dump(stores().database);
      const undone = await erase(true);
      expect(await dump(stores().database)).toEqual(before);
      expect(await erase()).toEqual(undone);
    });
  });
}

function marksOf({ id, email, name, slackUserId }: Somebody): string[] {
  return [id, email, name, slackUserId];
}

/** Uses everything that keeps anything of somebody; `other` looks on, sets up and decides. */
async function live(who: Somebody, other: Somebody, stores: Stores): Promise<void> {
  const { database, usage, people, subscriptions, deliveries, nudges } = stores;
  const { id, email, name, slackUserId, tag } = who;
  const own = { email, name, groupIds: ['d-1'] };
  const feed = (scope: string) => ({ scope: group(`${tag}-${scope}`) });
  // Each in a scope of their own, so that one roster does not replace the other.
  await takeIn(usage, 'people', feed('people'), [entry(id, own)]);
  await takeIn(usage, 'seats', feed('seats'), [seat(id, { email, name })]);
  await takeIn(
    usage,
    'seats',
    { ...feed('window'), provider: 'windsurf', period: days('2026-11-01') },
    [
      seat(email, {
        email,
        name,
        window: { activeDays: 3, credits: null, cycleStart: null, cycleEnd: null },
      }),
    ],
  );
  const alone = { scope: person(id), period: days('2026-11-01', '2026-11-02') };
  await takeIn(usage, 'person-days', alone, [
    usageDay(id, '2026-11-01'),
    usageDay(id, '2026-11-02'),
  ]);
  const running = await usage.begin(
    { provider: 'lingma', feed: 'seats', ...feed('staged'), period: null },
    NOON,
  );
  await usage.stage(running, 'seats', [seat(id, { email, name })]);
  const days2 = {
    ...alone,
    provider: 'lingma',
    feed: 'person-days',
    scope: group(`${tag}-days`),
  } as const;
  await usage.stage(await usage.begin(days2, NOON), 'person-days', [usageDay(id, '2026-11-01')]);

  const account = {
    slackUserId,
    name,
    email,
    zone: 'Etc/UTC',
    membership: 'member',
    isWorkspaceAdmin: false,
  } as const;
  await people.keepSlackPerson(account, NOON);
  await people.keepLookup(email, slackUserId, NOON);
  await people.setListed(email, false, NOON);
  await people.noteAccess({
    at: NOON,
    slackUserId: other.slackUserId,
    what: 'export',
    emails: [email],
  });

  const schedule = {
    every: { kind: 'weekdays', days: [1] },
    at: '09:00',
    zone: 'Etc/UTC',
  } as const;
  await subscriptions.add(
    {
      slackTeamId: 'T1',
      channelId: `C-${tag}`,
      teamId: 'backend',
      ownerId: other.slackUserId,
      schedule,
      provider: null,
      names: true,
      sections: [],
    },
    { date: '2026-11-23', at: NOON },
    NOON,
  );
  const subject = { about: 'suspended', subscriptionId: 1, reason: `${email} has left` };
  const lost = { about: 'undelivered', delivery: 'x', of: 'nudge', trouble: 'failed', reason: 'x' };
  await deliveries.add(
    [
      {
        kind: 'nudge',
        key: `undelivered/${slackUserId}`,
        subject: { ...lost, channel: '', person: slackUserId },
        to: { channelId: 'C-ADMINS' },
        dueAt: NOON,
      },
    ],
    NOON,
  );
  const [notice = ''] = await deliveries.add(
    [{ kind: 'notice', key: `to-${slackUserId}`, subject, to: { slackUserId }, dueAt: NOON }],
    NOON,
  );
  await deliveries.keepContent(
    { id: notice, redrawn: 0 },
    { text: name, blocks: [{ text: name }], basic: [] },
  );

  await nudge(who, other, stores);
  await sql`
    insert into sync_run (provider, feed, scope, started_at, outcome, error_message, warnings)
    values ('lingma', 'groups', 'everyone', ${NOON}, 'failed', ${`nothing for ${other.email}`}, ${JSON.stringify([other.email])}::jsonb)
  `.execute(database.kysely);
  await nudges.note(
    {
      what: 'exempted',
      by: other.slackUserId,
      email,
      why: `asked by ${other.email.toUpperCase()}; ${other.slackUserId}, ${email} and an-${other.email} too`,
    },
    NOON,
  );
}

async function nudge(who: Somebody, other: Somebody, { database, nudges }: Stores): Promise<void> {
  const { id, email, name, slackUserId } = who;
  const date = who === ANN ? '2026-11-16' : '2026-11-09';
  const about = {
    email,
    name,
    standing: 'lapsed',
    givenAt: null,
    lastActiveAt: 1,
    givenIsGuess: false,
    dataTo: null,
    usageSince: null,
    seenAt: null,
  } as const;
  const round = await nudges.plan({
    date,
    at: NOON,
    expiresAt: minute(60),
    seats: [
      { ...about, provider: 'lingma', personId: id, decision: { kind: 'tell', step: 'first' } },
      {
        ...about,
        provider: 'windsurf',
        personId: email,
        decision: { kind: 'skip', reason: 'exempt', detail: null },
      },
    ],
    nudges: [{ email, name, slackUserId, seats: [{ provider: 'lingma', personId: id }] }],
    tell: () => [],
  });
  const roundId = round?.id ?? 0;
  await nudges.approve(roundId, { by: other.slackUserId, at: minute(1), slots: new Map() });
  const [sent] = await nudges.nudgesOf(roundId);
  if (!sent) throw new Error('There is no nudge.');
  const text = `Ask ${other.email}`;
  const said = { kind: 'wrong', wrong: 'other', text } as const;
  await nudges.answer(sent, [0], { said, at: minute(2), undoUntil: minute(12) }, () => []);
  await nudges.exempt({
    email,
    until: '2027-01-31',
    reason: text,
    by: other.slackUserId,
    at: NOON,
  });
  const kysely = database.kysely;
  await sql`insert into away values (${email}, '2027-01-31', ${NOON})`.execute(kysely);
  await sql`insert into tips_off values (${email}, ${NOON})`.execute(kysely);
  await sql`
    insert into reclaim (source, provider, person_id, email, name, slack_user_id, opened_at, state, decided_by)
    values ('candidate', 'lingma', ${id}, ${email}, ${name}, ${slackUserId}, ${NOON}, 'done', ${other.slackUserId})
  `.execute(kysely);
  await sql`
    insert into nudge_pause (by_user, at) values (${other.slackUserId}, ${NOON})
    on conflict (single) do nothing
  `.execute(kysely);
}

/** All rows of all tables, as text. */
async function dump(database: Database): Promise<Record<string, string[]>> {
  const { kysely } = database;
  const tables: Record<string, string[]> = {};
  for (const table of await allTables(database)) {
    if (table.startsWith('kysely')) continue;
    // What a message was drawn as names whom it likes: it is drawn anew.
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(one) - 'content' - 'redrawn')::text as row from ${sql.table(table)} as one order by 1
    `.execute(kysely);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}
