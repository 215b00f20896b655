import { expect, test } from 'vitest';
import { complete } from '../../../sandbox/web/composer/complete.ts';

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
