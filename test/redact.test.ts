import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, withoutQuotes } from '../src/redact.ts';

const SECRET = 'xoxb-12-"quoted"/and+more=';

describe('a secret is struck out', () => {
  const strike = createRedactor([SECRET, 'abc']);

  test.each<[string, string]>([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify({ token: SECRET })],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ token: SECRET }) })],
    ['in an address', encodeURIComponent(SECRET)],
    ['in a form', new URLSearchParams({ token: SECRET }).toString()],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
  ])('%s', (_name, text) => {
    const struck = strike(`before ${text} after`);
    expect(struck).toContain('[redacted]');
    expect(struck).not.toMatch(/quoted|6f7465/);
    expect(struck).toMatch(/^before .* after$/);
  });

  test('in Base64, whatever stands before and after it', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(
        bytes,
        bytes,
        fc.constantFrom('base64' as const, 'base64url' as const),
        (left, right, way) => {
          const text = Buffer.concat([left, Buffer.from(SECRET), right]).toString(way);
          const rest = Buffer.from(strike(text).split('[redacted]')[0] ?? '', way).toString(
            'latin1',
          );
          expect(strike(text)).toContain('[redacted]');
          expect(rest).not.toContain('xoxb-1');
        },
      ),
    );
  });

  test('but not one that is as short as a word', () => {
    expect(strike('abc abcd')).toBe('abc abcd');
  });
});

describe('an e-mail address is struck out', () => {
  const strike = createRedactor([]);

  test.each([
    'ann@example.com',
    'Siobhan.O-Brien+x@mail.example.co.uk',
    'anna.кузнецова@пример.рф',
    'user%40lantern.example',
    'ann\\u0040example.com',
  ])('%s', (email) => {
    expect(strike(`{"of":"${email}","url":"https://x/?who=${email}&z=1"}`)).toBe(
      '{"of":"[e-mail]","url":"https://x/?who=[e-mail]&z=1"}',
    );
  });

  test('out of JSON, which stays JSON', () => {
    const pieces = ['\n', '\t', '\\', '"', 'n', '@', 'ann@example.com', ' ', '\u0001'];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 8 });
    fc.assert(
      fc.property(texts, (parts) => {
        const struck: unknown = JSON.parse(strike(JSON.stringify({ text: parts.join('') })));
        expect(JSON.stringify(struck)).not.toContain('ann@example');
      }),
    );
  });

  test('and nothing that looks like one in a stack', () => {
    const frame = 'at run (/app/node_modules/@slack/bolt/dist/App.js:12:3) pg@8.23.1 @here';
    expect(strike(frame)).toBe(frame);
  });
});

describe('what an error quotes is left out', () => {
  test.each([
    [
      'Lingma did not accept it (400). It said: “Ann Meyer left”.',
      'Lingma did not accept it (400). It said: “…”.',
    ],
    ['It said: “cut in the mid', 'It said: “…”'],
    [
      'Unexpected token \'x\', ..."name":"Ann Me"... is not valid JSON',
      'Unexpected token \'x\', ..."…"... is not valid JSON',
    ],
    ['invalid input syntax for type integer: "Ann"', 'invalid input syntax for type integer: "…"'],
    ['relation "usage_day" does not exist', 'relation usage_day does not exist'],
    ['connect ECONNREFUSED 127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1'],
  ])('%s', (message, left) => {
    expect(withoutQuotes(message)).toBe(left);
  });

  test('and a message has an end', () => {
    expect(withoutQuotes(randomBytes(5000).toString('hex')).length).toBeLessThan(500);
  });
});
