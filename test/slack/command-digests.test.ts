import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/slack/command-line.ts';
import { printCommand, printForPeople } from '../../src/slack/command-print.ts';
import { PROVIDERS } from './commands.ts';

const NOTHING = {
  verb: 'subscribe',
  team: null,
  every: null,
  at: null,
  zone: null,
  provider: null,
  names: null,
  sections: null,
  channel: null,
};

function weekdays(...days: number[]) {
  return { kind: 'weekdays', days };
}

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

describe('a subscription', () => {
  it('takes everything that can be said of a digest', () => {
    expect(
      wish(
        'subscribe team=backend every=monday at=09:00 tz=Asia/Shanghai provider=lingma names=off sections=chart,top channel=<#C0123|general>',
      ),
    ).toEqual({
      verb: 'subscribe',
      team: 'backend',
      every: weekdays(1),
      at: '09:00',
      zone: 'Asia/Shanghai',
      provider: 'lingma',
      names: false,
      sections: ['chart', 'top'],
      channel: { channelId: 'C0123', label: 'general' },
    });
  });

  it.each([
    ['subscribe', NOTHING],
    ['SUBSCRIBE backend', { ...NOTHING, team: 'backend' }],
    ['subscribe core platform every=day', { team: 'core platform', every: expect.anything() }],
    ['subscribe be <#C0123|general>', { team: 'be', channel: { channelId: 'C0123' } }],
    ['subscribe be channel=<#C0123>', { channel: { channelId: 'C0123', label: null } }],
    ['subscribe be channel=C0123ABCD', { channel: { channelId: 'C0123ABCD', label: null } }],
    ['subscribe be provider=all', { provider: null }],
    ['subscribe be sections=all', { sections: ['chart', 'top', 'inactive', 'splits'] }],
    ['subscribe be sections=none', { sections: [] }],
    ['subscribe be sections=top, chart and splits', { sections: ['chart', 'top', 'splits'] }],
    ['subscribe be names=ON', { names: true }],
    ['subscribe be names=no', { names: false }],
    ['subscriptions', { verb: 'subscriptions' }],
    ['unsubscribe 7', { verb: 'unsubscribe', id: 7 }],
    ['unsubscribe #7', { verb: 'unsubscribe', id: 7 }],
    ['Unsubscribe id=７', { verb: 'unsubscribe', id: 7 }],
    ['unsubscribe <#C1|7>', { verb: 'unsubscribe', id: 7 }],
  ])('is read from %j', (text, expected) => {
    expect(wish(text)).toMatchObject(expected);
  });

  it.each([
    ['monday', [1]],
    ['Mondays', [1]],
    ['MON', [1]],
    ['thurs', [4]],
    ['mon,thu', [1, 4]],
    ['thu+mon', [1, 4]],
    ['mon, thu', [1, 4]],
    ['monday and thursday', [1, 4]],
    ['mon mon', [1]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['mon–wed', [1, 2, 3]],
    ['mon to wed', [1, 2, 3]],
    ['fri-mon', [1, 5, 6, 7]],
    ['weekday', [1, 2, 3, 4, 5]],
    ['working day', [1, 2, 3, 4, 5]],
    ['weekend', [6, 7]],
    ['day', [1, 2, 3, 4, 5, 6, 7]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ])('every=%s is on days %j', (every, days) => {
    expect(wish(`subscribe be every=${every}`)).toMatchObject({
      team: 'be',
      every: weekdays(...days),
    });
  });

  it.each(['month', 'Monthly', 'first working day'])('every=%s is once a month', (every) => {
    const { every: read } = wish(`subscribe every=${every} be`);
    expect(read).toEqual({ kind: 'first-working-day' });
  });

  it.each([
    ['9', '09:00'],
    ['9:00', '09:00'],
    ['09:00', '09:00'],
    ['9am', '09:00'],
    ['9 am', '09:00'],
    ['9:30 p.m.', '21:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['21:30', '21:30'],
    ['9.30', '09:30'],
    ['0930', '09:30'],
    ['９：３０', '09:30'],
    ['noon', '12:00'],
    ['0', '00:00'],
  ])('at=%s is at %s', (at, time) => {
    expect(wish(`subscribe at=${at} be`)).toMatchObject({ team: 'be', at: time });
  });

  it.each([
    ['asia/shanghai', 'Asia/Shanghai'],
    ['ASIA/KOLKATA', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['America/New York', 'America/New_York'],
    ['us/pacific', 'America/Los_Angeles'],
    ['Etc/UTC', 'Etc/UTC'],
    ['etc/zulu', 'Etc/UTC'],
    ['UTC', 'Etc/UTC'],
    ['gmt', 'Etc/UTC'],
    ['Zulu', 'Etc/UTC'],
    ['CET', 'Europe/Brussels'],
    ['prc', 'Asia/Shanghai'],
    ['Japan', 'Asia/Tokyo'],
    ['Hongkong', 'Asia/Hong_Kong'],
    ['EST5EDT', 'America/New_York'],
    ['W-SU', 'Europe/Moscow'],
    ['GMT+0', 'Etc/UTC'],
  ])('tz="%s" is %s', (tz, zone) => {
    expect(wish(`subscribe be tz="${tz}"`)).toMatchObject({ zone });
  });

  it.each([
    ['subscribe be every=mnday', '“mnday” is no day', 'every=monday', 'every=mnday'],
    ['subscribe be every=mon,foo', '“foo” is no day', 'every=monday', 'every=mon,foo'],
    ['subscribe be every=week', '“week” leaves open which day', 'every=monday', 'every=week'],
    [
      'subscribe be every=month,mon',
      '“month” is the first working day of the month, and stands alone',
      'every=month',
      'every=month,mon',
    ],
    [
      'subscribe be every=mon,monthly',
      '“monthly” is the first',
      'every=month',
      'every=mon,monthly',
    ],
    ['subscribe be every=","', 'On which days?', '', 'every=","'],
    ['subscribe be every=foo', '“foo” is no day', '', 'every=foo'],
    ['subscribe be every=monthy', '“monthy” is no day', 'every=month', 'every=monthy'],
    ['subscribe be at=25:00', '“25:00” is no time', '', 'at=25:00'],
    ['subscribe be at=24:00', 'the last one is 23:59', 'at=00:00', 'at=24:00'],
    ['subscribe be at=13pm', 'hours go from 1 to 12', 'at=13:00', 'at=13pm'],
    ['subscribe be at=9:60', '“9:60” is no time', '', 'at=9:60'],
    ['subscribe be tz=shanghai', 'did you mean “Asia/Shanghai”', 'tz=Asia/Shanghai', 'tz=shanghai'],
    ['subscribe be tz=Bejing', '“Bejing” is not the name', 'tz=Asia/Shanghai', 'tz=Bejing'],
    ['subscribe be tz=new york', '“new york” is not', 'tz=America/New_York', 'tz=new york'],
    ['subscribe be tz=Europe/Brelin', '“Europe/Berlin”', 'tz=Europe/Berlin', 'tz=Europe/Brelin'],
    ['subscribe be tz=Z', 'like Europe/London', 'tz=Etc/UTC', 'tz=Z'],
    ['subscribe be tz=BST', 'did you mean “Europe/London”', 'tz=Europe/London', 'tz=BST'],
    ['subscribe be tz=IST', 'did you mean “Asia/Kolkata”', 'tz=Asia/Kolkata', 'tz=IST'],
    [
      'subscribe be tz=+08:00',
      'like Asia/Shanghai, Asia/Singapore',
      'tz=Asia/Shanghai',
      'tz=+08:00',
    ],
    ['subscribe be tz=GMT-5', 'like America/New_York', 'tz=America/New_York', 'tz=GMT-5'],
    ['subscribe be tz=atlantis', '“atlantis” is no time zone', '', 'tz=atlantis'],
    ['subscribe be names=of', '“of” does not fit', 'names=off', 'names=of'],
    [
      'subscribe be sections=chrat,top',
      '“chrat” is no part',
      'sections=chart,top',
      'sections=chrat,top',
    ],
    ['subscribe be sections=foo', '“foo” is no part', '', 'sections=foo'],
    [
      'subscribe be channel=#general',
      'Slack did not make a channel of “#general”',
      '',
      'channel=#general',
    ],
    ['subscribe be evry=monday', 'did you mean “every”', 'every=monday', 'evry=monday'],
    ['subscribe be time=9', 'did you mean “at”', 'at=09:00', 'time=9'],
    ['subscribe be days=mon', 'did you mean “every”', 'every=monday', 'days=mon'],
    [
      'subscribe be zone=asia/shanghai',
      'did you mean “tz”',
      'tz=Asia/Shanghai',
      'zone=asia/shanghai',
    ],
    [
      'subscribe be every:monday',
      '“every” and its value are joined by “=”',
      'every=monday',
      'every:monday',
    ],
    ['subscribe be every monday', 'joined by “=”, not by a space', 'every=monday', 'every monday'],
    ['subscribe be at=9 at=10', 'The time is given twice', 'at=09:00', 'at=10'],
    ['subscribe be period=7d', '“period=” does not go with “subscribe”', '', 'period=7d'],
    ['be every=monday', '“every=” goes with “subscribe”', 'every=monday', 'every=monday'],
    ['subscrib team=be', 'did you mean “subscribe”', '', 'subscrib'],
  ])('with something wrong, %j, names that and offers what is right', (text, problem, rest, at) => {
    const found = problemOf(text);
    expect(found.problem).toContain(problem);
    expect(found.corrected).toBe(['/ai-usage subscribe team=be', rest].join(' ').trim());
    expect(found.at).toBe(at);
  });

  it('is read as people say it, word by word', () => {
    const said = problemOf('subscribe core platform every monday at 9:30 in <#C1|general>');
    expect(said.corrected).toBe(
      '/ai-usage subscribe team="core platform" every=monday at=09:30 channel=#general',
    );
  });

  it.each([
    ['every=thu,mon', 'every=mon,thu'],
    ['every=mon-fri', 'every=weekday'],
    ['every=mon-sun', 'every=day'],
    ['every=first working day', 'every=month'],
    ['at=9pm', 'at=21:00'],
    ['sections=none', 'sections=none'],
    ['sections=splits+top', 'sections=top,splits'],
    ['channel=<#C1|r&amp;d>', 'channel=<#C1|r&amp;d>'],
  ])('said as %s is written as %s', (said, written) => {
    const parsed = parseCommandLine(`subscribe team=be ${said}`, PROVIDERS);
    const command = parsed.ok ? parsed.command : parsed.problem.corrected;
    expect(printCommand(command)).toBe(`/ai-usage subscribe team=be ${written}`);
  });
});

describe('ending one', () => {
  it.each([
    ['unsubscribe backend', '“backend” is not the number', 'backend'],
    ['unsubscribe', 'Which subscription?', 'unsubscribe'],
    ['unsubscribe team=backend', '“team=” does not go with “unsubscribe”', 'team=backend'],
    ['unsubscribe 0', '“0” is not the number', '0'],
    ['unsubscribe 99999999999', 'is not the number', '99999999999'],
    ['unsubscribe all', '“all” is not the number', 'all'],
    ['subscriptions backend', '“subscriptions” takes no keys', 'backend'],
  ])('with %j leads to the list of them', (text, problem, at) => {
    const found = problemOf(text);
    expect(found.problem).toContain(problem);
    expect(found.corrected).toBe('/ai-usage subscriptions');
    expect(found.at).toBe(at);
  });

  it('is written as it is typed', () => {
    expect(printCommand({ verb: 'unsubscribe', id: 7 })).toBe('/ai-usage unsubscribe 7');
  });
});
