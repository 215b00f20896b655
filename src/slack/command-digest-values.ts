import { SECTIONS, type Section } from '../domain/subscriptions.ts';
import { objected, taken, type Read } from './command-reading.ts';
import { shown, type Value } from './command-tokens.ts';
import { foldWord, halfWidth, keyNamed, listed, nearest } from './command-words.ts';
import { clip } from './views/text.ts';

/** A channel as somebody named it; `label` is its name at that time, null where Slack did not tell it. */
export type ChannelNamed = { readonly channelId: string; readonly label: string | null };

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ...['off', 'no', 'false', 'hide', 'hidden', 'none', 'without', '0'].map(
    (word) => [word, false] as const,
  ),
  ...['on', 'yes', 'true', 'show', 'all', 'with', '1'].map((word) => [word, true] as const),
]);

/** Reads `names=`. */
export function readNames(typed: string): Read<boolean> {
  const word = foldWord(typed);
  const names = SWITCH.get(word);
  if (names !== undefined) return taken(names);
  return objected(
    `“${clip(typed, 40)}” does not fit: “names=” is on or off.`,
    keyNamed('names').form,
    // Of two that are as near, the one that shows less.
    SWITCH.get(nearest(word, [...SWITCH.keys()]) ?? '') ?? null,
  );
}

const SECTION_WORDS: ReadonlyMap<string, readonly Section[]> = new Map<string, readonly Section[]>([
  ...SECTIONS.map((section) => [section, [section]] as const),
  ['charts', ['chart']],
  ['acceptors', ['top']],
  ['seats', ['inactive']],
  ['split', ['splits']],
  ['languages', ['splits']],
  ['all', SECTIONS],
  ['none', []],
]);

/** Reads `sections=`: some of the parts that a digest can have, in the order of a digest. */
export function readSections(typed: string): Read<readonly Section[]> {
  const words = halfWidth(typed)
    .toLowerCase()
    .split(/[\s,;+&、]+|\band\b/u)
    .filter((word) => word !== '');
  const wrong = words.find((word) => !SECTION_WORDS.has(word));
  const meant = words.flatMap((word) => {
    const near = SECTION_WORDS.has(word) ? word : nearest(word, [...SECTION_WORDS.keys()]);
    return SECTION_WORDS.get(near ?? '') ?? [];
  });
  const sections = SECTIONS.filter((section) => meant.includes(section));
  if (wrong === undefined && words.length > 0) return taken(sections);
  return objected(
    `“${clip(wrong ?? typed, 40)}” is no part of a digest: there are ${listed(SECTIONS)}.`,
    keyNamed('sections').form,
    sections.length > 0 ? sections : null,
  );
}

/** Whether words behind `sections=` belong to its value, as in `sections=chart, top`. */
export function isSaidOfSections(text: string): boolean {
  const [, ...rest] = text.toLowerCase().split(/[\s,;+&]+/);
  return rest.every((word) => word === '' || word === 'and' || SECTION_WORDS.has(word));
}

/** Writes parts of a digest as `sections=` takes them. */
export function printSections(sections: readonly Section[]): string {
  if (sections.length === 0) return 'none';
  return sections.length === SECTIONS.length ? 'all' : sections.join();
}

/** Reads `channel=`. Slack gives a channel that it knows with its id; everything else is only a word. */
export function readChannel(value: Value): Read<ChannelNamed> {
  const { text, kind, channelId } = value;
  const { form } = keyNamed('channel');
  if (channelId !== null) return taken({ channelId, label: text === channelId ? null : text });
  if (kind === 'text' && /^[CG][A-Z0-9]{7,40}$/.test(text)) {
    return taken({ channelId: text, label: null });
  }
  const problem = `Slack did not make a channel of “${shown(value)}”: type “#” and pick it from the list, or leave “channel=” out for this one.`;
  return objected<ChannelNamed>(problem, form, null);
}

const MOST = 2_147_483_647;

/** Reads the number of a subscription, `7` or `#7`. */
export function readId({ text, kind }: Value): Read<number> {
  const digits = /^(?:#\s?|no\.? ?)?(?<digits>\d{1,10})$/i.exec(halfWidth(text))?.groups?.[
    'digits'
  ];
  const id = Number(digits ?? 0);
  if (id >= 1 && id <= MOST && kind !== 'person') return taken(id);
  const problem = `“${shown({ text, kind })}” is not the number of a subscription: “subscriptions” lists them.`;
  return objected<number>(problem, 'unsubscribe 7', null);
}
