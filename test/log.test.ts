import { expect, test } from 'vitest';
import { AppError } from '../src/errors.ts';
import { createLogger } from '../src/log.ts';

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
    error: { stack: expect.stringContaining('log.test.ts'), cause: { stack: cause.stack } },
  });
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
