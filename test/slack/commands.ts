import fc from 'fast-check';
import type { PersonAsked } from '../../src/domain/answers.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { SECTIONS, type Every } from '../../src/domain/subscriptions.ts';
import type { Command } from '../../src/slack/command.ts';
import { NUDGE_ACTIONS } from '../../src/slack/command-nudge-values.ts';
import { KEYS } from '../../src/slack/command-words.ts';

/** The ids that the commands of these tests may ask for. */
export const PROVIDERS = ['lingma', 'windsurf'];

/** What an unkind name is made of. */
const MARKS = [...'ab "\'“”\\=＝:;/-<>&|@#!后ש'.split(''), 'lt', 'amp', 'me', 'top', 'team'];

const oneLine = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 20 })
      .map((parts) => parts.join('')),
  )
  .map((text) => text.replace(/[\s\p{Z}\p{C}]+/gu, ' ').trim())
  .filter((text) => text !== '');

// Full-width signs in a period are read as plain ones, and an @ before a name is no part of it.
const period = oneLine.filter((text) => !/[！-～]/u.test(text));
const label = oneLine.filter(
  (text) => !/^[@＠]/u.test(text) && text !== 'U0123' && text !== 'C0123' && text !== 'G9',
);
const words = label.filter((text) => !/@.*\./u.test(text));

const person = fc.oneof(
  fc.record({
    kind: fc.constant('mention' as const),
    slackUserId: fc.constantFrom('U0123', 'W9ABC'),
    label: fc.option(label),
  }),
  fc.record({ kind: fc.constant('email' as const), email: fc.constantFrom('ann@example.com') }),
  fc.record({ kind: fc.constant('words' as const), text: words }),
) satisfies fc.Arbitrary<PersonAsked>;

const narrowed = {
  period: fc.option(period),
  provider: fc.option(fc.constantFrom(...PROVIDERS)),
};
const team = fc.option(oneLine);
const by = fc.constantFrom('lines' as const, 'completions' as const, 'chats' as const);

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'Etc/GMT+8', 'Etc/UTC'];
const every: fc.Arbitrary<Every> = fc.oneof(
  fc.record({
    kind: fc.constant('weekdays' as const),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  }),
  fc.constant({ kind: 'first-working-day' } as const),
);
const at = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** Any command that can be asked, with names that nobody would want. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>({ verb: 'mine' }, { verb: 'help' }),
  fc.record({
    verb: fc.constant('report' as const),
    team: oneLine,
    details: fc.boolean(),
    ...narrowed,
  }),
  fc.record({ verb: fc.constantFrom('me' as const, 'teams' as const), ...narrowed }),
  fc.record({ verb: fc.constant('person' as const), user: person, ...narrowed }),
  fc.record({
    verb: fc.constant('top' as const),
    team,
    by,
    limit: fc.integer({ min: 1, max: 100 }),
    ...narrowed,
  }),
  fc.record({
    verb: fc.constant('inactive' as const),
    team,
    days: fc.option(fc.integer({ min: 1, max: 365 })),
    provider: narrowed.provider,
  }),
  fc.oneof(
    fc.record({
      verb: fc.constant('export' as const),
      team,
      user: fc.constant(null),
      seats: fc.boolean(),
      ...narrowed,
    }),
    fc.record({
      verb: fc.constant('export' as const),
      team: fc.constant(null),
      user: fc.oneof(person, fc.constant({ kind: 'me' } as const)),
      seats: fc.boolean(),
      ...narrowed,
    }),
  ),
  fc.record({ verb: fc.constant('status' as const), unmatched: fc.boolean() }),
  fc.constant<Command>({ verb: 'subscriptions' }),
  fc.record({
    verb: fc.constant('nudges' as const),
    action: fc.constantFrom(...NUDGE_ACTIONS),
    user: fc.constant(null),
  }),
  fc.record({
    verb: fc.constant('nudges' as const),
    action: fc.constant('log' as const),
    user: fc.oneof(person, fc.constant({ kind: 'me' } as const)),
  }),
  fc.record({
    verb: fc.constant('exempt' as const),
    user: fc.oneof(person, fc.constant({ kind: 'me' } as const)),
    until: fc.oneof(
      fc.record({
        kind: fc.constant('day' as const),
        day: fc.nat(300_000).map((days) => addDays('2000-01-01', days)),
      }),
      fc.constant({ kind: 'now' } as const),
      fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 1096 }) }),
    ),
    reason: fc.option(oneLine),
  }),
  fc.record({
    verb: fc.constant('unsubscribe' as const),
    id: fc.integer({ min: 1, max: 2_147_483_647 }),
  }),
  fc.record({
    verb: fc.constant('subscribe' as const),
    team,
    every: fc.option(every),
    at: fc.option(at),
    zone: fc.option(fc.constantFrom(...ZONES)),
    provider: narrowed.provider,
    names: fc.option(fc.boolean()),
    sections: fc.option(fc.subarray([...SECTIONS])),
    channel: fc.option(
      fc.record({ channelId: fc.constantFrom('C0123', 'G9'), label: fc.option(label) }),
    ),
  }),
);

const VERBS = [
  'me',
  'top',
  'inactive',
  'teams',
  'export',
  'status',
  'help',
  'subscribe',
  'subscriptions',
  'unsubscribe',
  'nudges',
  'nudges preview',
  'exempt',
  'exempt @ann until 2',
];
const SLIPS = [
  'tpo',
  'inactiv',
  'statsu',
  'exprot',
  'taems',
  'ＴＯＰ',
  '/ai-usage',
  'subscrib',
  'nugdes',
  'exmept',
];
const RIGHT_KEYS = KEYS.map(({ word }) => word);
const WRONG_KEYS = [
  'TEAM',
  'taem',
  'evry',
  'untill',
  'because',
  'colour',
  '__proto__',
  'constructor',
  'ｄａｙｓ',
  '',
];
const NAMES = ['backend', 'me', '@ann', 'ann@example.com', 'a@b', 'toString', ''];
const NUMBERS = ['7d', '10', '0', '-1', '1e9', '９', 'last', 'month', '30', 'days'];
const WORDS = ['all', 'lines', 'chat', 'details', 'unmatched', 'every', 'at', 'in'];
const DAYS = ['monday', 'mon,thu', 'mon-fri', 'mnday', 'day', 'month', 'mon,', '-', ','];
const TIMES = ['9', '9:00', '25:61', '9am', '13pm', '24:00', '09：30'];
const PLACES_WITH_CLOCKS = ['Asia/Shanghai', 'shanghai', 'UTC', '+08:00', 'new', 'york', 'etc/'];
const PARTS = ['on', 'off', 'of', 'chart', 'chart,top', 'splits,', 'none', '#7', '7'];
const ENDS = [
  'now',
  'over',
  '2027-01-31',
  '30d',
  '2 weeks',
  '31 January 2027',
  '2027-13',
  '0d',
  '31.1.2027',
];
const PEOPLE = ['<@U0123|ann>', '<@U0999>', '<@W1|ש\u202e>', '<@>', '<@x|y>', '<@U1|'];
const PLACES = ['<#C1|general>', '<#C1>', '<!channel>', '<!subteam^S1|@devs>'];
const LINKS = [
  '<mailto:a@b.cd|a@b.cd>',
  '<http://x.yz|x.yz>',
  '<|>',
  '<',
  '&lt;!here&gt;',
  '&amp;amp;',
];
const QUOTED = ['“core platform”', '"open', '‘a', "it's", '\\"'];
const PLAIN = [NAMES, NUMBERS, WORDS, DAYS, TIMES, PLACES_WITH_CLOCKS, PARTS, ENDS].flat();
const VALUES = [PLAIN, PEOPLE, PLACES, LINKS, QUOTED].flat();
const STRANGE = [
  '\u0000',
  '\u001b[31m',
  '\r\n',
  '\u2028',
  '\u202e',
  '\ud800',
  '\udc00',
  '　',
  '\u200b',
];

const pair = fc
  .tuple(
    fc.constantFrom(...RIGHT_KEYS, ...WRONG_KEYS),
    fc.constantFrom('=', '=', '=', '＝', ' = ', ':', '=='),
    fc.constantFrom(...VALUES),
  )
  .map((parts) => parts.join(''));
const soup = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: pair },
    { weight: 2, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: fc.constantFrom(...VERBS, ...SLIPS) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGE, ...MARKS) },
  ),
  { maxLength: 8 },
);

/** Whatever may arrive behind the slash command: key soup, Slack's markup whole and in pieces, broken text, up to 8,000 characters of it. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom(...VERBS, ...SLIPS, ''), soup)
      .map(([verb, parts]) => [verb, ...parts].join(' ')),
  },
  { weight: 4, arbitrary: soup.map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 100 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(soup, fc.constantFrom(...VALUES, ...STRANGE, ...MARKS), soup)
      .map(([before, middle, after]) =>
        [...before, middle.repeat(1000), ...after].join(' ').slice(0, 8000),
      ),
  },
);
