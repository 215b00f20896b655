import { decode, type Span } from './command-tokens.ts';
import { clip, plain } from './views/text.ts';

/** What somebody typed, in three parts, so that the wrong one can be made to stand out. */
export type MarkedProblem = {
  readonly before: string;
  readonly wrong: string;
  readonly after: string;
};

// Graphemes that are shown of each part.
const SHOWN = 60;
const SPACE_FIRST = /^[\s\p{Z}\p{Cc}]/u;
const SPACE_LAST = /[\s\p{Z}\p{Cc}]$/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Gives the text that Slack sent as plain text to read, with the part at `at` apart: mentions as @name, nothing escaped, no
 * control characters, and what is far from the wrong part cut with ….
 */
export function markProblem(text: string, at: Span): MarkedProblem {
  const [before, wrong, after] = [
    decode(text.slice(0, at.from)),
    decode(text.slice(at.from, at.to)),
    decode(text.slice(at.to)),
  ];
  const [shownBefore, shownAfter] = [plain(before, Infinity), plain(after, Infinity)];
  const isApartBefore = SPACE_LAST.test(before) || SPACE_FIRST.test(wrong);
  const isApartAfter = SPACE_LAST.test(wrong) || SPACE_FIRST.test(after);
  return {
    before: shownBefore && `${tail(shownBefore)}${isApartBefore ? ' ' : ''}`,
    wrong: plain(wrong, SHOWN),
    after: shownAfter && `${isApartAfter ? ' ' : ''}${clip(shownAfter, SHOWN)}`,
  };
}

/** The end of a text, cut as `clip` cuts its start. */
function tail(text: string): string {
  if (text.length <= SHOWN) return text;
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  const kept = parts.slice(parts.length > SHOWN ? 1 - SHOWN : 0);
  while (kept.join('').length >= SHOWN * 4) kept.shift();
  return kept.length === parts.length ? text : `…${kept.join('')}`;
}
