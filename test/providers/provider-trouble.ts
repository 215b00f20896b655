import { describe, expect, test, vi } from 'vitest';
import type { Sample } from './provider-contract.ts';
import { failureFrom, failureIn, quick, readAll, readFrom } from './reading.ts';
import { cut, cutInBody, deadUrl, hang, inTurn, json, raw, serve, stall } from './server.ts';

/** What every provider makes of its vendor's and the network's trouble. */
export function testTrouble(sample: Sample): void {
  const { setup, feed, answer } = sample;
  const { make, addressSetting } = setup;

  describe('trouble that may pass is tried again', () => {
    test.each([
      ['429', () => setup.tooMany()],
      ['429 with Retry-After in seconds', () => setup.tooMany({ 'retry-after': '0' })],
      ['500', () => raw('oh no', 500)],
      ['503', () => json({ message: 'upstream' }, 503)],
      ['a connection cut before the answer', () => cut],
      ['a connection cut in the middle of the body', () => cutInBody(answer)],
      ['JSON that ends too early', () => raw(JSON.stringify(answer).slice(0, -3))],
    ])('%s', async (_what, reply) => {
      const { server, reading } = await readFrom(sample, inTurn(reply(), reply(), json(answer)));
      expect((await reading).rows.length).toBeGreaterThan(0);
      expect(server.seen).toHaveLength(3);
      expect(server.seen[2]).toEqual({ ...server.seen[0], aborted: false });
    });

    test.each([
      ['an answer that never comes', hang],
      ['a body that stops in the middle', stall],
    ])('%s', async (_what, reply) => {
      const answers = inTurn(reply, json(answer));
      const { server, reading } = await readFrom(sample, answers, { timeoutMs: 150 });
      expect((await reading).rows.length).toBeGreaterThan(0);
      expect(server.seen).toHaveLength(2);
      await vi.waitUntil(() => server.seen[0]?.aborted);
    });

    test('until the retries are used up', async () => {
      const { server, failure } = await failureFrom(sample, raw('oh no', 500), { retries: 2 });
      expect(failure).toMatchObject({ code: 'unavailable', context: { status: 500 } });
      expect(server.seen).toHaveLength(3);
    });

    test('time-outs once more only', async () => {
      const { server, failure } = await failureFrom(sample, stall, { timeoutMs: 50, retries: 9 });
      expect(failure.code).toBe('unavailable');
      expect(failure.message).toContain('within 0.05 seconds');
      expect(server.seen).toHaveLength(2);
    });

    test('429 to the end says how long the vendor asks to wait', async () => {
      const reply = setup.tooMany({ 'retry-after': '0.001' });
      const { server, failure } = await failureFrom(sample, reply, { retries: 1 });
      expect(failure).toMatchObject({ code: 'rate_limited', retryAfterMs: 1 });
      expect(server.seen).toHaveLength(2);
    });

    test.each([
      ['seconds', '61'],
      ['a date', 'Wed, 01 Jan 2025 00:01:01 GMT'],
    ])('not where Retry-After, in %s, asks for too much patience', async (_form, value) => {
      const reply = setup.tooMany({ 'retry-after': value });
      const now = () => Date.UTC(2025, 0, 1);
      const { server, failure } = await failureFrom(sample, reply, { now });
      expect(failure).toMatchObject({ code: 'rate_limited', retryAfterMs: 61_000 });
      expect(failure.message).toContain('61 seconds');
      expect(server.seen).toHaveLength(1);
    });
  });

  describe('trouble that stays is told at once', () => {
    test.each([
      [400, 'invalid'],
      [404, 'not_found'],
      [408, 'unavailable'],
      [409, 'invalid'],
      [422, 'invalid'],
    ])('%i is %s', async (status, code) => {
      const { server, failure } = await failureFrom(sample, json({}, status));
      expect(failure).toMatchObject({ code, context: { status } });
      expect(server.seen).toHaveLength(1);
    });

    test.each([
      ['a page for people', raw('<html>Sign in</html>', 200, { 'content-type': 'text/html' })],
      ['nothing', raw('')],
      ['a number', json(1)],
      ['text', json('all is well')],
      ['null', json(null)],
    ])('%s instead of data breaks the contract', async (_what, reply) => {
      const { server, failure } = await failureFrom(sample, reply);
      expect(failure.code).toBe('contract');
      expect(failure.message).toContain(addressSetting);
      expect(server.seen).toHaveLength(1);
    });

    test('more than an answer may hold breaks the contract', async () => {
      const { server, failure } = await failureFrom(sample, json(answer), { maxBytes: 100 });
      expect(failure.code).toBe('contract');
      expect(server.seen).toHaveLength(1);
    });

    test('a redirect is not followed, least of all with the secret', async () => {
      const elsewhere = await serve(json(answer));
      const { failure } = await failureFrom(sample, raw('', 307, { location: elsewhere.url }));
      expect(failure.code).toBe('contract');
      expect(failure.message).toContain(addressSetting);
      expect(elsewhere.seen).toEqual([]);
    });

    test('a host where nobody listens', async () => {
      const provider = make(await deadUrl(), { ...quick, retries: 1 });
      const failure = await failureIn(readAll(provider, feed, sample.ask));
      expect(failure).toMatchObject({ code: 'unavailable', context: { cause: 'ECONNREFUSED' } });
      expect(failure.message).toContain(addressSetting);
    });

    test('an address that is none', async () => {
      const failure = await failureIn(readAll(make('nowhere', quick), feed, sample.ask));
      expect(failure.code).toBe('invalid');
      expect(failure.message).toContain(addressSetting);
    });
  });
}
