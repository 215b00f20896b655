import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { nearestVerb, VERB_ROWS } from '../../src/slack/command-verbs.ts';
import { KEYS } from '../../src/slack/command-words.ts';
import { PROVIDERS } from './commands.ts';

// A channel is one where Slack has made it one, and a verb has a view of its own.
const VALUES: Readonly<Record<string, string>> = {
  'export view=': 'seats',
  'status view=': 'unmatched',
  channel: '<#C1|general>',
  reason: '"parental leave"',
};

// Without these it is not said whom it is about, and until when.
const NEEDED = ['user=<@U1>', 'until=30d'];

describe('the verbs', () => {
  it.each(VERB_ROWS.map((row) => [row.example, row] as const))(
    '%s is an example that works, with keys that the verb takes',
    (example, { verb, keys }) => {
      // Nobody is known as @ann here; Slack would write a mention.
      const parsed = parseCommandLine(example, PROVIDERS);
      expect(parsed).toMatchObject({ ok: true, command: { verb } });
      const used = [...example.matchAll(/(\w+)=/g)].map(([, key]) => key);
      expect(keys).toEqual(expect.arrayContaining(used));
    },
  );

  it('take every key there is, and no other', () => {
    const taken = new Set(VERB_ROWS.flatMap(({ keys }) => keys));
    expect([...taken].toSorted()).toEqual(KEYS.map(({ word }) => word).toSorted());
  });

  // Without a verb, a key of another verb asks for that one; whatever stands behind “help” is let be.
  const verbs = VERB_ROWS.filter(({ word }) => word !== null && word !== 'help');

  it.each(
    verbs.flatMap((row) => KEYS.map((key) => [`${row.word} ${key.word}=`, row, key] as const)),
  )('%s is taken, or said not to be', (start, { verb, keys }, { word, form }) => {
    const value = VALUES[start] ?? VALUES[word] ?? form.split(/[=|]/)[1] ?? '';
    const needed = verb === 'exempt' ? NEEDED.filter((pair) => !pair.startsWith(word)) : [];
    const typed = [start + value, ...needed].join(' ');
    expect(parseCommandLine(typed, PROVIDERS).ok).toBe(keys.includes(word));
  });

  it.each([
    ['tpo', 'top'],
    ['Tops', 'top'],
    ['inactiv', 'inactive'],
    ['statsu', 'status'],
    ['exprot', 'export'],
    ['team', 'teams'],
    ['hlep', 'help'],
    ['subscrib', 'subscribe'],
    ['subscription', 'subscriptions'],
    ['unsubscirbe', 'unsubscribe'],
    ['nudge', 'nudges'],
    ['nugdes', 'nudges'],
    ['exmept', 'exempt'],
    ['top', null],
    ['be', null],
    ['backend', null],
    ['constructor', null],
    ['', null],
  ])('offers for %j the verb %j', (word, verb) => {
    expect(nearestVerb(word)).toBe(verb);
  });
});
