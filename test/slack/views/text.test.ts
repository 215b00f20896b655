import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, codeSpan, mrkdwn, plain } from '../../../src/slack/views/text.ts';
import { outsideText } from './hostile.ts';

const JOINER = '\u2060';

describe('text from outside', () => {
  it.each([
    ['  two\n lines\t ', 'two lines'],
    ['\u202egnp.exe\u2066\u200f', 'gnp.exe'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['\ufeffzero\u200bwidth\u00ad', 'zerowidth'],
    ['\ud800', '\ufffd'],
    ['👩‍👩‍👧‍👦 می‌خواهم', '👩‍👩‍👧‍👦 می‌خواهم'],
    ['王小明', '王小明'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('is cut at whole signs', () => {
    expect(clip('👩‍👩‍👧‍👦'.repeat(5), 3, 100)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`);
    expect(clip('abcdef', 4)).toBe('abc…');
    expect(clip('abcd', 4)).toBe('abcd');
    expect(plain(`Z${'\u0301'.repeat(5000)}`, 10).length).toBeLessThanOrEqual(40);
  });

  it('is never longer than asked for, and the same when cleaned twice', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(outsideText, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const once = plain(text, max);
        expect(once.length).toBeLessThanOrEqual(max * 4);
        expect(plain(once, max)).toBe(once);
      }),
    );
  });

  it.each([
    ['<!channel> & co', '&lt;!channel&gt; &amp; co'],
    ['*bold*', `${JOINER}*${JOINER}bold${JOINER}*${JOINER}`],
    ['FREE_INPUT', 'FREE_INPUT'],
    ['@here', `@${JOINER}here`],
    ['https://evil.example', `https:${JOINER}//evil.${JOINER}example`],
    [':tada:', `:${JOINER}tada:`],
    ['ann.lee@example.com', 'ann.lee@example.com'],
    ['12:30, 1.5', '12:30, 1.5'],
  ])('%j is %j in mrkdwn', (text, expected) => {
    expect(mrkdwn(text)).toBe(expected);
  });

  it('stays inside its code span', () => {
    expect(codeSpan('/ai-usage team="`<!here>`"')).toBe('`/ai-usage team="\'&lt;!here&gt;\'"`');
  });
});
