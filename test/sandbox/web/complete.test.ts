import { expect, test } from 'vitest';
import { complete } from '../../../sandbox/web/composer/complete.ts';
import { REPORT_KEYS, VERBS } from '../../../sandbox/web/composer/grammar.ts';
import { NUDGE_ACTIONS } from '../../../src/slack/command-nudge-values.ts';
import { PERSON, REPORT, VERB_ROWS } from '../../../src/slack/command-verbs.ts';

const known = {
  teams: [
    { id: 'backend', name: 'Backend' },
    { id: 'data', name: 'Data & ML' },
  ],
  people: [{ handle: 'ann', name: 'Ann Meyer' }],
  channels: ['general'],
};
const lines = (line: string) => complete(line, known).map((offer) => offer.line);

test.each([
  ['/', '/ai-usage '],
  ['/ai-usage ', '/ai-usage team=backend '],
  ['/ai-usage in', '/ai-usage inactive '],
  ['/ai-usage te', '/ai-usage teams '],
  ['/ai-usage top by=', '/ai-usage top by=lines '],
  ['/ai-usage top te', '/ai-usage top team='],
  ['/ai-usage team=DA', '/ai-usage team=data '],
  ['/ai-usage user=@a', '/ai-usage user=@ann '],
  ['/ai-usage subscribe channel=#', '/ai-usage subscribe channel=#general '],
  ['/ai-usage team=data period=last', '/ai-usage team=data period=last-week '],
  ['/ai-usage nudges p', '/ai-usage nudges preview '],
  ['/ai-usage ex', '/ai-usage export '],
  ['/ai-usage exempt u', '/ai-usage exempt user='],
  ['/ai-usage status view=', '/ai-usage status view=unmatched '],
  ['/ai-usage export view=', '/ai-usage export view=seats '],
  ['/ai-usage team=data view=', '/ai-usage team=data view=details '],
])('%s could become %s', (line, next) => {
  expect(lines(line)[0]).toBe(next);
});

test.each(['hello', '/other', '/ai-usage team=data nonsense', ''])('%s becomes nothing', (line) => {
  expect(lines(line)).toEqual([]);
});

test('a key that was given is not offered again, nor one that the verb does not take', () => {
  expect(lines('/ai-usage top team=data ')).not.toContain('/ai-usage top team=data team=');
  expect(lines('/ai-usage inactive ')).not.toContain('/ai-usage inactive by=');
});

// What is typed after a word, by itself.
const BARE = ['id', 'action'];

test.each(VERB_ROWS.flatMap(({ word, keys }) => (word === null ? [] : [[word, keys] as const])))(
  '“%s” is offered as the bot understands it',
  (word, keys) => {
    const verb = VERBS.find((offered) => offered.word === word);
    expect(verb?.keys.toSorted()).toEqual(keys.filter((key) => !BARE.includes(key)).toSorted());
    expect(Object.keys(verb?.seconds ?? {})).toEqual(keys.includes('action') ? NUDGE_ACTIONS : []);
  },
);

test('a summary takes the keys that the bot understands', () => {
  expect(REPORT_KEYS.toSorted()).toEqual([...new Set([...REPORT.keys, ...PERSON.keys])].toSorted());
});
