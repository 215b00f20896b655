import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Lingma, startLingma } from '../../sandbox/lingma/server.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { createTroubles, type Troubles } from '../../sandbox/troubles.ts';
import { startWindsurf, type Windsurf } from '../../sandbox/windsurf/server.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import { company } from './slack/tiny-bot.ts';

const DAY_MS = 86_400_000;
let now: number;
let world: World;
let slack: SlackSandbox;
let lingma: Lingma;
let windsurf: Windsurf;
let troubles: Troubles;

beforeEach(async () => {
  now = Date.parse('2026-11-18T12:00:00+08:00');
  world = createWorld({ now: () => new Date(now), people: 40, days: 30 });
  [slack, lingma, windsurf] = await Promise.all([
    startSlack(company),
    startLingma({ world }),
    startWindsurf({ world }),
  ]);
  troubles = createTroubles({ slack, lingma, windsurf, world });
});

afterEach(() => Promise.all([slack.close(), lingma.close(), windsurf.close()]));

async function askLingma(): Promise<{ status: number; days: number[]; retryAfter: string | null }> {
  const from = new Date(now - 3 * DAY_MS).toISOString().slice(0, 10);
  const to = new Date(now).toISOString().slice(0, 10);
  const path = `lingma/organizations/${lingma.organizationId}/developerUsage`;
  const query = `startTime=${from}&endTime=${to}&page=1&perPage=100`;
  const response = await fetch(`${lingma.url}/oapi/v1/${path}?${query}`, {
    headers: { 'x-yunxiao-token': lingma.token },
  });
  const rows: unknown = await response.json();
  const days = Array.isArray(rows) ? rows.map(({ date }: { date: number }) => date) : [];
  return {
    status: response.status,
    days: [...new Set(days)].toSorted((one, other) => one - other),
    retryAfter: response.headers.get('retry-after'),
  };
}

async function askWindsurf(): Promise<unknown> {
  const response = await fetch(`${windsurf.url}/api/v1/UserPageAnalytics`, {
    method: 'POST',
    body: JSON.stringify({ service_key: windsurf.serviceKey }),
  });
  return response.json();
}

async function askSlack(method: string): Promise<number> {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: '{"channel":"C1","text":"x"}',
  });
  return response.status;
}

test('each trouble strikes whom it names while it is on', async () => {
  expect(troubles.list().some(({ on }) => on)).toBe(false);
  expect((await askLingma()).status).toBe(200);

  troubles.set('lingma-down', true);
  expect((await askLingma()).status).toBe(503);
  troubles.set('lingma-down', false);
  troubles.set('lingma-limited', true);
  expect(await askLingma()).toMatchObject({ status: 429, retryAfter: '30' });
  troubles.set('lingma-limited', false);

  troubles.set('windsurf-revoked', true);
  expect(await askWindsurf()).toEqual({ error: 'Invalid service key' });
  expect((await askLingma()).status).toBe(200);
  troubles.set('windsurf-revoked', false);
  expect(await askWindsurf()).not.toHaveProperty('error');

  troubles.set('slack-limited', true);
  expect(await askSlack('chat.postMessage')).toBe(429);
  expect(await askSlack('auth.test')).toBe(200);
  expect(troubles.list().filter(({ on }) => on)).toMatchObject([{ id: 'slack-limited' }]);
  troubles.set('slack-limited', false);
  expect(await askSlack('chat.postMessage')).toBe(200);
});

test('a stale feed answers, but has no day after that one until it is mended', async () => {
  troubles.set('lingma-stale', true);
  const before = await askLingma();
  now += 2 * DAY_MS;
  const stale = await askLingma();
  expect(stale.status).toBe(200);
  expect(stale.days.at(-1)).toBe(before.days.at(-1));
  troubles.set('lingma-stale', false);
  const mended = await askLingma();
  expect(mended.days.at(-1)).toBeGreaterThan(stale.days.at(-1) ?? Infinity);
});
