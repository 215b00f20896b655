import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { markProblem } from '../../src/slack/command-mark.ts';
import { printCommand, printForPeople } from '../../src/slack/command-print.ts';
import { anyText, PROVIDERS } from './commands.ts';

/** What must hold whatever was typed: it is read, or a problem names a part of it and offers what is read. */
function expectAnswer(text: string): void {
  const parsed = parseCommandLine(text, PROVIDERS);
  const command = parsed.ok ? parsed.command : parsed.problem.corrected;
  expect(parseCommandLine(printCommand(command), PROVIDERS)).toEqual({ ok: true, command });
  expect(printForPeople(command)).toMatch(/^\/ai-usage/);
  if (parsed.ok) return;
  const { problem, at } = parsed.problem;
  expect(problem).toMatch(/\S.*[.?]$/u);
  expect(problem.length).toBeLessThan(400);
  expect(at.from).toBeGreaterThanOrEqual(0);
  expect(at.to).toBeGreaterThan(at.from);
  expect(at.to).toBeLessThanOrEqual(text.length);
  const { before, wrong, after } = markProblem(text, at);
  expect(wrong).not.toBe('');
  const line = `${before}${wrong}${after}`;
  expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  expect(line.isWellFormed()).toBe(true);
}

describe('a hostile command line', () => {
  it(
    'ends in a command, or in a problem with a command that works: 10,000 times',
    {
      timeout: 60_000,
    },
    () => {
      expect.hasAssertions();
      fc.assert(fc.property(anyText, expectAnswer), { numRuns: 10_000 });
    },
  );

  it.each([
    ['spaces', ' '.repeat(8000)],
    ['one word', 'x'.repeat(8000)],
    ['opening brackets', '<'.repeat(8000)],
    ['half-open markup', '<a '.repeat(2700)],
    ['quotes', '"'.repeat(8000)],
    ['single quotes apart', "' ".repeat(4000)],
    ['equals', '='.repeat(8000)],
    ['pairs', 'a=b '.repeat(2000)],
    ['empty pairs', 'a = '.repeat(2000)],
    ['words', 'a '.repeat(4000)],
    ['backslashes in a quote', `"${'\\'.repeat(7999)}`],
    ['direction marks', '\u202e'.repeat(8000)],
    ['opening quotes', '"a '.repeat(2666)],
    ['opening quotes behind keys', 'a="x '.repeat(1600)],
    ['mentions', '<@U1|a>'.repeat(1100)],
    ['escaped quotes', '\\" '.repeat(2600)],
    ['words behind a name', `team=${'a '.repeat(3900)}`],
    ['colons', 'team: '.repeat(1300)],
    ['verbs', 'top '.repeat(2000)],
    ['spaces before an equals sign', `a${' '.repeat(7990)}=b`],
  ])('takes 8,000 characters of %s at once', { timeout: 1000 }, (_name, text) => {
    expect.hasAssertions();
    expectAnswer(text);
  });

  it.each([
    ['opening quotes', '"a '],
    ['half-open markup', '<a '],
    ['spaced quotes', "' "],
    ['backslashes', '"\\\\'],
    ['words', 'ab '],
    ['pairs without a value', 'a = '],
    ['mentions', '<@U1|a> '],
    ['keys with a colon', 'team: a '],
  ])('takes time in proportion to the length of %s', (_name, piece) => {
    const time = (length: number) => {
      const text = piece.repeat(length / piece.length);
      const times = Array.from({ length: 3 }, () => {
        const started = performance.now();
        parseCommandLine(text, PROVIDERS);
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    time(8000);
    // Eight times the length; what grows with its square would take 64 times as long.
    expect(time(64_000) / Math.max(time(8000), 0.2)).toBeLessThan(30);
  });
});
