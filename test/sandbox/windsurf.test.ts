import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startWindsurf, type Windsurf } from '../../sandbox/windsurf/server.ts';
import { createWorld } from '../../sandbox/world.ts';
import { API_KEY_MARK } from '../../sandbox/world/windsurf.ts';

const world = createWorld({ now: () => new Date('2026-11-20T04:00:00Z') });
const window = {
  start: new Date('2026-10-23T00:00:00+08:00'),
  end: new Date('2026-11-20T00:00:00+08:00'),
};
const stamps = {
  start_timestamp: window.start.toISOString(),
  end_timestamp: '2026-11-20T00:00:00+08:00',
};

const row = z.strictObject({
  name: z.string(),
  email: z.string().optional(),
  lastUpdateTime: z.iso.datetime(),
  apiKey: z.string().startsWith(API_KEY_MARK),
  activeDays: z.int().min(1).optional(),
  disableCodeium: z.literal(true).optional(),
  role: z.string(),
  signupTime: z.iso.datetime(),
  lastAutocompleteUsageTime: z.iso.datetime().optional(),
  lastChatUsageTime: z.iso.datetime().optional(),
  lastCommandUsageTime: z.iso.datetime().optional(),
  promptCreditsUsed: z.union([z.int().min(1), z.string().regex(/^[1-9]\d*$/)]).optional(),
  teamStatus: z.string().startsWith('USER_TEAM_STATUS_').optional(),
});
const answer = z.strictObject({
  userTableStats: z.array(row),
  billingCycleStart: z.string(),
  billingCycleEnd: z.string(),
});

let windsurf: Windsurf;

beforeEach(async () => {
  windsurf = await startWindsurf({ world });
});

afterEach(async () => {
  await windsurf.close();
});

function ask(body: object, server: Windsurf = windsurf): Promise<Response> {
  return fetch(`${server.url}/api/v1/UserPageAnalytics`, {
    method: 'POST',
    body: JSON.stringify({ service_key: server.serviceKey, ...body }),
  });
}

async function roster(body: object): Promise<z.output<typeof answer>['userTableStats']> {
  return answer.parse(await (await ask(body)).json()).userTableStats;
}

describe('the roster', () => {
  it('comes whole, with the secret key of each user', async () => {
    const rows = await roster(stamps);
    expect(rows).toHaveLength(world.windsurf.roster.length);
    expect(new Set(rows.map(({ apiKey }) => apiKey)).size).toBe(rows.length);
  });

  it.each([
    ['backend', ['backend']],
    ['data', ['data']],
    ['engineering', ['backend', 'Web & Design']],
  ])('adds up to what is expected of %s', async (teamId, groups) => {
    const rows = (
      await Promise.all(groups.map((group_name) => roster({ ...stamps, group_name })))
    ).flat();
    const expected = world.expected.windsurf(teamId, window);
    const approved = rows.filter(({ teamStatus }) => teamStatus === 'USER_TEAM_STATUS_APPROVED');
    const held = approved.filter(({ disableCodeium }) => !disableCodeium);
    const lasts = held.flatMap((one) => [
      one.lastAutocompleteUsageTime ?? [],
      one.lastChatUsageTime ?? [],
      one.lastCommandUsageTime ?? [],
    ]);
    expect({
      held: held.length,
      disabled: approved.length - held.length,
      pending: rows.filter(({ teamStatus }) => teamStatus === 'USER_TEAM_STATUS_PENDING').length,
      rejected: rows.filter(({ teamStatus }) => teamStatus === 'USER_TEAM_STATUS_REJECTED').length,
      unspecified: rows.filter(({ teamStatus }) => teamStatus === undefined).length,
      activePeople: held.filter(({ activeDays }) => activeDays !== undefined).length,
      activeDays: held.reduce((sum, { activeDays = 0 }) => sum + activeDays, 0),
      credits: held.reduce((sum, { promptCreditsUsed = 0 }) => sum + Number(promptCreditsUsed), 0),
      lastUsedAt: new Date(Math.max(...lasts.flat().map((text) => Date.parse(text)))),
    }).toEqual(expected);
    expect(expected.activeDays).toBeGreaterThan(50);
    expect(expected.credits).toBeGreaterThan(1000);
  });

  it('has every state, and users without use, use without some kinds, credits in both forms', async () => {
    const rows = await roster(stamps);
    const states = new Set(
      rows.map(({ teamStatus }) => teamStatus?.replace('USER_TEAM_STATUS_', '')),
    );
    expect(states).toEqual(new Set(['APPROVED', 'PENDING', 'REJECTED', undefined]));
    expect(rows.some(({ disableCodeium }) => disableCodeium)).toBe(true);
    const never = rows.filter(
      (one) =>
        !one.lastAutocompleteUsageTime && !one.lastChatUsageTime && !one.lastCommandUsageTime,
    );
    expect(never.length).toBeGreaterThan(2);
    expect(never.every(({ activeDays }) => activeDays === undefined)).toBe(true);
    expect(rows.some((one) => one.lastAutocompleteUsageTime && !one.lastChatUsageTime)).toBe(true);
    expect(new Set(rows.map(({ promptCreditsUsed }) => typeof promptCreditsUsed))).toEqual(
      new Set(['number', 'string', 'undefined']),
    );
  });

  it('shares some people with Lingma by e-mail in another letter case, and has others, one without', async () => {
    const rows = await roster(stamps);
    const known = new Set(world.people.map(({ mail }) => mail));
    const shared = rows.filter(({ email }) => known.has(email?.toLowerCase() ?? ''));
    expect(shared.length).toBeGreaterThan(30);
    expect(shared.some(({ email }) => email !== email?.toLowerCase())).toBe(true);
    expect(rows.length - shared.length).toBeGreaterThan(5);
    expect(rows.some(({ email }) => email === undefined)).toBe(true);
  });

  it('counts active days in the asked window only, a year back where none is asked', async () => {
    const days = (rows: Awaited<ReturnType<typeof roster>>) =>
      rows.reduce((sum, { activeDays = 0 }) => sum + activeDays, 0);
    const month = days(await roster(stamps));
    const year = days(await roster({}));
    expect(year).toBeGreaterThan(3 * month);
    expect(days(await roster({ ...stamps, start_timestamp: stamps.end_timestamp }))).toBe(0);
  });

  it('names the billing cycle', async () => {
    expect(await (await ask(stamps)).json()).toMatchObject({
      billingCycleStart: '2026-11-01T00:00:00Z',
      billingCycleEnd: '2026-12-01T00:00:00Z',
    });
  });
});

describe('refusals', () => {
  it.each<[object, string]>([
    [{ service_key: 'other' }, 'Invalid service key'],
    [{ service_key: undefined }, 'Invalid service key'],
    [{ group_name: 'Backend' }, 'invalid group name: Backend'],
    [{ start_timestamp: '2026-11-01' }, 'invalid start_timestamp: not an RFC 3339 timestamp'],
    [{ end_timestamp: '2026-11-01T00:00:00' }, 'invalid end_timestamp: not an RFC 3339 timestamp'],
  ])('answers %o with %s in the normal answer', async (body, error) => {
    const refused = await ask({ ...stamps, ...body });
    expect(refused.status).toBe(200);
    expect(await refused.json()).toEqual({ error });
  });

  it('refuses without the permission, at the status that is switched on', async () => {
    windsurf.permissions.clear();
    windsurf.quirks.errorStatus = 403;
    const refused = await ask(stamps);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual({ error: 'Insufficient permissions' });
  });

  it('knows one path, one method and JSON only', async () => {
    const url = `${windsurf.url}/api/v1/UserPageAnalytics`;
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: '{' })).status).toBe(400);
    expect((await fetch(`${windsurf.url}/api/v1/UsageConfig`, { method: 'POST' })).status).toBe(
      404,
    );
  });

  it('can leave the roster out', async () => {
    windsurf.quirks.withoutRoster = true;
    expect(await (await ask(stamps)).json()).not.toHaveProperty('userTableStats');
  });
});

it('keeps a log of what was asked that holds no key', async () => {
  await ask({ ...stamps, group_name: 'data' });
  expect(windsurf.requests).toMatchObject([
    { method: 'POST', path: '/api/v1/UserPageAnalytics', body: { ...stamps, group_name: 'data' } },
  ]);
  expect(JSON.stringify(windsurf.requests)).not.toContain(windsurf.serviceKey);
});

it('serves below a prefix', async () => {
  const server = await startWindsurf({ world, prefix: '/_route/api_server' });
  expect(server.url).toMatch(/\/_route\/api_server$/);
  expect((await ask(stamps, server)).status).toBe(200);
  await server.close();
});
