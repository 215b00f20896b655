import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startLingma, type Lingma } from '../../sandbox/lingma/server.ts';
import { createWorld } from '../../sandbox/world.ts';

const world = createWorld({ now: () => new Date('2026-11-20T04:00:00Z') });
const period = { from: '2026-10-23', to: '2026-11-19' };
const DAYS = { startTime: period.from, endTime: period.to };

const usage = z.looseObject({
  userId: z.string().optional(),
  departmentId: z.string().optional(),
  date: z.number(),
  statusActive: z.boolean().optional(),
  activeDeveloper: z.number().optional(),
  totalLinesAccepted: z.number(),
  totalLinesChanged: z.number(),
  totalChatTurns: z.number(),
});
const department = z.object({ id: z.string(), parentId: z.string(), hasSub: z.boolean() });

let lingma: Lingma;

beforeEach(async () => {
  lingma = await startLingma({ world });
});

afterEach(async () => {
  await lingma.close();
});

type Query = Record<string, string | number>;

function get(place: string, query: Query = {}, server: Lingma = lingma): Promise<Response> {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) search.set(key, String(value));
  return fetch(`${server.url}/oapi/v1/${place}?${search.toString()}`, {
    headers: { 'x-yunxiao-token': server.token },
  });
}

function of(place: 'developerUsage' | 'departmentUsage' | 'developer/members'): string {
  return `lingma/organizations/${lingma.organizationId}/${place}`;
}

function platform(place: 'members' | 'departments'): string {
  return `platform/organizations/${lingma.organizationId}/${place}`;
}

async function all<Row>(schema: z.ZodType<Row>, place: string, query: Query = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await get(place, { ...query, page, perPage: 100 });
    expect(answer.status).toBe(200);
    rows.push(...z.array(schema).parse(await answer.json()));
    if (page >= Number(answer.headers.get('x-total-pages'))) return rows;
  }
}

function paging(answer: Response): Record<string, string | null> {
  return Object.fromEntries(
    ['page', 'per-page', 'total', 'total-pages', 'next-page', 'prev-page'].map((name) => [
      name,
      answer.headers.get(`x-${name}`),
    ]),
  );
}

describe('usage over the wire', () => {
  it.each(['backend', 'engineering', 'qa'])('adds up to what is expected of %s', async (teamId) => {
    const expected = world.expected.team(teamId, period);
    const ids = world.teams.find(({ id }) => id === teamId)?.departments ?? [];
    const query = (departmentId: string) => ({ ...DAYS, departmentId });
    const people = (
      await Promise.all(ids.map((id) => all(usage, of('developerUsage'), query(id))))
    ).flat();
    const days = (
      await Promise.all(ids.map((id) => all(usage, of('departmentUsage'), query(id))))
    ).flat();
    for (const rows of [people, days]) {
      expect(sum(rows, 'totalLinesAccepted')).toBe(expected.linesAccepted);
      expect(sum(rows, 'totalLinesChanged')).toBe(expected.linesChanged);
      expect(sum(rows, 'totalChatTurns')).toBe(expected.chatTurns);
    }
    expect(sum(people, 'totalCountAcceptedCompletion')).toBe(expected.completionsAccepted);
    expect(sum(completionsOf(days), 'countAccepted')).toBe(expected.completionsAccepted);
    expect(sum(completionsOf(days), 'countSuggested')).toBe(expected.completionsSuggested);
    const active = new Set(people.filter((row) => row.statusActive).map(({ userId }) => userId));
    expect(active.size).toBe(expected.activePeople);
    expect(expected.activePeople).toBeGreaterThan(10);
  });

  it("counts a department's active people of a day as distinct people", async () => {
    const query = { startTime: '2026-11-18', endTime: '2026-11-18', departmentId: 'd-backend' };
    const [day] = await all(usage, of('departmentUsage'), query);
    const people = await all(usage, of('developerUsage'), query);
    expect(day?.activeDeveloper).toBe(people.filter(({ statusActive }) => statusActive).length);
  });

  it('tells of everyone where neither user nor department is named', async () => {
    const everyone = await all(usage, of('developerUsage'), DAYS);
    const known = new Set(world.people.map(({ userId }) => userId));
    expect(everyone.every(({ userId }) => userId !== undefined && known.has(userId))).toBe(true);
    expect(new Set(everyone.map(({ userId, date }) => `${userId} ${date}`)).size).toBe(
      everyone.length,
    );
    expect(new Set(everyone.map(({ userId }) => userId)).size).toBeGreaterThan(200);
  });

  it('includes both ends of the period', async () => {
    const rows = await all(usage, of('developerUsage'), {
      startTime: '2026-11-18',
      endTime: '2026-11-19',
    });
    expect(new Set(rows.map(({ date }) => date))).toEqual(
      new Set([Date.parse('2026-11-18T00:00:00+08:00'), Date.parse('2026-11-19T00:00:00+08:00')]),
    );
  });

  it('lets the user silently beat the department', async () => {
    const userId = world.people[0]?.userId ?? '';
    const rows = await all(usage, of('developerUsage'), { ...DAYS, userId, departmentId: 'd-qa' });
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map((row) => row.userId))).toEqual(new Set([userId]));
  });

  it('knows nothing of a department without people, unless it means those below it', async () => {
    const query = { ...DAYS, departmentId: 'd-engineering' };
    expect(await all(usage, of('departmentUsage'), query)).toEqual([]);
    lingma.quirks.deepDepartments = true;
    const deep = await all(usage, of('departmentUsage'), query);
    const expected = world.expected.team('engineering', period);
    expect(sum(deep, 'totalLinesAccepted')).toBe(expected.linesAccepted);
  });

  it('has no suggested lines by department, and the newer totals only where they are switched on', async () => {
    const query = { ...DAYS, departmentId: 'd-backend' };
    const old = await all(usage, of('departmentUsage'), query);
    expect(JSON.stringify(old)).not.toContain('linesSuggested');
    expect(JSON.stringify(old)).not.toContain('totalCountAcceptedCompletion');
    lingma.quirks.newerTotals = true;
    const newer = await all(usage, of('departmentUsage'), query);
    expect(sum(newer, 'totalCountAcceptedCompletion')).toBe(
      world.expected.team('backend', period).completionsAccepted,
    );
  });
});

describe('paging', () => {
  it('cuts the rows into pages, and says so in the headers', async () => {
    const first = await get(of('developerUsage'), { ...DAYS, perPage: 7 });
    const total = Number(first.headers.get('x-total'));
    const pages = Math.ceil(total / 7);
    expect(total).toBeGreaterThan(1000);
    expect(paging(first)).toEqual({
      page: '1',
      'per-page': '7',
      total: String(total),
      'total-pages': String(pages),
      'next-page': '2',
      'prev-page': '0',
    });
    const last = await get(of('developerUsage'), { ...DAYS, perPage: 7, page: pages });
    expect(paging(last)).toMatchObject({ 'next-page': '0', 'prev-page': String(pages - 1) });
    expect(z.array(usage).parse(await last.json())).toHaveLength(total - 7 * (pages - 1));
    const past = await get(of('developerUsage'), { ...DAYS, perPage: 7, page: pages + 1 });
    expect(await past.json()).toEqual([]);
  });

  it("shows the vendor's contradictions where they are switched on", async () => {
    const ask = () => get(platform('members'), { page: 3 });
    lingma.quirks.paging = 'wrong-next';
    expect(paging(await ask())).toMatchObject({ 'next-page': '1', 'total-pages': '3' });
    lingma.quirks.paging = 'no-total-pages';
    expect(paging(await ask())).toMatchObject({ 'total-pages': null, total: '295' });
    lingma.quirks.paging = 'none';
    expect(Object.values(paging(await ask())).every((value) => value === null)).toBe(true);
  });

  it('keeps finished pages as they were made', async () => {
    const keeping = await startLingma({ world, keepPages: 2 });
    const query = { ...DAYS, perPage: 50 };
    const text = async (page: number, server: Lingma) =>
      (await get(of('developerUsage'), { ...query, page }, server)).text();
    for (const page of [1, 2, 3, 1, 3]) {
      expect(await text(page, keeping)).toBe(await text(page, lingma));
    }
    await keeping.close();
  });
});

describe('refusals', () => {
  const shape = z.strictObject({
    errorCode: z.string(),
    errorMessage: z.string().min(1),
    httpStatus: z.string(),
    requestId: z.string().min(1),
    title: z.string(),
    traceId: z.string().min(1),
  });

  async function refusal(answer: Promise<Response>): Promise<[number, string]> {
    const { status, ...rest } = await answer.then(async (response) => ({
      status: response.status,
      body: shape.parse(await response.json()),
    }));
    expect(rest.body.httpStatus).toBe(String(status));
    return [status, rest.body.errorCode];
  }

  it.each<[string, Query]>([
    ['developerUsage', {}],
    ['developerUsage', { startTime: '2026-11-01' }],
    ['developerUsage', { startTime: '2026-02-30', endTime: '2026-03-01' }],
    ['developerUsage', { startTime: '20261101', endTime: '20261102' }],
    ['developerUsage', { startTime: '2026-11-02', endTime: '2026-11-01' }],
    ['developerUsage', { ...DAYS, userId: '' }],
    ['developerUsage', { ...DAYS, departmentId: '' }],
    ['developerUsage', { ...DAYS, page: 0 }],
    ['developerUsage', { ...DAYS, perPage: 0 }],
    ['developerUsage', { ...DAYS, perPage: 101 }],
    ['departmentUsage', { ...DAYS }],
    ['departmentUsage', { departmentId: 'd-backend', startTime: '2026-11-01' }],
    ['departmentUsage', { departmentId: 'd-backend', endTime: '2026-11-01' }],
  ])('answers 400 to %s with %o', async (endpoint, query) => {
    const place = `lingma/organizations/${lingma.organizationId}/${endpoint}`;
    expect(await refusal(get(place, query))).toEqual([400, 'BadRequest']);
  });

  it('wants its token', async () => {
    const ask = (headers: Record<string, string>) =>
      refusal(fetch(`${lingma.url}/oapi/v1/platform/user`, { headers }));
    expect(await ask({})).toEqual([401, 'InvalidTokenError']);
    expect(await ask({ 'x-yunxiao-token': 'pt-other' })).toEqual([401, 'InvalidTokenError']);
    expect((await get('platform/user')).status).toBe(200);
  });

  it('keeps other organizations apart, and knows no other places', async () => {
    expect(await refusal(get('lingma/organizations/other/developerUsage', DAYS))).toEqual([
      403,
      'Forbidden.InvalidUser.UserNotInCurrentOrganization',
    ]);
    expect(await refusal(get('platform/nothing'))).toEqual([404, 'NotFound']);
  });

  it.each([
    ['lingma_developerUsage_read', () => of('developerUsage')],
    ['lingma_departmentUsage_read', () => of('departmentUsage')],
    ['lingma_developerMember_read', () => of('developer/members')],
    ['base_orgmember_read', () => platform('members')],
    ['base_orgdepartment_read', () => platform('departments')],
  ] as const)('refuses what %s would allow, and nothing else', async (permission, place) => {
    const query = { ...DAYS, departmentId: 'd-backend' };
    expect((await get(place(), query)).status).toBe(200);
    lingma.permissions.delete(permission);
    expect(await refusal(get(place(), query))).toEqual([403, 'Forbidden']);
    expect((await get('platform/user')).status).toBe(200);
    expect(lingma.permissions.size).toBe(4);
  });
});

describe('the directory', () => {
  it('lists the members, without those who left, and some without an address', async () => {
    const member = z.looseObject({
      id: z.string(),
      userId: z.string(),
      email: z.string().optional(),
    });
    const members = await all(member, platform('members'));
    const listed = world.people.filter(({ listed }) => listed);
    expect(members.map(({ userId }) => userId)).toEqual(listed.map(({ userId }) => userId));
    expect(members.some((one) => !('email' in one))).toBe(true);
    expect(
      members.some(({ email }) => email !== undefined && email !== email.trim().toLowerCase()),
    ).toBe(true);
    expect(members.every(({ id, userId }) => id !== userId)).toBe(true);
  });

  it('goes down the departments', async () => {
    const below = (parentId?: string) =>
      all(department, platform('departments'), parentId ? { parentId } : {});
    const found: string[] = [];
    const open = await below();
    for (let next = open.shift(); next; next = open.shift()) {
      found.push(next.id);
      if (next.hasSub) open.push(...(await below(next.id)));
    }
    expect(found.toSorted()).toEqual(world.departments.map(({ id }) => id).toSorted());
  });

  it('lists the seats of a department', async () => {
    const seats = await all(z.strictObject({ userId: z.string() }), of('developer/members'), {
      departmentId: 'd-backend',
    });
    expect(seats).toHaveLength(world.expected.team('backend', period).seatsHeld);
    const [first] = seats;
    expect(
      await all(z.unknown(), of('developer/members'), { userId: first?.userId ?? '' }),
    ).toEqual([first]);
  });
});

describe('what can be switched', () => {
  it('adds rows that nobody asked for', async () => {
    lingma.quirks.strayRows = true;
    const rows = await all(usage, of('developerUsage'), { ...DAYS, departmentId: 'd-qa' });
    const from = Date.parse(`${period.from}T00:00:00+08:00`);
    expect(rows.filter(({ date }) => date < from).length).toBeGreaterThan(0);
  });

  it('spoils rows', async () => {
    lingma.quirks.brokenRows = true;
    const rows = z.array(z.unknown()).parse(await (await get(of('developerUsage'), DAYS)).json());
    expect(rows.filter((row) => !usage.safeParse(row).success).length).toBeGreaterThan(2);
    expect(rows.filter((row) => usage.safeParse(row).success).length).toBeGreaterThan(80);
  });

  it('limits the rate, and says how long to wait', async () => {
    const limited = await startLingma({ world, rateLimit: { requests: 2, seconds: 60 } });
    const answers = [];
    for (let count = 0; count < 3; count += 1)
      answers.push(await get('platform/user', {}, limited));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(50);
    await limited.close();
  });

  it('serves below a prefix, at a given latency', async () => {
    const server = await startLingma({ world, prefix: '/gateway', latencyMs: 30 });
    expect(server.url).toMatch(/\/gateway$/);
    const started = performance.now();
    await get('platform/user', {}, server);
    expect(performance.now() - started).toBeGreaterThanOrEqual(25);
    const outside = new URL('/oapi/v1/platform/user', server.url);
    const headers = { 'x-yunxiao-token': server.token };
    expect((await fetch(outside, { headers })).status).toBe(404);
    await server.close();
  });

  it('keeps a log that holds no token', async () => {
    await get(platform('members'), { perPage: 5 });
    await get('platform/nothing');
    expect(lingma.requests).toMatchObject([
      {
        method: 'GET',
        path: `/oapi/v1/${platform('members')}`,
        query: { perPage: '5' },
        status: 200,
      },
      { method: 'GET', path: '/oapi/v1/platform/nothing', query: {}, status: 404 },
    ]);
    expect(JSON.stringify(lingma.requests)).not.toContain(lingma.token);
  });
});

function completionsOf(rows: readonly object[]): object[] {
  const shape = z.looseObject({
    breakdown: z.looseObject({ completion: z.array(z.looseObject({})) }),
  });
  return rows.flatMap((row) => shape.parse(row).breakdown.completion);
}

function sum(rows: readonly object[], field: string): number {
  const number = z.looseObject({ [field]: z.number() });
  return rows.reduce((total, row) => total + Number(number.parse(row)[field]), 0);
}
