import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseCommandLine,
  printCommand,
  type Command,
  type CommandProblem,
} from '../../src/slack/command-line.ts';

const PROVIDERS = ['lingma', 'windsurf'];
// What a parser trips over, piece by piece.
const MARKS = [
  'a',
  'b',
  ' ',
  '"',
  "'",
  '“',
  '”',
  '\\',
  '=',
  '<',
  '>',
  '&',
  '|',
  '@',
  '#',
  '!',
  '＝',
  ';',
  'lt',
  'amp',
];
const KEYWORDS = ['team', 'period', 'provider', 'top', 'help', 'x', ':', '后', '\u202e', '\u0000'];
const PIECES = [...MARKS, ...KEYWORDS, '<@U1|a>', '<#C1>', '<!here>', '&lt;'];
const SLASH = '/ai-usage ';

function parse(text: string): Command | CommandProblem {
  const parsed = parseCommandLine(text, PROVIDERS);
  return parsed.ok ? parsed.command : parsed.problem;
}

function report(team: string, period: string | null = null, provider: string | null = null) {
  return { verb: 'report', team, period, provider };
}

function problemOf(text: string): { problem: string; corrected: string; at: string } {
  const parsed = parseCommandLine(text, PROVIDERS);
  if (parsed.ok) return { problem: '', corrected: '', at: '' };
  const { problem, corrected, at } = parsed.problem;
  return { problem, corrected: printCommand(corrected), at: text.slice(at.from, at.to) };
}

/** What Slack makes of typed text. */
function onTheWire(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe('a command line', () => {
  it.each([
    ['team=backend', report('backend')],
    ['backend', report('backend')],
    ['  backend  ', report('backend')],
    ['Core Platform', report('Core Platform')],
    ['TEAM=Backend', report('Backend')],
    ['team="core platform"', report('core platform')],
    ['team=“core platform”', report('core platform')],
    ['team=”core platform”', report('core platform')],
    ["team='core platform'", report('core platform')],
    ['team=‘core platform’', report('core platform')],
    ['team=„core platform“', report('core platform')],
    ['“core platform” period=7d', report('core platform', '7d')],
    ['team="core platform"period=7d', report('core platform', '7d')],
    ['team="Bob\'s 1\\"-team"', report('Bob\'s 1"-team')],
    ["team=“O’Brien's”", report("O’Brien's")],
    ["team=O'Brien", report("O'Brien")],
    ['team = backend', report('backend')],
    ['team= backend period =7d', report('backend', '7d')],
    ['team＝backend　provider＝lingma', report('backend', null, 'lingma')],
    ['team==backend', report('backend')],
    ['team=a=b', report('a=b')],
    ['period=last-month provider=Windsurf team=be', report('be', 'last-month', 'windsurf')],
    ['backend provider=all', report('backend')],
    ['backend provider=ALL', report('backend')],
    ['team=R&amp;D', report('R&D')],
    ['team="a &lt;b&gt; &amp;amp;"', report('a <b> &amp;')],
    ['team=<http://backend.io|backend.io>', report('backend.io')],
    ['team=top', report('top')],
    ['"status"', report('status')],
    ['team=后端', report('后端')],
    ['team=backend\nperiod=7d\t', report('backend', '7d')],
    ['team=\u202ebackend\u202c', report('backend')],
    ['', { verb: 'help' }],
    ['   \n', { verb: 'help' }],
    ['""', { verb: 'help' }],
    ['help', { verb: 'help' }],
    ['HELP me', { verb: 'help' }],
  ])('reads %j', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ['top team=backend', '“top” is not in this version yet', 'team=backend', 'top'],
    ['TOP', '“top” is not in this version yet', 'help', 'TOP'],
    ['unsubscribe 7', '“unsubscribe” is not in this version yet', 'help', 'unsubscribe'],
    ['nudges preview', '“nudges” is not in this version yet', 'help', 'nudges'],
    ['user=<@U0123|ann>', '“user=” is not in this version yet', 'help', 'user=<@U0123|ann>'],
    ['backend by=lines', '“by=” is not in this version yet', 'team=backend', 'by=lines'],
    ['taem=backend', '“taem” is not a key: did you mean “team”?', 'team=backend', 'taem=backend'],
    [
      'be --period=7d',
      '“--period” is not a key: did you mean “period”?',
      'team=be period=7d',
      '--period=7d',
    ],
    [
      'department=be',
      '“department” is not a key: did you mean “team”?',
      'team=be',
      'department=be',
    ],
    [
      'be colour=red',
      '“colour” is not a key. The keys are team, period, provider.',
      'team=be',
      'colour=red',
    ],
    ['team:backend', '“team” and its value are joined by “=”', 'team=backend', 'team:backend'],
    ['=backend', 'There is no key before “=backend”', 'team=backend', '=backend'],
    ['be team=fe', 'The team is given twice: “be” and “fe”', 'team=be', 'team=fe'],
    ['team=be team=fe', 'The team is given twice', 'team=be', 'team=fe'],
    [
      'be period=7d period=28d',
      'The period is given twice: “7d” and “28d”',
      'team=be period=7d',
      'period=28d',
    ],
    [
      'team=core platform',
      '“platform” stands alone behind “core”',
      'team="core platform"',
      'platform',
    ],
    ['team=', '“team=” has no value', 'help', 'team='],
    ['team=be period=', '“period=” has no value', 'team=be', 'period='],
    ['period= team=be', '“period=” has no value', 'team=be', 'period= '],
    ['team="" period=7d', '“team=” has no value', 'help', 'team=""'],
    ['period=7d', 'Which team?', 'help', 'period=7d'],
    [
      'be provider=lingam',
      '“lingam” is not a provider here. These are: lingma, windsurf, all.',
      'team=be provider=lingma',
      'provider=lingam',
    ],
    ['be provider=copilot', '“copilot” is not a provider here', 'team=be', 'provider=copilot'],
    [
      'team="core plat',
      'The quote before “core plat” is not closed',
      'team="core plat"',
      'team="core plat',
    ],
    [
      'team=“core plat period=7d',
      'The quote before “core plat” is not closed',
      'team="core plat" period=7d',
      'team=“core plat',
    ],
    ['team=<@U0123|ann>', '“@ann” is a person', 'help', 'team=<@U0123|ann>'],
    ['<@U0123>', '“@U0123” is a person', 'help', '<@U0123>'],
    ['team=<!channel>', '“@channel” is everybody', 'help', 'team=<!channel>'],
    ['<#C0123|backend>', '“#backend” is a channel', 'team=backend', '<#C0123|backend>'],
    [`team=${'x'.repeat(300)}`, 'is longer than any name', 'help', `team=${'x'.repeat(300)}`],
  ])('says what is wrong with %j', (text, problem, corrected, at) => {
    const found = problemOf(text);
    expect(found.problem).toContain(problem);
    expect(found.corrected).toBe(SLASH + corrected);
    expect(found.at).toBe(at);
  });

  const value = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom(...MARKS),
        minLength: 1,
        maxLength: 20,
      }),
    )
    .map((text) => text.replace(/[\s\p{Z}\p{C}]+/gu, ' ').trim())
    .filter((text) => text !== '');
  const command = fc
    .tuple(value, fc.option(value), fc.option(fc.constantFrom(...PROVIDERS)))
    .map(([team, period, provider]): Command => ({ verb: 'report', team, period, provider }));

  it('is read as it was printed', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(command, (printed) => {
        const typed = printCommand(printed).slice(SLASH.length);
        expect(parse(onTheWire(typed))).toEqual(printed);
      }),
      { numRuns: 500 },
    );
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
  );

  it('is never too strange: it is read, or corrected into one that is read', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseCommandLine(text, PROVIDERS);
        const right = parsed.ok ? parsed.command : parsed.problem.corrected;
        expect(parse(onTheWire(printCommand(right).slice(SLASH.length)))).toEqual(right);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['spaces', ' '.repeat(8000)],
    ['one word', 'x'.repeat(8000)],
    ['opening brackets', '<'.repeat(8000)],
    ['half-open markup', '<a '.repeat(2700)],
    ['quotes', '"'.repeat(8000)],
    ['single quotes apart', "' ".repeat(4000)],
    ['equals', '='.repeat(8000)],
    ['pairs', 'a=b '.repeat(2000)],
    ['empty pairs', 'a = '.repeat(2000)],
    ['words', 'a '.repeat(4000)],
    ['backslashes in a quote', `"${'\\'.repeat(7999)}`],
    ['direction marks', '\u202e'.repeat(8000)],
  ])('takes 8,000 characters of %s at once', { timeout: 1000 }, (_name, text) => {
    const parsed = parseCommandLine(text, PROVIDERS);
    expect(parsed).toBeDefined();
  });
});
