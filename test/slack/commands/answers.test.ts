import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Offers } from '../../../src/domain/answers.ts';
import type { Command } from '../../../src/slack/command.ts';
import {
  deadEndAnswer,
  exportAnswer,
  helpAnswer,
  inactiveAnswer,
  personAnswer,
  problemAnswer,
  reportAnswer,
  statusAnswer,
  teamsAnswer,
  topAnswer,
} from '../../../src/slack/commands/answers.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import type { Look } from '../../../src/slack/views/look.ts';
import { plain } from '../../../src/slack/views/text.ts';
import {
  inactiveSummary,
  personSummary,
  statusSummary,
  teamDetails,
  teamsSummary,
  topSummary,
} from '../views/examples.ts';
import { hostileSummary, outsideText } from '../views/hostile.ts';
import {
  hostileDetails,
  hostileInactive,
  hostilePerson,
  hostileStatus,
  hostileTeams,
  hostileTop,
} from '../views/hostile-answers.ts';
import { nudgesSeen } from '../views/nudges.ts';
import { expectSafe, shownIn } from '../views/safe.ts';
import { lapsed, teamSummary } from '../views/summaries.ts';

const NARROWED = { period: null, provider: null };
const REPORT = { verb: 'report', team: 'backend', details: false, ...NARROWED } as const;
const ME = { verb: 'me', ...NARROWED } as const;
const TOP = { verb: 'top', team: 'backend', by: 'lines', limit: 10, ...NARROWED } as const;
const INACTIVE = { verb: 'inactive', team: 'backend', days: null, provider: null } as const;
const TEAMS = { verb: 'teams', ...NARROWED } as const;
const EXPORT = { verb: 'export', team: 'backend', user: null, seats: false, ...NARROWED } as const;
const STATUS = { verb: 'status', unmatched: false } as const;

const ALL: Look = {
  blocks: 'all',
  providers: ['lingma', 'windsurf'],
  audience: 'asker',
  sharedBy: null,
};
const BASIC: Look = { ...ALL, blocks: 'basic' };
const SHARED: Look = { ...ALL, audience: 'channel', sharedBy: 'U0ANN' };

const OFFERS: Offers = {
  share: true,
  details: true,
  download: true,
  providers: ['lingma', 'windsurf'],
};

type Pressable = { readonly text: string; readonly value: string; readonly does: string };

/** The buttons of a message by row. */
function rowsOf({ blocks }: Message): Pressable[][] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? [
          block.elements.flatMap((element) =>
            element.type === 'button'
              ? [
                  {
                    text: element.text.text,
                    value: element.value ?? '',
                    does: element.action_id?.split('-')[0] ?? '',
                  },
                ]
              : [],
          ),
        ]
      : [],
  );
}

function labelsOf(message: Message): string[][] {
  return rowsOf(message).map((row) => row.map(({ text }) => text));
}

function report(command: Command & { verb: 'report' } = REPORT, look = ALL): Message {
  const details = command.details ? teamDetails() : null;
  return reportAnswer(
    command,
    { kind: 'summary', summary: teamSummary(), details, offers: OFFERS },
    look,
  );
}

describe('the buttons under an answer', () => {
  it('lead on to other periods, providers, details, the channel and the file', () => {
    expect(rowsOf(report())).toEqual([
      [
        { text: '7 days', does: 'run', value: '/ai-usage team=backend period=7d' },
        { text: '90 days', does: 'run', value: '/ai-usage team=backend period=90d' },
      ],
      [
        { text: 'Only Lingma', does: 'run', value: '/ai-usage team=backend provider=lingma' },
        { text: 'Only Windsurf', does: 'run', value: '/ai-usage team=backend provider=windsurf' },
      ],
      [
        { text: 'Details', does: 'run', value: '/ai-usage team=backend view=details' },
        { text: 'Share in channel', does: 'share', value: '/ai-usage team=backend' },
        { text: 'Download', does: 'run', value: '/ai-usage export team=backend' },
      ],
    ]);
  });

  it('leave out what the answer is about', () => {
    const narrowed = { ...REPORT, period: '90d', provider: 'lingma', details: true };
    expect(labelsOf(report(narrowed))).toEqual([
      ['7 days', '28 days'],
      ['Only Windsurf', 'All providers'],
      ['Summary', 'Share in channel', 'Download'],
    ]);
  });

  it('offer nothing that the asker may not do', () => {
    const offers = { share: false, details: false, download: false, providers: ['lingma'] };
    const message = reportAnswer(
      REPORT,
      { kind: 'summary', summary: teamSummary(), details: null, offers },
      ALL,
    );
    expect(labelsOf(message)).toEqual([['7 days', '90 days']]);
  });

  it('offer nothing under a team that is too small', () => {
    const summary = teamSummary({ providers: [], tooSmall: { minimum: 5 } });
    const result = { kind: 'summary', summary, details: null, offers: OFFERS } as const;
    expect(labelsOf(reportAnswer(REPORT, result, ALL))).toEqual([]);
  });

  it('rank by something else', () => {
    const result = { kind: 'top', summary: topSummary(), offers: OFFERS } as const;
    expect(labelsOf(topAnswer(TOP, result, ALL))[2]).toEqual([
      'By completions',
      'By chats',
      'Share in channel',
      'Download',
    ]);
  });

  it.each([
    [true, 'Take my name off top lists', 'off'],
    [false, 'Put my name on top lists', 'on'],
  ])('change whether one is listed, where one is: %j', (listed, text, value) => {
    const privacy = { listed, seen: [], seenInAll: 0, nudges: nudgesSeen() };
    const result = { kind: 'person', summary: personSummary({ privacy }), offers: OFFERS } as const;
    const message = personAnswer(ME, result, ALL);
    expect(rowsOf(message).flat()).toContainEqual({ text, value, does: 'list' });
  });

  it('offer the right command where the typed one was wrong', () => {
    const message = problemAnswer('taem=backend', {
      problem: '“taem” is not a key: did you mean “team”?',
      at: { from: 0, to: 4 },
      form: 'team=<name>',
      corrected: REPORT,
    });
    expect(rowsOf(message)).toEqual([
      [{ text: '/ai-usage team=backend', does: 'run', value: '/ai-usage team=backend' }],
    ]);
    expect(JSON.stringify(message.blocks)).toContain('"text":"taem","style":{"bold":true}');
  });

  it('offer up to three teams, in the command that was asked', () => {
    const suggestions = ['Core A', 'Core B', 'Core C', 'Core D'].map((name, index) => ({
      id: `d-10${index}`,
      name,
    }));
    const message = deadEndAnswer(
      { kind: 'unknown-team', asked: 'core', suggestions, known: 9 },
      TOP,
    );
    expect(rowsOf(message)[0]?.map(({ value }) => value)).toEqual([
      '/ai-usage top team="Core A"',
      '/ai-usage top team="Core B"',
      '/ai-usage top team="Core C"',
    ]);
    expect(message.text).toContain('`/ai-usage top team="Core D"`');
  });

  it('tell teams of the same name apart by what they lie in, or by their ids', () => {
    const candidates = [
      { id: 'd-1', name: 'Core', within: 'Sales' },
      { id: 'd-2', name: 'Core', within: null },
      { id: 'd-3', name: 'Core', within: null },
    ];
    const message = deadEndAnswer({ kind: 'ambiguous-team', asked: 'core', candidates }, TOP);
    expect(labelsOf(message)).toEqual([['Core, in Sales', 'Core (d-2)', 'Core (d-3)']]);
    expect(message.text).toContain('`/ai-usage top team=d-3`  Core (d-3)');
  });

  it('offer what somebody may see who is refused, and nothing to outsiders', () => {
    const refusal = { reason: 'managers-only', team: 'Backend' } as const;
    expect(labelsOf(deadEndAnswer({ kind: 'refused', refusal }, EXPORT))).toEqual([
      ['Backend: summary', 'My summary'],
    ]);
    const guest = deadEndAnswer({
      kind: 'refused',
      refusal: { reason: 'membership', membership: 'guest' },
    });
    expect(labelsOf(guest)).toEqual([]);
    expect(guest.text).toContain('guests see no figures');
  });

  it.each([
    [
      { kind: 'bad-period', problem: '“28x” is not a period.', suggestion: '28d' } as const,
      '/ai-usage top team=backend period=28d',
    ],
    [
      { kind: 'bad-provider', asked: 'x', known: ['lingma'] } as const,
      '/ai-usage top team=backend',
    ],
  ])('correct %j', (result, value) => {
    const asked = { ...TOP, provider: result.kind === 'bad-provider' ? 'x' : null };
    expect(rowsOf(deadEndAnswer(result, asked))[0]?.[0]?.value).toBe(value);
  });
});

describe('a shared answer', () => {
  const shares: [string, Message][] = [
    ['summary', report(REPORT, SHARED)],
    ['ranking', topAnswer(TOP, { kind: 'top', summary: topSummary(), offers: OFFERS }, SHARED)],
    [
      'list of teams',
      teamsAnswer(TEAMS, { kind: 'teams', summary: teamsSummary(), offers: OFFERS }, SHARED),
    ],
    [
      'list of inactive seats',
      inactiveAnswer(
        INACTIVE,
        { kind: 'inactive', summary: inactiveSummary(), offers: OFFERS },
        SHARED,
      ),
    ],
  ];

  it.each(shares)('says of a %s who shared it, and leads to the full report only', (_, message) => {
    expect(labelsOf(message)).toEqual([['Full report']]);
    expect(message.text).toContain('Shared by <@U0ANN>');
    expect(JSON.stringify(message.blocks)).toContain('Shared by <@U0ANN>');
    expectSafe(message);
  });

  it('names nobody whose seat is inactive, whatever there is to name', () => {
    const [summary] = inactiveSummary().providers;
    const own = lapsed('Kim Sol', '2026-10-11');
    const providers = summary ? [{ ...summary, own }] : [];
    const message = inactiveAnswer(
      INACTIVE,
      { kind: 'inactive', summary: { ...inactiveSummary(), providers }, offers: OFFERS },
      SHARED,
    );
    expect(message.text).toContain('5 of 45 seats');
    expect(JSON.stringify(message)).not.toMatch(/Zed Moss|Kim Sol/);
  });
});

describe('one’s own summary', () => {
  const message = personAnswer(
    ME,
    { kind: 'person', summary: personSummary(), offers: OFFERS },
    ALL,
  );

  it('says how each seat stands, and the figures with their change', () => {
    expect(message.text).toContain('Seat: active, last seen 20 Nov 2026');
    expect(message.text).toContain(
      'Seat: inactive: not used for 30 days, last seen 2 Oct 2026 (a record’s last update)',
    );
    expect(message.text).toContain('Active days: 18 of 28  ▲ 20 %');
    expect(message.text).toContain('Lines accepted: 1,876  ▲ 10 %');
    expect(message.text).toContain('Completion acceptance: 37.5 %, 120 of 320');
    expect(message.text).toContain('Credits: 120 as reported');
  });

  it('names the people who were shown the data', () => {
    expect(message.text).toContain('• <@U0BOSS> · your summary · 20 Nov 2026, 14:05');
    expect(message.text).toContain('• and 4 times before');
    expect(JSON.stringify(message.blocks)).toContain('{"type":"user","user_id":"U0BOSS"}');
    expectSafe(message);
  });

  it('tells nothing of that to anybody else', () => {
    const summary = personSummary({
      privacy: null,
      person: { name: 'Ann Lee', email: null, isSelf: false },
    });
    const other = personAnswer(ME, { kind: 'person', summary, offers: OFFERS }, ALL);
    expect(JSON.stringify(other)).not.toMatch(/privacy|top lists|\(you\)/);
  });

  it('says where a seat was looked for', () => {
    const none = personAnswer(ME, { kind: 'no-seat', email: 'ann@example.com' }, ALL);
    expect(none.text).toContain('I looked for ann@example.com at every provider.');
    expect(labelsOf(none)).toEqual([['All teams', 'Help']]);
  });
});

describe('one’s own summary in a channel', () => {
  const result = {
    kind: 'person',
    summary: personSummary({ privacy: null }),
    offers: OFFERS,
  } as const;

  it('calls nobody “you”, and has no button that would show everybody their own', () => {
    const mention = { kind: 'mention', slackUserId: 'U0ANN', label: 'ann' } as const;
    for (const command of [ME, { verb: 'person', user: mention, ...NARROWED } as const]) {
      const shared = personAnswer(command, result, SHARED);
      expect(shared.text).not.toContain('(you)');
      expect(shared.text).toContain('Shared by <@U0ANN>');
      expect(labelsOf(shared)).toEqual([]);
    }
    expect(personAnswer(ME, result, ALL).text).toContain('(you)');
  });
});

describe('tables', () => {
  it('are sorted by their reader where there are people, and are one in a message', () => {
    const { blocks } = report({ ...REPORT, details: true });
    expect(blocks.filter(({ type }) => type === 'table')).toEqual([]);
    const [table] = blocks.flatMap((block) => (block.type === 'data_table' ? [block] : []));
    expect(table?.rows.slice(0, 2)).toEqual([
      ['Person', 'Active days', 'Lines', 'Chat', 'Acceptance'].map((text) => ({
        type: 'raw_text',
        text,
      })),
      [
        { type: 'raw_text', text: 'Ann Lee' },
        { type: 'raw_number', value: 20, text: '20' },
        { type: 'raw_number', value: 1876, text: '1,876' },
        { type: 'raw_number', value: 240, text: '240' },
        { type: 'raw_number', value: 37.5, text: '37.5 %' },
      ],
    ]);
  });

  it('of days are plain where no people may be seen', () => {
    const details = teamDetails();
    const unnamed = details.providers.map((provider) => ({ ...provider, people: null }));
    const message = reportAnswer(
      { ...REPORT, details: true },
      { kind: 'summary', summary: teamSummary(), details: { providers: unnamed }, offers: OFFERS },
      ALL,
    );
    const types = message.blocks.map(({ type }) => type);
    expect(types.filter((type) => type.includes('table'))).toEqual(['table']);
    expect(JSON.stringify(message)).not.toContain('Ann Lee 20');
  });

  it('keep each provider’s columns apart', () => {
    const result = { kind: 'teams', summary: teamsSummary(), offers: OFFERS } as const;
    const message = teamsAnswer(TEAMS, result, ALL);
    const [table] = message.blocks.flatMap((block) => (block.type === 'data_table' ? [block] : []));
    const names = table?.rows[0]?.map((cell) => ('text' in cell ? cell.text : ''));
    expect(names).toContain('Lingma active');
    expect(names).toContain('Windsurf active');
    expect(names).not.toContain('Windsurf lines');
    const charts = message.blocks.flatMap((block) =>
      block.type === 'data_visualization' ? [block.title] : [],
    );
    expect(charts).toEqual(['Adoption by team · Lingma', 'Adoption by team · Windsurf']);
    expect(message.text).toContain(
      'Backend: Lingma 37 of 45 seats active, 5 inactive, 12,345 lines ▲ 12 % · Windsurf 15 of 20 seats active, 3 inactive',
    );
  });

  it.each([ALL, BASIC])('tell teams of the same name apart: %j', (look) => {
    const [within, alike] = [
      ['Sales', 'Support'],
      ['Engineering East', 'Engineering West'],
    ];
    const summary = teamsSummary(7);
    const teams = summary.teams.map((team, index) => ({
      ...team,
      name: index < 6 ? 'Customer Integration Tools' : 'Data',
      within: [...within, ...alike][index] ?? null,
    }));
    const result = { kind: 'teams', summary: { ...summary, teams }, offers: OFFERS } as const;
    const message = teamsAnswer(TEAMS, result, look);
    const shown = shownIn(message);
    for (const mark of ['Sales', 'Support', 'team-2', 'team-3', 'team-4', 'team-5']) {
      expect(shown).toMatch(new RegExp(`Customer\\S* \\(${mark}\\)`));
      expect(message.text).toContain(`(${mark}): `);
    }
    expect(message.text).toContain('Data: ');
  });

  it('call nobody “nobody” whose figures are left out', () => {
    const summary = teamsSummary(3);
    const teams = summary.teams.map((team, index) => ({
      ...team,
      cells: index === 0 ? [] : team.cells.slice(0, index === 1 ? 1 : 0),
      withheld: [['windsurf'], ['windsurf'], []][index] ?? [],
    }));
    const result = { kind: 'teams', summary: { ...summary, teams }, offers: OFFERS } as const;
    const { text } = teamsAnswer(TEAMS, result, ALL);
    const [first, second, third] = summary.teams.map(({ name }) => name);
    expect(text).toContain(`${first}: Windsurf not shown\n`);
    expect(text).toMatch(new RegExp(`${second} \\(Platform\\): Lingma .+ · Windsurf not shown`));
    expect(text).toContain(`${third}: nobody`);
  });

  it('are text where a workspace takes none', () => {
    const result = { kind: 'teams', summary: teamsSummary(), offers: OFFERS } as const;
    const shown = shownIn(teamsAnswer(TEAMS, result, BASIC));
    expect(shown).toMatch(/^Team +Active +Seats/mu);
    expect(shown).toMatch(/^Backend +37 +45 +82.2 %/mu);
  });
});

describe('the other answers', () => {
  it('give a reason for each inactive seat, and one’s own where names are not shown', () => {
    const named = { kind: 'inactive', summary: inactiveSummary(), offers: OFFERS } as const;
    expect(inactiveAnswer(INACTIVE, named, ALL).text).toContain(
      '• Zed Moss · never used, given 3 Aug 2026',
    );
    const counted = { ...named, summary: inactiveSummary(false) };
    const { text } = inactiveAnswer(INACTIVE, counted, ALL);
    expect(text).toContain('Yours is one of them: lapsed, last seen 11 Oct 2026.');
    expect(text).toContain('Names are for the team’s managers and for admins.');
    expect(text).not.toContain('Zed Moss');
  });

  it('tell how the bot is', () => {
    const { text } = statusAnswer(STATUS, { kind: 'status', summary: statusSummary() }, ALL);
    expect(text).toContain('✅ Lingma: data to 20 Nov 2026');
    expect(text).toContain('⚠️ Windsurf: last answered 20 Nov 2026');
    expect(text).toContain(
      '152 · 144 matched with Slack · 3 still to be looked up · 5 not matched',
    );
    expect(text).toContain('`/ai-usage status view=unmatched`');
  });

  it('list unmatched people with the reason', () => {
    const summary = statusSummary(true);
    const { text } = statusAnswer(STATUS, { kind: 'status', summary }, ALL);
    expect(text).toContain('Pat Quill: E-mail pat@old.example · Provider Windsurf');
    expect(text).toContain('3 more people, among all seats: `/ai-usage export view=seats`');
  });

  it('help with every example', () => {
    const { text } = helpAnswer(ALL);
    for (const verb of ['top', 'inactive', 'teams', 'export', 'status', 'me', 'user=']) {
      expect(text).toContain(`/ai-usage ${verb}`);
    }
  });
});

describe('answers about many', () => {
  it.each([ALL, BASIC])('cut 5,000 people, and say how many more there are: %j', (look) => {
    const result = {
      kind: 'summary',
      summary: teamSummary(),
      details: teamDetails(5000),
      offers: OFFERS,
    } as const;
    const message = reportAnswer({ ...REPORT, details: true }, result, look);
    expectSafe(message);
    const more = look === ALL ? '4,900 more people' : '4,960 more people';
    expect(message.text).toContain(`${more}: \`/ai-usage export team=backend\``);
    expect(shownIn(message)).not.toContain('Some parts are left out');
  });

  it.each([ALL, BASIC])('point to the seats where a provider tells no single days: %j', (look) => {
    const [details] = teamDetails(300).providers;
    if (!details) throw new Error('no details');
    const summary = teamSummary();
    const windowed = { ...details, points: { state: 'not-provided' } as const };
    const result = {
      kind: 'summary',
      summary: { ...summary, providers: summary.providers.slice(0, 1) },
      details: { providers: [windowed] },
      offers: OFFERS,
    } as const;
    const { text } = reportAnswer({ ...REPORT, details: true }, result, look);
    expect(text).toContain('more people: `/ai-usage export team=backend view=seats`');
  });

  it.each([ALL, BASIC])('name the teams of 200 that have no room: %j', (look) => {
    const result = { kind: 'teams', summary: teamsSummary(200), offers: OFFERS } as const;
    const message = teamsAnswer(TEAMS, result, look);
    expectSafe(message);
    expect(shownIn(message)).not.toContain('Some parts are left out');
    expect(shownIn(message)).toContain('Team 199');
  });

  it.each([ALL, BASIC])('count the teams that have no room, however long the names: %j', (look) => {
    const summary = teamsSummary(2000);
    const teams = summary.teams.map((team, index) => ({
      ...team,
      name: `${index} ${'Customer Integration '.repeat(3)}`,
    }));
    const notes = Array.from(
      { length: 6 },
      () => ({ kind: 'remark', text: 'x '.repeat(150) }) as const,
    );
    const result = {
      kind: 'teams',
      summary: { ...summary, teams, notes },
      offers: OFFERS,
    } as const;
    const message = teamsAnswer(TEAMS, result, look);
    expectSafe(message);
    expect(shownIn(message)).toMatch(/1,9\d\d more teams have no room here/);
  });

  it('rank 100 in one table', () => {
    const result = { kind: 'top', summary: topSummary(100), offers: OFFERS } as const;
    const message = topAnswer({ ...TOP, limit: 100 }, result, ALL);
    expectSafe(message);
    const [table] = message.blocks.flatMap((block) => (block.type === 'data_table' ? [block] : []));
    expect(table?.rows).toHaveLength(101);
    expect(shownIn(message)).not.toMatch(/Some parts are left out|more (?:person|people)/);
  });

  it.each([
    [100, true, '60 more people of this list: /ai-usage export team=backend'],
    [41, true, '1 more person of this list: /ai-usage export team=backend'],
    [41, false, '1 more person of this list does not fit here.'],
    [42, false, '2 more people of this list do not fit here.'],
  ])('say where the rest of %d is, where tables are text: %j', (limit, download, said) => {
    const offers = { ...OFFERS, download };
    const result = { kind: 'top', summary: topSummary(limit), offers } as const;
    const message = topAnswer({ ...TOP, limit }, result, BASIC);
    expectSafe(message);
    expect(shownIn(message)).not.toContain('Some parts are left out');
    expect(shownIn(message).replaceAll('\n', '')).toContain(said);
  });

  it.each([ALL, BASIC])('list 4,000 inactive seats: %j', (look) => {
    const summary = inactiveSummary();
    const seats = Array.from({ length: 4000 }, (_, index) =>
      lapsed(`Person ${index}`, '2026-09-02'),
    );
    const providers = summary.providers.map((part) => ({ ...part, seats }));
    const result = {
      kind: 'inactive',
      summary: { ...summary, providers },
      offers: OFFERS,
    } as const;
    const message = inactiveAnswer(INACTIVE, result, look);
    expectSafe(message);
    const more = look === ALL ? '3,900 more seats' : '3,960 more seats';
    expect(message.text).toContain(`${more}: \`/ai-usage export team=backend view=seats\``);
    expect(rowsOf(message).at(-1)).toContainEqual({
      text: 'Download',
      does: 'run',
      value: '/ai-usage export team=backend view=seats',
    });
  });
});

describe('every answer', () => {
  const look: fc.Arbitrary<Look> = fc.record({
    blocks: fc.constantFrom('all', 'basic'),
    providers: fc.array(outsideText, { maxLength: 4 }),
    audience: fc.constantFrom('asker', 'channel'),
    sharedBy: fc.constantFrom(null, 'U0ANN', '<!channel>'),
  });
  const offers: fc.Arbitrary<Offers> = fc.record({
    share: fc.boolean(),
    details: fc.boolean(),
    download: fc.boolean(),
    providers: fc.subarray(['lingma', 'windsurf', 'copilot', 'cursor']),
  });
  // As the parser gives them: on one line, without hidden characters.
  const word = outsideText.map((text) => plain(text, 200) || 'x');
  const typed = fc.record({
    team: word,
    period: fc.option(word),
    provider: fc.constantFrom(null, 'lingma', 'cursor'),
  });

  function holds<Summary>(
    summaries: fc.Arbitrary<Summary>,
    answer: (parts: {
      summary: Summary;
      offers: Offers;
      look: Look;
      typed: { team: string; period: string | null; provider: string | null };
    }) => Message,
  ): void {
    fc.assert(
      fc.property(fc.record({ summary: summaries, offers, look, typed }), (parts) => {
        const message = answer(parts);
        expectSafe(message);
        const tables = message.blocks.filter(({ type }) => type.endsWith('table'));
        expect(tables.length).toBeLessThanOrEqual(parts.look.blocks === 'basic' ? 0 : 1);
      }),
      { numRuns: 80, interruptAfterTimeLimit: 3000 },
    );
  }

  it('about a team fits Slack', () => {
    expect.hasAssertions();
    holds(
      fc.tuple(hostileSummary, fc.option(hostileDetails)),
      ({ summary: [summary, details], offers, look, typed }) =>
        reportAnswer(
          { verb: 'report', details: details !== null, ...typed },
          { kind: 'summary', summary, details, offers },
          look,
        ),
    );
  });

  it('about a person fits Slack', () => {
    expect.hasAssertions();
    holds(hostilePerson, ({ summary, offers, look, typed: { team: text, ...narrowed } }) =>
      personAnswer(
        { verb: 'person', user: { kind: 'words', text }, ...narrowed },
        { kind: 'person', summary, offers },
        look,
      ),
    );
  });

  it('about the top fits Slack', () => {
    expect.hasAssertions();
    holds(hostileTop, ({ summary, offers, look, typed }) =>
      topAnswer({ ...TOP, ...typed }, { kind: 'top', summary, offers }, look),
    );
  });

  it('about inactive seats fits Slack', () => {
    expect.hasAssertions();
    holds(hostileInactive, ({ summary, offers, look, typed: { team, provider } }) =>
      inactiveAnswer({ ...INACTIVE, team, provider }, { kind: 'inactive', summary, offers }, look),
    );
  });

  it('about all teams fits Slack', () => {
    expect.hasAssertions();
    holds(hostileTeams, ({ summary, offers, look, typed: { team: _team, ...narrowed } }) =>
      teamsAnswer({ verb: 'teams', ...narrowed }, { kind: 'teams', summary, offers }, look),
    );
  });

  it('about the bot fits Slack', () => {
    expect.hasAssertions();
    holds(hostileStatus, ({ summary, look }) =>
      statusAnswer(STATUS, { kind: 'status', summary }, look),
    );
  });

  it('without an answer fits Slack', () => {
    expect.hasAssertions();
    holds(fc.array(outsideText, { maxLength: 12 }), ({ summary: texts, look, typed }) => {
      const teams = texts.map((name) => ({ id: name, name, within: name }));
      const asked = { ...TOP, ...typed };
      const [text = ''] = texts;
      const messages = [
        deadEndAnswer({ kind: 'unknown-team', asked: text, suggestions: teams, known: 3 }, asked),
        deadEndAnswer({ kind: 'ambiguous-team', asked: text, candidates: teams }, asked),
        deadEndAnswer({ kind: 'bad-period', problem: text, suggestion: text }, asked),
        deadEndAnswer({ kind: 'bad-provider', asked: text, known: texts }, asked),
        deadEndAnswer({ kind: 'no-teams', why: text }, asked),
        deadEndAnswer({ kind: 'unknown-person', asked: text, email: text }, asked),
        deadEndAnswer({ kind: 'refused', refusal: { reason: 'managers-only', team: text } }, asked),
        exportAnswer(EXPORT, { kind: 'nothing-to-export', why: text }, look),
        problemAnswer(text, {
          problem: text,
          at: { from: 1, to: 4 },
          form: text,
          corrected: asked,
        }),
      ];
      for (const message of messages.slice(1)) expectSafe(message);
      return messages[0] ?? helpAnswer(look);
    });
  });
});
