import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFaults, type Fault } from '../../sandbox/faults.ts';
import { startLingma, type Lingma } from '../../sandbox/lingma/server.ts';
import { startWindsurf, type Windsurf } from '../../sandbox/windsurf/server.ts';
import { createWorld } from '../../sandbox/world.ts';

const world = createWorld({ now: () => new Date('2026-11-20T04:00:00Z') });

let lingma: Lingma;
let windsurf: Windsurf;

beforeAll(async () => {
  lingma = await startLingma({ world });
  windsurf = await startWindsurf({ world });
});

afterAll(async () => {
  await Promise.all([lingma.close(), windsurf.close()]);
});

beforeEach(() => {
  lingma.faults.clear();
  windsurf.faults.clear();
});

function members(page = 1, signal: AbortSignal | null = null): Promise<Response> {
  const place = `platform/organizations/${lingma.organizationId}/members`;
  const headers = { 'x-yunxiao-token': lingma.token };
  return fetch(`${lingma.url}/oapi/v1/${place}?page=${page}`, { headers, signal });
}

function roster(): Promise<Response> {
  const body = JSON.stringify({ service_key: windsurf.serviceKey });
  return fetch(`${windsurf.url}/api/v1/UserPageAnalytics`, { method: 'POST', body });
}

describe('a fault', () => {
  it('strikes the last set first, as often as told, after what it spares, and only on its path', () => {
    const faults = createFaults();
    expect(faults.strike('/members')).toBeNull();
    const lift = faults.set({ kind: 'cut' });
    faults.set({ kind: 'html' }, { path: 'members', times: 2, after: 1 });
    const kinds = (path: string, count: number) =>
      Array.from({ length: count }, () => faults.strike(path)?.kind);
    expect(kinds('/other', 1)).toEqual(['cut']);
    expect(kinds('/members', 4)).toEqual(['cut', 'html', 'html', 'cut']);
    lift();
    expect(kinds('/members', 1)).toEqual([undefined]);
    faults.set({ kind: 'hang' });
    faults.clear();
    expect(faults.strike('/members')).toBeNull();
  });
});

describe.each([
  ['Lingma', () => members(), () => lingma],
  ['Windsurf', roster, () => windsurf],
])('%s', (_, ask, server) => {
  it('answers again when a fault is used up', async () => {
    server().faults.set({ kind: 'status', status: 500 }, { times: 1 });
    expect((await ask()).status).toBe(500);
    expect((await ask()).status).toBe(200);
  });

  it.each<[Fault, number]>([
    [{ kind: 'garbage' }, 200],
    [{ kind: 'html' }, 200],
  ])('answers %o with something that is no JSON', async (fault, status) => {
    server().faults.set(fault);
    const answer = await ask();
    expect(answer.status).toBe(status);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('answers a plain JSON string', async () => {
    server().faults.set({ kind: 'plain-string', status: 429 });
    const answer = await ask();
    expect(answer.status).toBe(429);
    expect(await answer.json()).toEqual(expect.any(String));
  });

  it('refuses with 429, with and without how long to wait', async () => {
    server().faults.set({ kind: 'status', status: 429 });
    expect((await ask()).headers.get('retry-after')).toBeNull();
    server().faults.set({ kind: 'status', status: 429, retryAfter: '7' });
    expect((await ask()).headers.get('retry-after')).toBe('7');
  });

  it('cuts the connection', async () => {
    server().faults.set({ kind: 'cut' });
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(server().requests.at(-1)?.status).toBeNull();
  });

  it('breaks off in the body', async () => {
    server().faults.set({ kind: 'truncated' });
    const answer = await ask();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('lets the body drip in, and it is whole', async () => {
    const whole = await (await ask()).text();
    server().faults.set({ kind: 'slow', milliseconds: 50 });
    expect(await (await ask()).text()).toBe(whole);
  });
});

describe('vendors play their own faults', () => {
  it('leaves requests hanging until the server ends, and tells how many were under way at once', async () => {
    const own = await startLingma({ world });
    own.faults.set({ kind: 'hang' });
    const ask = () => fetch(`${own.url}/oapi/v1/platform/user`).catch((error: unknown) => error);
    const outcomes = Promise.all([ask(), ask(), ask()]);
    await expect.poll(() => own.requests.length).toBe(3);
    expect(own.peak()).toBe(3);
    await own.close();
    for (const outcome of await outcomes) expect(outcome).toBeInstanceOf(TypeError);
  });

  it("gives Lingma's refusals and Windsurf's", async () => {
    lingma.faults.set({ kind: 'unauthorized' });
    expect((await members()).status).toBe(401);
    lingma.faults.set({ kind: 'forbidden' });
    expect((await members()).status).toBe(403);
    windsurf.faults.set({ kind: 'unauthorized' });
    expect(await (await roster()).json()).toEqual({ error: 'Invalid service key' });
    windsurf.faults.set({ kind: 'forbidden' });
    expect(await (await roster()).json()).toEqual({ error: 'Insufficient permissions' });
  });

  it('repeats a page under the number of the next', async () => {
    const first = await (await members(1)).text();
    lingma.faults.set({ kind: 'repeated-page' });
    const second = await members(2);
    expect(second.headers.get('x-page')).toBe('2');
    expect(await second.text()).toBe(first);
  });
});
