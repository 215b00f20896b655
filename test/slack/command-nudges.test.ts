import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { printCommand, printForPeople } from '../../src/slack/command-print.ts';
import { PROVIDERS } from './commands.ts';

const ANN = { kind: 'mention', slackUserId: 'U1', label: 'ann' };

function wish(text: string): Record<string, unknown> {
  const parsed = parseCommandLine(text, PROVIDERS);
  if (!parsed.ok) throw new Error(parsed.problem.problem);
  return { ...parsed.command };
}

function problemOf(text: string) {
  const parsed = parseCommandLine(text, PROVIDERS);
  if (parsed.ok) throw new Error(`${text} is read`);
  const { problem, corrected, at } = parsed.problem;
  return { problem, corrected: printForPeople(corrected), at: text.slice(at.from, at.to) };
}

describe('nudges', () => {
  it.each([
    ['nudges', 'status'],
    ['NUDGES Status', 'status'],
    ['nudges preview', 'preview'],
    ['nudges approve', 'approve'],
    ['nudges pause', 'pause'],
    ['nudges resume', 'resume'],
    ['nudges action=log', 'log'],
    ['nudges reclaims', 'reclaims'],
    ['nudges export', 'export'],
    ['ｎｕｄｇｅｓ “log”', 'log'],
  ])('are asked for with %j', (text, action) => {
    expect(wish(text)).toEqual({ verb: 'nudges', action, user: null });
  });

  it.each([
    ['status', '/ai-usage nudges'],
    ['preview', '/ai-usage nudges preview'],
    ['log', '/ai-usage nudges log'],
  ] as const)('to %s are written %j', (action, written) => {
    expect(printCommand({ verb: 'nudges', action, user: null })).toBe(written);
  });

  it.each([
    ['nudges previw', '“previw” is nothing to ask of nudges', 'nudges preview', 'previw'],
    ['nudges stop', 'reclaims, log and export', 'nudges pause', 'stop'],
    ['nudges aprove now', '“aprove now” is nothing', 'nudges approve', 'aprove now'],
    ['nudges send', '“send” is nothing', 'nudges preview', 'send'],
    ['nudges backend', '“backend” is nothing', 'nudges', 'backend'],
    ['nudges constructor', '“constructor” is nothing', 'nudges', 'constructor'],
    ['nudges team=be', '“team=” does not go with “nudges”', 'nudges', 'team=be'],
    ['nudges action=', '“action=” has no value', 'nudges', 'action='],
    ['nudges pause action=log', 'The action is given twice', 'nudges pause', 'action=log'],
    ['action=preview', '“action=” goes with “nudges”', 'nudges preview', 'action=preview'],
  ])('asked for with %j are told what is wrong', (text, problem, corrected, at) => {
    const found = problemOf(text);
    expect(found.problem).toContain(problem);
    expect(found.corrected).toBe(`/ai-usage ${corrected}`);
    expect(found.at).toBe(at);
  });

  it.each(['nudges log user=<@U1|ann>', 'nudges log <@U1|ann>', 'nudges <@U1|ann>'])(
    'are logged of one person with %j',
    (text) => {
      expect(wish(text)).toEqual({ verb: 'nudges', action: 'log', user: ANN });
    },
  );

  it('are not paused for one person, but for all', () => {
    const found = problemOf('nudges pause user=<@U1|ann>');
    expect(found.problem).toContain('“nudges pause” is about everybody');
    expect(found.corrected).toBe('/ai-usage nudges pause');
    expect(found.at).toBe('user=<@U1|ann>');
  });

  it.each(['yes', 'ok', 'send', 'start', 'go on'])('are never approved by “%s”', (word) => {
    expect(problemOf(`nudges ${word}`).corrected).not.toContain('approve');
  });
});

describe('an exemption', () => {
  it('is of a person, until a day, for a reason', () => {
    const text = 'exempt user=<@U1|ann> until=2027-01-31 reason="parental leave"';
    expect(wish(text)).toEqual({
      verb: 'exempt',
      user: ANN,
      until: { kind: 'day', day: '2027-01-31' },
      reason: 'parental leave',
    });
  });

  it.each([
    ['exempt <@U1|ann> until=30d', { user: ANN, reason: null }],
    ['exempt until=30d <@U1|ann>', { user: ANN, reason: null }],
    ['exempt <@U1|ann> 30d', { user: ANN, until: { kind: 'days', days: 30 } }],
    ['exempt <@U1|ann> 2027-01-31', { user: ANN, until: { kind: 'day', day: '2027-01-31' } }],
    ['exempt ann until=30d', { user: { kind: 'words', text: 'ann' } }],
    ['exempt ann@example.com until=30d', { user: { kind: 'email', email: 'ann@example.com' } }],
    ['exempt me until=30d', { user: { kind: 'me' } }],
    ['exempt <@U1|ann> until=30d reason=parental leave', { reason: 'parental leave' }],
    ['exempt <@U1|ann> reason=on leave until=30d', { reason: 'on leave', until: { days: 30 } }],
  ])('is read from %j', (text, expected) => {
    expect(wish(text)).toMatchObject({ verb: 'exempt', ...expected });
  });

  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2027-1-5', '2027-01-05'],
    ['2027/01/31', '2027-01-31'],
    ['２０２７－０１－３１', '2027-01-31'],
    ['31 Jan 2027', '2027-01-31'],
    ['31st January, 2027', '2027-01-31'],
    ['Jan 31 2027', '2027-01-31'],
    ['30d', '30d'],
    ['30 days', '30d'],
    ['2 weeks', '14d'],
    ['2w', '14d'],
    ['1 week', '7d'],
    ['3 months', '90d'],
    ['1y', '365d'],
    ['now', 'now'],
  ])('until=%s lasts until %s', (said, written) => {
    const parsed = parseCommandLine(`exempt <@U1|ann> until=${said}`, PROVIDERS);
    const command = parsed.ok ? parsed.command : null;
    expect(command && printForPeople(command)).toBe(`/ai-usage exempt user=@ann until=${written}`);
  });

  it.each([
    ['until=30', '“30” of what?', 'until=30d', 'until=30'],
    ['until=2027-02-30', 'There is no day “2027-02-30”', 'until=30d', 'until=2027-02-30'],
    ['until=2027-01', '“2027-01” is a month', 'until=2027-01-31', 'until=2027-01'],
    ['until=2028-02', 'which day of it is the last?', 'until=2028-02-29', 'until=2028-02'],
    ['until=31.01.2027', 'write the year first', 'until=2027-01-31', 'until=31.01.2027'],
    ['until=01/31/2027', 'write the year first', 'until=2027-01-31', 'until=01/31/2027'],
    ['until=31 jan', '“31 jan” of which year?', 'until=30d', 'until=31 jan'],
    ['until=forever', '“forever” is no date', 'until=30d', 'until=forever'],
    ['until=over', '“now” ends an exemption', 'until=now', 'until=over'],
    ['until=0d', 'at least a day', 'until=1d', 'until=0d'],
    ['until=9999d', 'at most 1096 days', 'until=1096d', 'until=9999d'],
    ['', 'Until when?', 'until=30d', 'exempt <@U1|ann> '],
    ['until 2 weeks', 'joined by “=”', 'until=14d', 'until 2 weeks'],
    ['for 30d', '“for” is not a key: did you mean “until”?', 'until=30d', 'for 30d'],
    ['untill=30d', 'did you mean “until”?', 'until=30d', 'untill=30d'],
    ['days=30d', 'did you mean “until”?', 'until=30d', 'days=30d'],
    [
      'until=30d because parental leave',
      'did you mean “reason”?',
      'until=30d reason="parental leave"',
      'because parental leave',
    ],
    ['until=30d until=40d', 'The end is given twice', 'until=30d', 'until=40d'],
    ['until=30d team=be', '“team=” does not go with “exempt”', 'until=30d', 'team=be'],
  ])(
    'with something wrong, %j, names that and offers what is right',
    (rest, problem, corrected, at) => {
      const found = problemOf(`exempt <@U1|ann> ${rest}`);
      expect(found.problem).toContain(problem);
      expect(found.corrected).toBe(`/ai-usage exempt user=@ann ${corrected}`);
      expect(found.at).toBe(at);
    },
  );

  it('of nobody is none', () => {
    const found = problemOf('exempt until=30d');
    expect(found.problem).toContain('Exempt whom?');
    expect(found.corrected).toBe('/ai-usage nudges');
  });

  it('is meant where a person has an end', () => {
    const found = problemOf('<@U1|ann> until=30d');
    expect(found.problem).toContain('“until=” goes with “exempt”');
    expect(found.corrected).toBe('/ai-usage exempt user=@ann until=30d');
  });
});
