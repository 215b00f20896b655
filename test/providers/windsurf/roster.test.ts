import { describe, expect, test } from 'vitest';
import { ask, failureIn, readAll } from '../reading.ts';
import { json, serve } from '../server.ts';
import { makeWindsurf, published, SERVICE_KEY } from './setup.ts';

async function readRoster(answer: unknown, asked: Partial<typeof ask> = {}) {
  const server = await serve(json(answer));
  const read = await readAll(makeWindsurf(server.url), 'seats', { ...ask, ...asked });
  return { server, ...read };
}

const ann = { name: 'Ann', email: 'ann@example.com', teamStatus: 'USER_TEAM_STATUS_APPROVED' };

async function readOne(fields: object) {
  const { rows } = await readRoster({ userTableStats: [{ ...ann, ...fields }] });
  return rows[0];
}

test('the published answer is read whole', async () => {
  const { rows, rejected, warnings, server } = await readRoster(published());
  expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/api/v1/UserPageAnalytics' });
  const cycle = { cycleStart: '2024-10-01', cycleEnd: '2024-11-01' };
  expect(rows).toEqual([
    {
      personId: 'alice@windsurf.com',
      email: 'alice@windsurf.com',
      name: 'Alice',
      state: 'held',
      givenAt: Date.UTC(2024, 0, 15, 8, 30),
      lastActiveAt: Date.UTC(2024, 9, 10, 22, 56, 10),
      lastActiveFrom: 'use',
      window: { activeDays: 178, credits: '12500', ...cycle },
    },
    {
      personId: 'bob@windsurf.com',
      email: 'bob@windsurf.com',
      name: 'Bob',
      state: 'held',
      givenAt: Date.UTC(2024, 1, 1, 10),
      lastActiveAt: Date.UTC(2024, 9, 10, 18, 11, 23),
      lastActiveFrom: 'use',
      window: { activeDays: 210, credits: '8300', ...cycle },
    },
  ]);
  expect({ rejected, warnings }).toEqual({ rejected: 0, warnings: [] });
});

describe('trap 20: the window', () => {
  test.each([
    ['Asia/Shanghai', '2025-05-31T16:00:00Z', '2025-06-30T15:59:59Z'],
    ['Europe/Berlin', '2025-05-31T22:00:00Z', '2025-06-30T21:59:59Z'],
    ['UTC', '2025-06-01T00:00:00Z', '2025-06-30T23:59:59Z'],
  ])('trap 20: both timestamps are sent, for days in %s', async (zone, start, end) => {
    const { server } = await readRoster(published(), { zone });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      service_key: SERVICE_KEY,
      start_timestamp: start,
      end_timestamp: end,
    });
  });

  test('trap 20: days as long as summer time makes them', async () => {
    const period = { from: '2025-03-30', to: '2025-03-30' };
    const { server } = await readRoster(published(), { zone: 'Europe/Berlin', period });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
      start_timestamp: '2025-03-29T23:00:00Z',
      end_timestamp: '2025-03-30T21:59:59Z',
    });
  });

  test('trap 20: no period is no question', async () => {
    const server = await serve(json(published()));
    const provider = makeWindsurf(server.url);
    const failure = await failureIn(readAll(provider, 'seats', { ...ask, period: null }));
    expect(failure.code).toBe('invalid');
    expect(server.seen).toEqual([]);
  });

  test('trap 20: the probe sends a short one', async () => {
    const server = await serve(json(published()));
    await makeWindsurf(server.url).probe();
    const { start_timestamp: start, end_timestamp: end } = JSON.parse(server.seen[0]?.body ?? '');
    expect(Date.parse(end) - Date.parse(start)).toBeLessThan(86_400_000);
  });
});

test('a group is asked for by its exact name, everyone by none', async () => {
  const { server } = await readRoster(published(), { scope: { kind: 'group', id: 'Team “A” ' } });
  expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ group_name: 'Team “A” ' });
  const everyone = await readRoster(published());
  expect(JSON.parse(everyone.server.seen[0]?.body ?? '')).not.toHaveProperty('group_name');
});

test.each([
  { kind: 'person', id: 'ann@example.com' },
  { kind: 'group', id: '' },
] as const)('nobody is asked for a $kind “$id”', async (scope) => {
  const server = await serve(json(published()));
  const failure = await failureIn(readAll(makeWindsurf(server.url), 'seats', { ...ask, scope }));
  expect(failure.code).toBe('invalid');
  expect(server.seen).toEqual([]);
});

describe('trap 22: apiKey', () => {
  const apiKey = 'aaaaaaaa-secret-aaaa';

  test('trap 22: is in nothing that is passed on, also of people without an address', async () => {
    const rows = [{ ...ann, apiKey }, { name: 'No address', apiKey }, { apiKey }];
    const read = await readRoster({ userTableStats: rows });
    expect(read.rows).toHaveLength(3);
    expect(JSON.stringify([read.rows, read.warnings])).not.toContain(apiKey);
  });

  test('trap 22: is in no failure', async () => {
    const server = await serve(json({ userTableStats: { apiKey } }));
    const failure = await failureIn(readAll(makeWindsurf(server.url), 'seats'));
    expect(failure.code).toBe('contract');
    expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain(apiKey);
  });
});

describe('trap 24: the last activity', () => {
  const times = {
    lastAutocompleteUsageTime: '2025-06-01T10:00:00Z',
    lastChatUsageTime: '2025-06-03T12:00:00.123456789+02:00',
    lastCommandUsageTime: '2025-06-02T10:00:00Z',
  };
  const lastUpdateTime = '2025-06-09T10:00:00Z';

  test('trap 24: is the latest of the three, and not the last update', async () => {
    expect(await readOne({ ...times, lastUpdateTime })).toMatchObject({
      lastActiveAt: Date.UTC(2025, 5, 3, 10, 0, 0, 123),
      lastActiveFrom: 'use',
    });
  });

  test('trap 24: is the last update, labelled, where all three are missing', async () => {
    expect(await readOne({ lastUpdateTime })).toMatchObject({
      lastActiveAt: Date.UTC(2025, 5, 9, 10),
      lastActiveFrom: 'update',
    });
  });

  test('trap 24: is none where all are missing: never used', async () => {
    expect(await readOne({})).toMatchObject({ lastActiveAt: null, lastActiveFrom: null });
  });

  test.each(['', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', null])(
    'trap 24: a time of %j never was',
    async (never) => {
      expect(await readOne({ lastChatUsageTime: never })).toMatchObject({ lastActiveAt: null });
    },
  );
});

describe('trap 25: what is missing', () => {
  test('trap 25: disableCodeium is enabled, a number is 0, a status is unspecified', async () => {
    expect(await readOne({ teamStatus: undefined })).toMatchObject({
      state: 'unspecified',
      window: { activeDays: 0, credits: '0', cycleStart: null, cycleEnd: null },
    });
    expect(await readOne({})).toMatchObject({ state: 'held' });
  });

  test('trap 25: people whose status is not told are counted, so that nobody wonders', async () => {
    const rows = [ann, { email: 'b@example.com' }, { email: 'c@example.com', teamStatus: 'NEW' }];
    const { warnings } = await readRoster({ userTableStats: rows });
    expect(warnings).toEqual([expect.stringContaining('(2)')]);
  });
});

test.each([
  ['USER_TEAM_STATUS_APPROVED', undefined, 'held'],
  ['USER_TEAM_STATUS_APPROVED', false, 'held'],
  ['USER_TEAM_STATUS_APPROVED', true, 'disabled'],
  ['USER_TEAM_STATUS_PENDING', undefined, 'pending'],
  ['USER_TEAM_STATUS_PENDING', true, 'disabled'],
  ['USER_TEAM_STATUS_REJECTED', true, 'rejected'],
  ['USER_TEAM_STATUS_UNSPECIFIED', undefined, 'unspecified'],
])('trap 26: %s with disableCodeium %s is %s', async (teamStatus, disableCodeium, state) => {
  expect(await readOne({ teamStatus, disableCodeium })).toMatchObject({ state });
});

test.each([
  [12500, '12500'],
  ['12500', '12500'],
  ['12,500.50', '12,500.50'],
  [1234.5, '1234.5'],
  [0, '0'],
  ['', null],
])('trap 27: promptCreditsUsed %j is %j, as reported, with its cycle', async (used, credits) => {
  const { rows } = await readRoster({
    userTableStats: [{ ...ann, promptCreditsUsed: used }],
    billingCycleStart: '2025-06-15T00:00:00+02:00',
    billingCycleEnd: 'soon',
  });
  expect(rows[0]?.window).toMatchObject({ credits, cycleStart: '2025-06-14', cycleEnd: null });
});

test('trap 28: activeDays belong to the window that was asked for', async () => {
  expect(await readOne({ activeDays: 3 })).toMatchObject({ window: { activeDays: 3 } });
  expect(await readOne({ activeDays: '12' })).toMatchObject({ window: { activeDays: 12 } });
  expect(makeWindsurf('http://localhost').capabilities.seatWindow).toBe(true);
});

test('trap 29: no lines are offered, so that nobody shows a 0', () => {
  const { feeds, dayZone } = makeWindsurf('http://localhost').capabilities;
  expect({ feeds, dayZone }).toEqual({ feeds: ['seats'], dayZone: null });
});

describe('trap 30: the roster comes whole', () => {
  test('trap 30: in one request, passed on in parts', async () => {
    const userTableStats = Array.from({ length: 1234 }, (_, index) => ({
      ...ann,
      email: `p${index}@example.com`,
    }));
    const server = await serve(json({ userTableStats }));
    const sizes: number[] = [];
    for await (const batch of makeWindsurf(server.url).read('seats', ask)) {
      sizes.push(batch.rows.length);
    }
    expect(sizes).toEqual([500, 500, 234]);
    expect(server.seen).toHaveLength(1);
  });

  test.each([[{}], [{ userTableStats: null }]])(
    'trap 30: %j may be an empty team, which is told',
    async (answer) => {
      const { rows, warnings } = await readRoster(answer);
      expect(rows).toEqual([]);
      expect(warnings).toEqual([expect.stringContaining('may be empty')]);
    },
  );

  test('trap 30: an empty list is an empty team', async () => {
    expect(await readRoster({ userTableStats: [] })).toMatchObject({ rows: [], warnings: [] });
  });
});

describe('trap 31: people are matched by address', () => {
  test('trap 31: trimmed and in lower case', async () => {
    expect(await readOne({ email: '  Ann@Example.COM ' })).toMatchObject({
      personId: 'ann@example.com',
      email: 'ann@example.com',
    });
  });

  test('trap 31: those without one stay, apart from each other, by an id that stays the same', async () => {
    const userTableStats = [
      { name: 'Bob', signupTime: '2025-01-01T00:00:00Z' },
      { name: 'Bob', signupTime: '2025-02-01T00:00:00Z', email: ' ' },
      { name: 'Bob', signupTime: '2025-01-01T00:00:00Z', email: '' },
      {},
    ];
    const first = await readRoster({ userTableStats });
    expect(first.rows.map(({ email, name }) => [email, name])).toEqual([
      [null, 'Bob'],
      [null, 'Bob'],
      [null, 'Bob'],
      [null, null],
    ]);
    const ids = first.rows.map(({ personId }) => personId);
    expect(new Set(ids).size).toBe(4);
    const turned = await readRoster({ userTableStats: userTableStats.toReversed() });
    expect(new Set(turned.rows.map(({ personId }) => personId))).toEqual(new Set(ids));
  });

  test('trap 31: the same address twice is one seat: the better state, the latest use', async () => {
    const { rows, warnings } = await readRoster({
      userTableStats: [
        {
          ...ann,
          email: 'ANN@example.com',
          name: '',
          activeDays: 2,
          signupTime: '2025-03-01T00:00:00Z',
          lastUpdateTime: '2025-06-20T00:00:00Z',
        },
        {
          ...ann,
          disableCodeium: true,
          activeDays: 5,
          signupTime: '2025-01-01T00:00:00Z',
          lastChatUsageTime: '2025-06-10T00:00:00Z',
        },
      ],
    });
    expect(rows).toEqual([
      {
        personId: 'ann@example.com',
        email: 'ann@example.com',
        name: 'Ann',
        state: 'held',
        givenAt: Date.UTC(2025, 0, 1),
        lastActiveAt: Date.UTC(2025, 5, 10),
        lastActiveFrom: 'use',
        window: { activeDays: 5, credits: '0', cycleStart: null, cycleEnd: null },
      },
    ]);
    expect(warnings).toEqual([expect.stringContaining('more than once (1)')]);
  });
});

test.each([
  [{ activeDays: -1 }],
  [{ activeDays: 'many' }],
  [{ disableCodeium: 'yes' }],
  [{ email: 7 }],
  [{ lastChatUsageTime: 'yesterday' }],
  [{ teamStatus: 2 }],
])('a field of the wrong type, %j, spoils its row and no other', async (fields) => {
  const { rows, rejected } = await readRoster({
    userTableStats: [{ ...ann, ...fields }, null, { ...ann, email: 'bob@example.com' }],
  });
  expect(rows.map(({ personId }) => personId)).toEqual(['bob@example.com']);
  expect(rejected).toBe(2);
});
