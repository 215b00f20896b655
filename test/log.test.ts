import { expect, test } from 'vitest';
import { AppError } from '../src/errors.ts';
import { createLogger } from '../src/log.ts';
import { asRequest } from '../src/request-id.ts';

function logger(secrets: string[]) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLogger({ level: 'info', secrets, destination }), lines };
}

test('secrets are struck out wherever they appear, also escaped and in stacks', () => {
  const secret = 'pt-"quoted"/secret';
  const { log, lines } = logger([secret]);
  const cause = new Error(`request to https://x/?key=${encodeURIComponent(secret)} failed`);
  log.error({ error: new AppError('unavailable', `No answer to ${secret}.`, { cause }) }, secret);
  expect(lines.join('')).toContain('[redacted]');
  expect(lines.join('')).not.toMatch(/quoted/);
});

test('only what nobody foresaw is logged with its stack', () => {
  const { log, lines } = logger([]);
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  log.warn({ error: new AppError('unavailable', 'It does not answer.', { cause }) }, 'sync');
  log.error({ error: new AppError('internal', 'Something went wrong.', { cause }) }, 'sync');
  const [foreseen = '', unforeseen = ''] = lines;
  expect(foreseen).toMatch(/socket hang up.+ECONNRESET/);
  expect(foreseen).not.toContain('stack');
  expect(JSON.parse(unforeseen)).toMatchObject({
    error: {
      stack: expect.stringMatching(/^ {4}at .*log\.test\.ts/),
      cause: { stack: expect.any(String) },
    },
  });
});

test('what is in the words of others is not logged', () => {
  const { log, lines } = logger([]);
  const body = { ok: false, error: '{"users":[{"name":"Ann Meyer"' };
  const unreadable = Object.assign(new Error(`An API error occurred: ${body.error}`), {
    data: body,
  });
  log.error({ error: unreadable }, 'sync');
  const sentence = 'It is not accepted. It said: “Ann Meyer <ann@example.com> left”.';
  log.warn({ error: new AppError('invalid', sentence, { cause: new Error(`x: "Ann Meyer"`) }) });
  log.warn({ who: 'ann@example.com' }, 'ann@example.com is not there');
  expect(lines.join('')).not.toMatch(/Ann |ann@|Meyer/);
  expect(lines.join('')).toContain('It is not accepted.');
});

test('every line that comes of one piece of work carries its id', async () => {
  const { log, lines } = logger([]);
  log.info('before');
  const ids = await Promise.all(
    ['one', 'two'].map((name) =>
      asRequest(async (id) => {
        log.info({ name }, 'begun');
        await new Promise((resolve) => setImmediate(resolve));
        asRequest((inner) => log.info({ name, inner }, 'within'));
        return id;
      }),
    ),
  );
  const entries = lines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(entries[0]).not.toHaveProperty('request');
  for (const [at, name] of ['one', 'two'].entries()) {
    const own = entries.filter((entry) => entry['name'] === name);
    expect(own.map(({ request }) => request)).toEqual([ids[at], ids[at]]);
    expect(own[1]).toMatchObject({ inner: ids[at] });
  }
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^r-[a-z2-9]{6}$/);
});

test('an AppError is logged with its code and context', () => {
  const { log, lines } = logger([]);
  log.warn({ error: new AppError('forbidden', 'Refused.', { context: { status: 403 } }) }, 'sync');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    msg: 'sync',
    error: { code: 'forbidden', message: 'Refused.', status: 403 },
  });
});
