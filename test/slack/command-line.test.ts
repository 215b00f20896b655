import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/slack/command.ts';
import { parseCommandLine, type CommandProblem } from '../../src/slack/command-line.ts';
import { printForPeople } from '../../src/slack/command-print.ts';
import { PROVIDERS } from './commands.ts';

const SLASH = '/ai-usage';
const NARROWED = { period: null, provider: null };
const ANN = { kind: 'mention', slackUserId: 'U0123', label: 'ann' };
const BY_EMAIL = { kind: 'email', email: 'ann@example.com' };

function parse(text: string): Command | CommandProblem {
  const parsed = parseCommandLine(text, PROVIDERS);
  return parsed.ok ? parsed.command : parsed.problem;
}

function report(team: string, period: string | null = null, provider: string | null = null) {
  return { verb: 'report', team, details: false, period, provider };
}

function person(user: object, period: string | null = null) {
  return { verb: 'person', user, ...NARROWED, period };
}

function top(given: object = {}) {
  return { verb: 'top', team: null, by: 'lines', limit: 10, ...NARROWED, ...given };
}

function inactive(given: object = {}) {
  return { verb: 'inactive', team: null, days: null, provider: null, ...given };
}

function exported(given: object = {}) {
  return { verb: 'export', team: null, user: null, seats: false, ...NARROWED, ...given };
}

function problemOf(text: string): { problem: string; corrected: string; at: string } {
  const parsed = parseCommandLine(text, PROVIDERS);
  if (parsed.ok) return { problem: '', corrected: '', at: '' };
  const { problem, corrected, at } = parsed.problem;
  return { problem, corrected: printForPeople(corrected), at: text.slice(at.from, at.to) };
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
    ['backend view=details', { ...report('backend'), details: true }],
    ['backend VIEW=Details', { ...report('backend'), details: true }],
    ['toString', report('toString')],
    ['tpo', report('tpo')],
    ['backend period=last month', report('backend', 'last month')],
    ['period=14 days backend', report('backend', '14 days')],
    ['backend period=2026-10-01 to 2026-10-31', report('backend', '2026-10-01 to 2026-10-31')],
    ['backend period=７ｄ', report('backend', '7d')],
    ['/ai-usage backend', report('backend')],
    ['', { verb: 'mine' }],
    ['   \n', { verb: 'mine' }],
    ['""', { verb: 'mine' }],
    ['/ai-usage', { verb: 'mine' }],
    ['help', { verb: 'help' }],
    ['help top', { verb: 'help' }],
    ['HELP me period=', { verb: 'help' }],
  ])('reads %j', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ['me', { verb: 'me', ...NARROWED }],
    ['Me period=7d', { verb: 'me', ...NARROWED, period: '7d' }],
    ['user=me', { verb: 'me', ...NARROWED }],
    ['user=@me provider=lingma', { verb: 'me', ...NARROWED, provider: 'lingma' }],
    ['user=“me”', person({ kind: 'words', text: 'me' })],
    ['user=<@U0123|ann>', person(ANN)],
    ['<@U0123|ann>', person(ANN)],
    ['<@U0123|ann> period=7d', person(ANN, '7d')],
    ['user=“<@U0123|ann>”', person(ANN)],
    ['USER＝<@U0123|@ann>', person(ANN)],
    ['user=<@U0123>', person({ ...ANN, label: null })],
    [
      'user=<@W0123|R&amp;D &lt;ann&gt;>',
      person({ ...ANN, slackUserId: 'W0123', label: 'R&D <ann>' }),
    ],
    ['ann@example.com', person(BY_EMAIL)],
    ['<mailto:ann@example.com|ann@example.com>', person(BY_EMAIL)],
    ['<mailto:ann@example.com>', person(BY_EMAIL)],
    ['user=“<mailto:Ann@Example.com|Ann@Example.com>”', person(BY_EMAIL)],
    ['ann@example', report('ann@example')],
    ['team=ann@example.com', report('ann@example.com')],
    ['user=@ann', person({ kind: 'words', text: 'ann' })],
    ['@Ann Lee period=7d', person({ kind: 'words', text: 'Ann Lee' }, '7d')],
    ['“@ann”', report('@ann')],
    ['user="Ann Lee"', person({ kind: 'words', text: 'Ann Lee' })],
    ['user=<@nobody|ann>', person({ kind: 'words', text: 'ann' })],
  ])('knows whom %j is about', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ['top', top()],
    ['TOP team=backend by=lines limit=10', top({ team: 'backend' })],
    ['ｔｏｐ team＝backend limit＝５', top({ team: 'backend', limit: 5 })],
    ['top core platform by=chat', top({ team: 'core platform', by: 'chats' })],
    ['top team=me', top({ team: 'me' })],
    ['top by=line', top()],
    ['top by=accepted lines team=be', top({ team: 'be' })],
    ['top by="chat turns"', top({ by: 'chats' })],
    ['top by=Completion limit=100', top({ by: 'completions', limit: 100 })],
    ['top period=this-week provider=lingma', top({ period: 'this-week', provider: 'lingma' })],
    ['inactive', inactive()],
    ['inactive backend', inactive({ team: 'backend' })],
    ['inactive team=backend days=30', inactive({ team: 'backend', days: 30 })],
    ['inactive days=45d provider=windsurf', inactive({ days: 45, provider: 'windsurf' })],
    ['inactive days=45 days backend', inactive({ days: 45, team: 'backend' })],
    ['teams', { verb: 'teams', ...NARROWED }],
    ['teams period=90d', { verb: 'teams', period: '90d', provider: null }],
    ['export', exported()],
    ['export backend period=2026-10', exported({ team: 'backend', period: '2026-10' })],
    ['export <@U0123|ann>', exported({ user: ANN })],
    ['export user=ann@example.com', exported({ user: BY_EMAIL })],
    ['export user=me', exported({ user: { kind: 'me' } })],
    ['export me', exported({ user: { kind: 'me' } })],
    ['export backend view=seats', exported({ team: 'backend', seats: true })],
    [
      'export me view=Seats provider=windsurf',
      exported({ user: { kind: 'me' }, seats: true, provider: 'windsurf' }),
    ],
    ['status', { verb: 'status', unmatched: false }],
    ['Status view=Unmatched', { verb: 'status', unmatched: true }],
  ])('takes the verb of %j', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ['nudges status team=be', '“team=” does not go with “nudges”', 'nudges', 'team=be'],
    [
      'backend by=lines',
      '“by=” does not go with a team’s summary, which takes team, period, provider and view',
      'team=backend',
      'by=lines',
    ],
    [
      'teams limit=5',
      '“limit=” does not go with “teams”, which takes period and provider',
      'teams',
      'limit=5',
    ],
    ['status team=be', '“team=” does not go with “status”, which takes view', 'status', 'team=be'],
    [
      'top user=<@U0123|ann> be',
      '“user=” does not go with “top”',
      'top team=be',
      'user=<@U0123|ann>',
    ],
    ['top <@U0123|ann>', '“@ann” would be a person, but “top” takes team', 'top', '<@U0123|ann>'],
    [
      'teams core',
      '“core” would be a team, but “teams” takes period and provider',
      'teams',
      'core',
    ],
    ['me user=<@U0123|ann>', '“user=” does not go with “me”', 'me', 'user=<@U0123|ann>'],
    ['user=me view=details', '“view=” does not go with a person’s summary', 'me', 'view=details'],
    [
      'status unmatched',
      '“unmatched” stands alone: it is a view',
      'status view=unmatched',
      'unmatched',
    ],
    [
      'status view=details',
      '“details” is no view of this: there is “unmatched” only',
      'status',
      'view=details',
    ],
    ['be view=detials', '“detials” is no view of this', 'team=be view=details', 'view=detials'],
    ['by=chats', '“by=” goes with “top”', 'top by=chats', 'by=chats'],
    [
      'days=30 provider=lingma',
      '“days=” goes with “inactive”',
      'inactive provider=lingma days=30',
      'days=30',
    ],
    ['view=unmatched', '“view=” goes with “status”', 'status view=unmatched', 'view=unmatched'],
    [
      'inactive be period=last-month',
      '“inactive” has no period',
      'inactive team=be',
      'period=last-month',
    ],
    ['inactive period=45d', '“inactive” has no period', 'inactive days=45', 'period=45d'],
    ['inactive period=45d days=7', '“inactive” has no period', 'inactive days=7', 'period=45d'],
    [
      'inactive days=7 days=9',
      'The number of days is given twice: “7” and “9”',
      'inactive days=7',
      'days=9',
    ],
    [
      'inactive days=0',
      '“0” does not fit: “days=” takes a whole number from 1 to 365',
      'inactive days=1',
      'days=0',
    ],
    ['inactive days=366', '“366” does not fit', 'inactive days=365', 'days=366'],
    [
      'top limit=101',
      '“101” does not fit: “limit=” takes a whole number from 1 to 100',
      'top limit=100',
      'limit=101',
    ],
    ['top limit=ten', '“ten” does not fit', 'top', 'limit=ten'],
    ['top limit=-5', '“-5” does not fit', 'top', 'limit=-5'],
    ['top limit=2.5', '“2.5” does not fit', 'top', 'limit=2.5'],
    [
      'top by=chtas',
      '“chtas” is nothing to rank by: it is lines, completions or chats',
      'top by=chats',
      'by=chtas',
    ],
    ['top by=constructor', '“constructor” is nothing to rank by', 'top', 'by=constructor'],
    [
      'team=be user=<@U0123|ann>',
      '“be” and “@ann”: ask for a team or for a person',
      'team=be',
      'user=<@U0123|ann>',
    ],
    ['<@U0123|ann> be', '“@ann” and “be”: ask for a team or for a person', 'user=@ann', 'be'],
    [
      'export be user=me',
      '“be” and “me”: ask for a team or for a person',
      'export team=be',
      'user=me',
    ],
    ['user=Ann Lee', '“Lee” stands alone behind “Ann”', 'user="Ann Lee"', 'Lee'],
    ['user=@', 'There is no name behind the “@”', 'help', 'user=@'],
    [
      'user=<#C1|backend>',
      '“#backend” is a channel, and a person is asked for by',
      'help',
      'user=<#C1|backend>',
    ],
    [
      'user=<!subteam^S1|@devs>',
      '“@devs” is a whole group of people',
      'help',
      'user=<!subteam^S1|@devs>',
    ],
    ['person=ann', '“person” is not a key: did you mean “user”?', 'user=ann', 'person=ann'],
    ['tpo team=backend', '“tpo” is no verb: did you mean “top”?', 'top team=backend', 'tpo'],
    [
      'Exprot <@U0123|ann>',
      '“Exprot” is no verb: did you mean “export”?',
      'export user=@ann',
      'Exprot',
    ],
    [
      'inactiv days=30',
      '“inactiv” is no verb: did you mean “inactive”?',
      'inactive days=30',
      'inactiv',
    ],
    ['team=backend top', '“top” comes first', 'top team=backend', 'top'],
    ['period=7d me', '“me” comes first', 'me period=7d', 'me'],
    ['<@U0123|ann> export', '“export” comes first', 'export user=@ann', 'export'],
    ['team: backend', '“team” and its value are joined by “=”', 'team=backend', 'team: backend'],
    [
      'user:<@U0123|ann>',
      '“user” and its value are joined by “=”',
      'user=@ann',
      'user:<@U0123|ann>',
    ],
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
      '“colour” is not a key: a team’s summary takes team, period, provider and view.',
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
    ['team="" period=7d', '“team=” has no value', 'me period=7d', 'team=""'],
    ['colour=red', '“colour” is not a key', 'help', 'colour=red'],
    ['period=7d', 'Which team?', 'me period=7d', 'period=7d'],
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
    ['team=<@U0123|ann>', '“@ann” is a person', 'user=@ann', 'team=<@U0123|ann>'],
    ['top team=<@U0123>', '“@U0123” is a person', 'top', 'team=<@U0123>'],
    ['team=<!channel>', '“@channel” is everybody', 'help', 'team=<!channel>'],
    ['<#C0123|backend>', '“#backend” is a channel', 'team=backend', '<#C0123|backend>'],
    [`team=${'x'.repeat(300)}`, 'is longer than any name', 'help', `team=${'x'.repeat(300)}`],
  ])('says what is wrong with %j', (text, problem, corrected, at) => {
    const found = problemOf(text);
    expect(found.problem).toContain(problem);
    expect(found.corrected).toBe(`${SLASH} ${corrected}`);
    expect(found.at).toBe(at);
  });
});
