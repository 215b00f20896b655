import { once } from 'node:events';
import { createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createAsking, type HttpOptions, type Vendor } from '../../src/providers/http.ts';
import { pauseBefore, readRetryAfter } from '../../src/providers/retry.ts';
import { failureIn, quick } from './reading.ts';
import { inTurn, json, raw, serve } from './server.ts';

function asking(baseUrl: string, secret = 's3cret', options: HttpOptions = quick) {
  const vendor: Vendor = {
    title: 'Acme',
    baseUrl,
    headers: {},
    secret: { word: 'token', setting: 'ACME_TOKEN', value: secret },
    addressSettings: 'ACME_URL',
    complaintIn: (body) =>
      typeof body === 'object' && body !== null && 'error' in body
        ? { text: String(body.error) }
        : null,
  };
  return createAsking(vendor, options);
}

const question = { path: 'things', what: 'the things' };

describe('the pause before a retry', () => {
  const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('doubles, is shortened at random by up to half, and ends at ten seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), dice, (count, dice) => {
        const whole = Math.min(300 * 2 ** (count - 1), 10_000);
        const pause = pauseBefore(count, undefined, 300, dice);
        expect(pause).toBeLessThanOrEqual(whole);
        expect(pause).toBeGreaterThanOrEqual(whole / 2);
      }),
    );
  });

  test('differs with the dice, so that requests that failed together do not return together', () => {
    expect(pauseBefore(3, undefined, 300, 0)).not.toBe(pauseBefore(3, undefined, 300, 0.5));
  });

  test('is never shorter than the vendor asks for, and a little longer at random', () => {
    const error = new AppError('rate_limited', 'Wait.', { retryAfterMs: 5000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), dice, (count, dice) => {
        const pause = pauseBefore(count, error, 300, dice);
        expect(pause).toBeGreaterThanOrEqual(5000);
        expect(pause).toBeLessThanOrEqual(5300);
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2025, 5, 10, 12, 0, 0);

  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Tue, 10 Jun 2025 12:00:30 GMT', 30_000],
    ['Tuesday, 10-Jun-25 12:00:30 GMT', 30_000],
    ['Tue, 10 Jun 2025 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j milliseconds', (value, milliseconds) => {
    expect(readRetryAfter(value, now)).toBe(milliseconds);
  });

  test('is waited for where it is short', async () => {
    const server = await serve(inTurn(json({}, 503, { 'retry-after': '0.2' }), json([])));
    const start = performance.now();
    await asking(server.url)(question);
    expect(performance.now() - start).toBeGreaterThanOrEqual(199);
  });
});

test('a compressed body is read, and counts as long as it is unpacked', async () => {
  const body = JSON.stringify('x'.repeat(100_000));
  const server = await serve((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
  });
  expect((await asking(server.url)(question)).text).toBe(body);
  const failure = await failureIn(
    asking(server.url, 's', { ...quick, maxBytes: 50_000 })(question),
  );
  expect(failure.code).toBe('contract');
});

test('of a body that would never end no more is unpacked than may be', async () => {
  const zeros = Buffer.alloc(1024 * 1024);
  const server = await serve(async (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    const packer = createGzip({ level: 9 });
    packer.pipe(response);
    while (!response.destroyed) {
      if (!packer.write(zeros)) await once(packer, 'drain', { signal: AbortSignal.timeout(5000) });
    }
  });
  const limits = { ...quick, retries: 0, timeoutMs: 15_000, maxBytes: 8 * 1024 * 1024 };
  const failure = await failureIn(asking(server.url, 's', limits)(question));
  expect(failure).toMatchObject({ code: 'contract' });
  expect(failure.message).toContain('more than 8192 KB');
  await vi.waitFor(() => expect(server.seen[0]?.aborted).toBe(true));
});

test('letters of every script arrive as they are, whatever the chunks', async () => {
  const text = JSON.stringify(['王小明', 'Jürgen', '😀']);
  const server = await serve((response) => {
    const bytes = Buffer.from(`\uFEFF${text}`);
    response.writeHead(200);
    response.write(bytes.subarray(0, 8), () => response.end(bytes.subarray(8)));
  });
  expect((await asking(server.url)(question)).text).toBe(text);
});

test.each([
  ['as it is', 'a"b/c d', 'a"b/c d'],
  ['in an address', 'a"b/c d', encodeURIComponent('a"b/c d')],
  ['in JSON', 'a"b/c d', 'a\\"b/c d'],
  ['behind many other words', 'a"b/c d', `${'x'.repeat(195)}a"b/c d`],
])('words that hold the secret are not passed on: %s', async (_form, secret, written) => {
  const server = await serve(json({ error: `bad: ${written}!` }, 400));
  const failure = await failureIn(asking(server.url, secret)(question));
  expect(failure.message).toBe(
    'Acme did not accept the question for the things (400): check ACME_URL.',
  );
});

test("a vendor's words are cut short and kept on one line", async () => {
  const server = await serve(json({ error: `one\ntwo \u0007${'x'.repeat(500)}` }, 400));
  const failure = await failureIn(asking(server.url)(question));
  expect(failure.message).toContain('“one two xxx');
  expect(failure.message).not.toContain('x'.repeat(200));
});

test('a secret that no header can carry is named, not shown', async () => {
  const server = await serve(json([]));
  const vendor: Vendor = {
    title: 'Acme',
    baseUrl: server.url,
    headers: { 'x-token': 's3cret\n密' },
    secret: { word: 'token', setting: 'ACME_TOKEN', value: 's3cret\n密' },
    addressSettings: 'ACME_URL',
    complaintIn: () => null,
  };
  const failure = await failureIn(createAsking(vendor, quick)(question));
  expect(failure.code).toBe('invalid');
  expect(failure.message).toBe(
    'No request to Acme can be made of the settings: check ACME_URL and ACME_TOKEN.',
  );
  expect(failure.cause).toBeUndefined();
});

test('a mistake of our own is not blamed on the vendor', async () => {
  const server = await serve(raw('[]'));
  const mistake = new RangeError('oops');
  const vendor: Vendor = {
    title: 'Acme',
    baseUrl: server.url,
    headers: {},
    secret: { word: 'token', setting: 'ACME_TOKEN', value: '' },
    addressSettings: 'ACME_URL',
    complaintIn: () => {
      throw mistake;
    },
  };
  const failure = await failureIn(createAsking(vendor, quick)(question));
  expect(failure).toMatchObject({ code: 'internal', cause: mistake });
  expect(server.seen).toHaveLength(1);
});
