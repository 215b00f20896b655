import { expect } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks/check.ts';
import { checkHome } from '../../../sandbox/slack/home/home.ts';

/** A message as a view makes it, or as it came over the wire. */
type Message = { readonly text: string; readonly blocks: readonly unknown[] };

// Views mention people and channels by ids that Slack gave; those in the hostile texts are never among them.
const MENTION = /<@(?!U0123>)[UW][A-Z0-9]+>|<#(?!C0123[>|])[CG][A-Z0-9]+>/g;
const HIDDEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Holds a message against what Slack takes and what text from outside must never do in it. */
export function expectSafe(message: Message): void {
  expect(checkBlocks(message.blocks)).toHaveProperty('blocks');
  expectHarmless(message);
}

/** The same for what is published as a Home tab. */
export function expectSafeHome(message: Message): void {
  const checked = checkHome({ type: 'home', blocks: structuredClone(message.blocks) });
  expect('error' in checked ? checked : null).toBeNull();
  expectHarmless(message);
}

function expectHarmless(message: Message): void {
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4000);
  const all = [...textsOf(message.blocks), { path: '/text', text: message.text }];
  const spoilt = all.filter(
    ({ text }) => HIDDEN.test(text.replaceAll('\n', '')) || !text.isWellFormed(),
  );
  expect(spoilt).toEqual([]);
  for (const raw of [message.text, ...mrkdwnOf(message.blocks)]) {
    const text = raw.replace(MENTION, '');
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    // Code is shown as it is: Slack makes no links in it.
    expect(text.replace(/`[^`\n]*`/g, '')).not.toMatch(/:\/\/|www\.\p{L}{2}|(?<!\w)@\w/u);
  }
  expect(JSON.stringify(message.blocks)).not.toMatch(
    /"type":"(?:usergroup|broadcast|link|team|emoji)"|"user_id":"U0123"|"channel_id":"C0123"/,
  );
}

type Found = { readonly path: string; readonly text: string };

/** All strings of a value with where they stand. */
function textsOf(value: unknown, path = ''): Found[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

function mrkdwnOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnOf);
}

/** All text that a reader sees in a message's blocks, one line a string. */
export function shownIn(message: Message): string {
  return textsOf(message.blocks)
    .filter(({ path }) => path.endsWith('/text') || path.endsWith('/title'))
    .map(({ text }) => text)
    .join('\n');
}
