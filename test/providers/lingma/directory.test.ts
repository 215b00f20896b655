import { describe, expect, test } from 'vitest';
import { readAll } from '../reading.ts';
import { json, serve, type Reply } from '../server.ts';
import { makeLingma } from './setup.ts';

async function readPeople(rows: unknown) {
  const server = await serve(json(rows));
  return { server, ...(await readAll(makeLingma(server.url), 'people')) };
}

describe('the members', () => {
  const ann = {
    id: 'membership-1',
    userId: 'u-1',
    name: 'Ann',
    email: ' Ann@Example.COM ',
    deptIds: ['d-1', 'd-2', 'd-1'],
    roleIds: ['r'],
    status: 'ENABLED',
    joined: 1_700_000_000_000,
    visited: 1_800_000_000_000,
    organizationId: 'org',
  };

  test('trap 6: names and addresses are joined by userId, which is not the id of the membership', async () => {
    const { rows, server } = await readPeople([ann]);
    expect(server.seen[0]?.path).toBe('/oapi/v1/platform/organizations/org%2F1/members');
    expect(rows).toEqual([
      {
        personId: 'u-1',
        email: 'ann@example.com',
        name: 'Ann',
        groupIds: ['d-1', 'd-2'],
        joinedAt: 1_700_000_000_000,
        enabled: true,
      },
    ]);
  });

  test('trap 6: without a userId nobody can be matched, least of all by another id', async () => {
    expect(await readPeople([{ ...ann, userId: undefined }])).toMatchObject({
      rows: [],
      rejected: 1,
    });
  });

  test('trap 6: a name and an address may be missing', async () => {
    const { rows } = await readPeople([{ id: 'm', userId: 'u-2', name: ' ', email: '' }]);
    expect(rows).toEqual([
      { personId: 'u-2', email: null, name: null, groupIds: [], joinedAt: null, enabled: true },
    ]);
  });

  test('NUL in a name, which no database takes, is left out', async () => {
    const { rows } = await readPeople([{ ...ann, name: 'A\0nn' }]);
    expect(rows[0]?.name).toBe('Ann');
  });

  test.each([
    ['1700000000000', 1_700_000_000_000],
    ['2023-11-14T22:13:20Z', 1_700_000_000_000],
    [0, null],
    [null, null],
  ])('joined as %j', async (joined, joinedAt) => {
    const { rows } = await readPeople([{ ...ann, joined }]);
    expect(rows[0]?.joinedAt).toBe(joinedAt);
  });

  test.each([
    ['ENABLED', true],
    ['UNDELETED', true],
    ['NORMAL_USING', true],
    ['UNVISITED', true],
    [undefined, true],
    ['DISABLED', false],
    ['DELETED', false],
  ])('of status %s', async (status, enabled) => {
    const { rows } = await readPeople([{ ...ann, status }]);
    expect(rows[0]?.enabled).toBe(enabled);
  });

  test('each person comes once', async () => {
    const { rows, warnings } = await readPeople([ann, { ...ann, id: 'membership-2' }]);
    expect(rows).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });
});

describe('the seats', () => {
  async function readSeats(rows: unknown) {
    const server = await serve(json(rows));
    return { server, ...(await readAll(makeLingma(server.url), 'seats')) };
  }

  test('are held by whoever is listed; nothing but the userId is sure to be there', async () => {
    const { rows, server } = await readSeats([
      { userId: 'u-1' },
      { userId: 'u-2', name: 'Bob', email: 'BOB@example.com' },
      { userId: 'u-3', name: { first: 'Cy' }, email: 7 },
    ]);
    expect(server.seen[0]?.path).toBe('/oapi/v1/lingma/organizations/org%2F1/developer/members');
    const seat = {
      email: null,
      name: null,
      state: 'held',
      givenAt: null,
      lastActiveAt: null,
      lastActiveFrom: null,
      window: null,
    };
    expect(rows).toEqual([
      { ...seat, personId: 'u-1' },
      { ...seat, personId: 'u-2', name: 'Bob', email: 'bob@example.com' },
      { ...seat, personId: 'u-3' },
    ]);
  });

  test('come once each', async () => {
    const { rows } = await readSeats([{ userId: 'u-1' }, { userId: 'u-1' }]);
    expect(rows).toHaveLength(1);
  });

  test('without a userId are no seats', async () => {
    expect(await readSeats([{ id: 'm-1' }])).toMatchObject({ rows: [], rejected: 1 });
  });
});

describe('the departments', () => {
  type Department = { id: string; name: string; parentId?: string; hasSub?: boolean };

  function tree(children: Readonly<Record<string, readonly Department[]>>): Reply {
    return (response, seen) => json(children[seen.query['parentId'] ?? ''] ?? [])(response, seen);
  }

  async function readDepartments(reply: Reply) {
    const server = await serve(reply);
    return { server, ...(await readAll(makeLingma(server.url), 'groups')) };
  }

  test('are found at every depth, and only asked for where there are some', async () => {
    const { rows, server } = await readDepartments(
      tree({
        '': [
          { id: 'd-1', name: 'Tech', hasSub: true },
          { id: 'd-2', name: 'Sales', hasSub: false },
        ],
        'd-1': [
          { id: 'd-3', name: 'Backend', parentId: 'd-1', hasSub: true },
          { id: 'd-4', name: 'Web', parentId: 'd-1', hasSub: false },
        ],
        'd-3': [{ id: 'd-5', name: '', hasSub: false }],
      }),
    );
    expect(rows).toEqual([
      { groupId: 'd-1', name: 'Tech', parentId: null },
      { groupId: 'd-2', name: 'Sales', parentId: null },
      { groupId: 'd-3', name: 'Backend', parentId: 'd-1' },
      { groupId: 'd-4', name: 'Web', parentId: 'd-1' },
      { groupId: 'd-5', name: 'd-5', parentId: 'd-3' },
    ]);
    expect(server.seen.map(({ query }) => query['parentId'])).toEqual([undefined, 'd-1', 'd-3']);
  });

  test('of a server that lists the whole tree, whatever the parent, come once', async () => {
    const all = [
      { id: 'd-1', name: 'Tech', hasSub: true },
      { id: 'd-3', name: 'Backend', parentId: 'd-1', hasSub: true },
    ];
    const { rows, warnings, server } = await readDepartments(json(all));
    expect(rows.map(({ groupId }) => groupId)).toEqual(['d-1', 'd-3']);
    expect(warnings).toEqual([]);
    expect(server.seen).toHaveLength(3);
  });

  test('that do not say whether there are others below are asked', async () => {
    const { rows } = await readDepartments(
      tree({ '': [{ id: 'd-1', name: 'Tech' }], 'd-1': [{ id: 'd-2', name: 'Web' }] }),
    );
    expect(rows.map(({ groupId }) => groupId)).toEqual(['d-1', 'd-2']);
  });

  test('that cannot be read are counted', async () => {
    expect(await readDepartments(json([{ name: 'nameless' }]))).toMatchObject({
      rows: [],
      rejected: 1,
    });
  });
});
