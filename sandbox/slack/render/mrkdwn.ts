import type { Paint } from './paint.ts';

/** Finds what a mention shows: a handle or a channel's name, without its sign. */
export interface Names {
  user(id: string): string | undefined;
  channel(id: string): string | undefined;
}

const emoji: Readonly<Record<string, string>> = {
  arrow_down: '⬇️',
  arrow_right: '➡️',
  arrow_up: '⬆️',
  bar_chart: '📊',
  bulb: '💡',
  calendar: '📅',
  chart_with_downwards_trend: '📉',
  chart_with_upwards_trend: '📈',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  lock: '🔒',
  no_entry: '⛔',
  red_circle: '🔴',
  rotating_light: '🚨',
  seat: '💺',
  seedling: '🌱',
  sparkles: '✨',
  tada: '🎉',
  trophy: '🏆',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
  zzz: '💤',
};

/** What a person reads where a message says mrkdwn. */
export function readMrkdwn(text: string, names: Names, paint: Paint): string {
  const kept: string[] = [];
  // What must not be read as emphasis waits behind a private-use character.
  const keep = (shown: string) => `\u{f0000}${String.fromCodePoint(0xf0001 + kept.push(shown))}`;
  const held = clean(text)
    .replace(/```([\s\S]*?)```/g, (_, code: string) => keep(unescape(code)))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(`\`${unescape(code)}\``))
    .replace(/<([^<>\n]+)>/g, (_, inside: string) => keep(showEntity(inside, names)));
  const shown = showEmoji(unescape(emphasize(held, paint)));
  return shown.replace(/\u{f0000}(.)/gu, (_, mark: string) => {
    return kept[(mark.codePointAt(0) ?? 0) - 0xf0002] ?? '';
  });
}

/** What a person reads where a message says plain_text. */
export function readPlainText(text: string): string {
  return showEmoji(unescape(clean(text)));
}

/** Text as it came, but without what would move a terminal's cursor or change its colours. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it removes
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u{f0000}-\u{ffffd}]/gu, ' ');
}

function emphasize(text: string, paint: Paint): string {
  return text
    .replace(emphasis('\\*'), (_, inside: string) => paint.bold(inside))
    .replace(emphasis('_'), (_, inside: string) => paint.italic(inside))
    .replace(emphasis('~'), (_, inside: string) => paint.strike(inside));
}

/** Slack wants a sign to stand at a word's edge. */
function emphasis(sign: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${sign}(?!\\s)([^\\n]+?)(?<!\\s)${sign}(?![\\p{L}\\p{N}])`,
    'gu',
  );
}

function showEntity(inside: string, names: Names): string {
  const [target = '', label] = inside.split(/\|(.*)/su);
  const id = target.slice(1);
  if (target.startsWith('@')) return `@${names.user(id) ?? label ?? id}`;
  if (target.startsWith('#')) return `#${names.channel(id) ?? label ?? id}`;
  if (target.startsWith('!date^')) return label ?? target;
  if (target.startsWith('!subteam^')) return label ?? '@group';
  if (target.startsWith('!')) return `@${id.split('^')[0]}`;
  const address = unescape(target).replace(/^mailto:/, '');
  const shown = label === undefined ? address : unescape(label);
  return shown === address ? address : `${shown} (${address})`;
}

function showEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole);
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
