import { describe, expect, it } from 'vitest';
import { markProblem } from '../../src/slack/command-mark.ts';

function mark(text: string, wrong: string): string {
  const from = text.indexOf(wrong);
  const marked = markProblem(text, { from, to: from + wrong.length });
  return `${marked.before}[${marked.wrong}]${marked.after}`;
}

describe('a marked problem', () => {
  it.each([
    ['top be colour=red limit=5', 'colour=red', 'top be [colour=red] limit=5'],
    ['taem=be', 'taem=be', '[taem=be]'],
    ['  be  taem=x  ', 'taem=x', 'be [taem=x]'],
    ['be period= team=x', 'period= ', 'be [period=] team=x'],
    ['top team=“a”by=x', 'by=x', 'top team=“a”[by=x]'],
    ['top <@U1|ann> limit=5', '<@U1|ann>', 'top [@ann] limit=5'],
    ['top <@U1> <#C1|core> x=<!here>', 'x=<!here>', 'top @U1 #core [x=@here]'],
    ['<mailto:a@b.cd|a@b.cd> x=1', 'x=1', 'a@b.cd [x=1]'],
    ['R&amp;D &lt;!channel&gt; x=1', 'x=1', 'R&D <!channel> [x=1]'],
    ['a\u0000b\u202ec\n\nx=1', 'x=1', 'a bc [x=1]'],
    ['team=ש\u200f x=1', 'x=1', 'team=ש [x=1]'],
  ])('shows %j as it reads', (text, wrong, shown) => {
    expect(mark(text, wrong)).toBe(shown);
  });

  it('cuts what is far from the wrong word', () => {
    const text = `${'a '.repeat(2000)}x=1${' b'.repeat(2000)}`;
    const { before, wrong, after } = markProblem(text, { from: 4000, to: 4003 });
    expect(wrong).toBe('x=1');
    expect(before).toMatch(/^…[a ]{59} $/);
    expect(after).toMatch(/^ [b ]{59}…$/);
  });

  it('cuts a wrong word that is too long, and piled-up accents', () => {
    const pile = `Z${'\u0301'.repeat(4000)}`;
    const marked = markProblem(`${pile} ${pile}`, { from: 0, to: pile.length });
    expect(marked.wrong).toBe('…');
    const behind = markProblem(`${pile} x=1`, { from: pile.length + 1, to: pile.length + 4 });
    expect(behind).toEqual({ before: '… ', wrong: 'x=1', after: '' });
    expect(markProblem('x'.repeat(8000), { from: 0, to: 8000 }).wrong).toHaveLength(60);
  });
});
