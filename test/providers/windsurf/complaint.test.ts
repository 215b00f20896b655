import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ask, failureIn, readAll } from '../reading.ts';
import { inTurn, json, serve } from '../server.ts';
import { makeWindsurf, published, SERVICE_KEY } from './setup.ts';

const backend = { ...ask, scope: { kind: 'group', id: 'backend' } } as const;

async function failureFrom(error: unknown, status: number) {
  const server = await serve(json({ error, userTableStats: [] }, status));
  const provider = makeWindsurf(server.url, { retries: 1 });
  const failure = await failureIn(readAll(provider, 'seats', backend));
  return { failure, requests: server.seen.length };
}

describe('trap 23: error in the answer', () => {
  test.each([
    ['Invalid service key', 'unauthorized', 'check WINDSURF_SERVICE_KEY', 1],
    ['Insufficient permissions', 'forbidden', 'permission Teams Read-only', 1],
    ['invalid group name: backend', 'not_found', 'no group “backend”', 1],
    ['rate limit exceeded', 'rate_limited', 'too many requests', 2],
    ['invalid start_timestamp', 'invalid', 'It said: “invalid start_timestamp”', 1],
  ])('trap 23: “%s” is %s at any status', async (error, code, words, requests) => {
    for (const status of [200, 400, 401, 403, 404, 500]) {
      const { failure, requests: sent } = await failureFrom(error, status);
      expect(failure.code).toBe(code);
      expect(failure.message).toContain(words);
      expect(sent).toBe(requests);
    }
  });

  test.each([
    [200, 'contract', 1],
    [400, 'invalid', 1],
    [500, 'unavailable', 2],
  ])('trap 23: words that nobody knows go by their status, %i', async (status, code, requests) => {
    const { failure, requests: sent } = await failureFrom('the moon is full', status);
    expect(failure.code).toBe(code);
    expect(sent).toBe(requests);
  });

  test('trap 23: words that nobody knows are passed on', async () => {
    const { failure } = await failureFrom('the moon is full', 200);
    expect(failure.message).toContain('“the moon is full”');
  });

  test.each([[''], [null], [undefined]])('trap 23: %j is no error', async (error) => {
    const server = await serve(json({ ...Object(published()), error }));
    const { rows } = await readAll(makeWindsurf(server.url), 'seats');
    expect(rows).toHaveLength(2);
  });

  test('trap 23: the permission is named for the bot too', async () => {
    const { failure } = await failureFrom('Insufficient permissions', 200);
    expect(failure.permission).toBe('Teams Read-only');
  });
});

describe('trap 21: the service key is in the body', () => {
  test('trap 21: a read by POST is repeated with the same body', async () => {
    const replies = inTurn(
      json({}, 500),
      json({ error: 'too many requests' }, 429),
      json(published()),
    );
    const server = await serve(replies);
    await readAll(makeWindsurf(server.url), 'seats', backend);
    const bodies = server.seen.map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ service_key: SERVICE_KEY });
  });

  test.each([
    ['whole', (body: string) => body],
    ['cut in the middle of the key', (body: string) => body.slice(0, 25)],
    ['within other words', (body: string) => `rate limit exceeded for ${body}`],
  ])(
    'trap 21: no request body is in any failure, though the vendor repeats it %s',
    async (_how, repeat) => {
      const server = await serve((response, seen) =>
        json({ error: repeat(seen.body) }, 400)(response, seen),
      );
      const provider = makeWindsurf(server.url, { retries: 0 });
      const failure = await failureIn(readAll(provider, 'seats', backend));
      const everything = inspect(failure, { depth: Infinity, showHidden: true });
      expect(server.seen[0]?.body).toContain(SERVICE_KEY.slice(0, 5));
      expect(everything).not.toMatch(/service_key|start_timestamp/);
      expect(everything).not.toContain(SERVICE_KEY.slice(0, 5));
    },
  );

  test('trap 21: nor is the key in the address or a header', async () => {
    const server = await serve(json(published()));
    await readAll(makeWindsurf(server.url), 'seats', backend);
    expect(JSON.stringify({ ...server.seen[0], body: '' })).not.toContain(SERVICE_KEY);
  });
});
