const SPACE = /[\s\p{Z}\p{Cc}]+/gu;
// Format characters steer direction and hide text; the two joiners (U+200C, U+200D) are kept, as scripts and emoji need them.
const HIDDEN = /(?![\u200c\u200d])\p{Cf}/gu;
const WORD_JOINER = '\u2060';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Gives text from outside as one line that shows what it is: well-formed, without control, direction and invisible
 * characters, cut with … after `max` graphemes.
 */
export function plain(text: string, max = 60): string {
  // A cut well above what can be shown keeps the work small whatever comes in.
  const start = text.slice(0, max * 64).toWellFormed();
  return clip(start.replace(SPACE, ' ').replace(HIDDEN, '').replace(/ +/g, ' ').trim(), max);
}

/** Cuts to `max` graphemes and to `units` code units, so that piled-up accents cannot swell a line. */
export function clip(text: string, max: number, units = max * 4): string {
  if (text.length <= Math.min(max, units)) return text;
  const parts: string[] = [];
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += segment.length;
    if (parts.length >= max || length > units) return `${fitting(parts, max, units)}…`;
    parts.push(segment);
  }
  return text;
}

function fitting(parts: readonly string[], max: number, units: number): string {
  const kept = parts.slice(0, max - 1);
  while (kept.join('').length > units - 1) kept.pop();
  return kept.join('');
}

/**
 * Makes text safe inside Slack's mrkdwn: nothing in it pings, links or formats. Word joiners, which nobody sees,
 * take formatting characters, @names, addresses and :emoji: apart; e-mail addresses stay whole.
 */
export function mrkdwn(text: string): string {
  return escaped(text.replace(/\S+/g, (word) => (EMAIL.test(word) ? word : apart(word))));
}

/** A command as a code span of mrkdwn, to be copied as it is. */
export function codeSpan(text: string): string {
  return `\`${escaped(text.replaceAll('`', "'"))}\``;
}

// Inside a word Slack takes these marks as they are.
const MARKS = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu;
const EMAIL = /^[\w.+-]+@[\w.-]+$/;

function apart(word: string): string {
  return word
    .replace(MARKS, `${WORD_JOINER}$&${WORD_JOINER}`)
    .replace(/(?<!\w)[@#](?=\w)/g, `$&${WORD_JOINER}`)
    .replace(/:(?=\/\/|[\w+-]+:)|\.(?=\p{L}{2})/gu, `$&${WORD_JOINER}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
