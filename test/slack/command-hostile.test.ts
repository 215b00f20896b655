import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { PROVIDERS } from './commands.ts';
import { expectAnswer, expectAnswers } from './hostile-command.ts';

describe('a hostile command line', () => {
  // 10,000 times in command-hostile.slow.test.ts.
  it('ends in a command, or in a problem with a command that works: 500 times', () => {
    expect.hasAssertions();
    expectAnswers(500);
  });

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
