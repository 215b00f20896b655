import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderSummary, TeamSummary } from '../../../src/domain/summary.ts';
import type { ChartBlock, Message } from '../../../src/slack/views/blocks.ts';
import { teamSummaryMessage } from '../../../src/slack/views/team-summary.ts';
import { hostileSummary } from './hostile.ts';
import { expectSafe, shownIn } from './safe.ts';
import { lingma, neverUsed, teamSummary, windsurf } from './summaries.ts';

const SEATS = {
  held: 45,
  activeInPeriod: 37,
  inactive: null,
  usageSince: null,
  fresh: 0,
  pending: 0,
  disabled: 0,
};
const DRAWING = {
  foot: [],
  inactiveCommand: '/ai-usage inactive team=backend',
  seatsCommand: '/ai-usage export team=backend view=seats',
};

function render(change: Partial<TeamSummary> = {}, blocks: 'all' | 'basic' = 'all'): Message {
  return teamSummaryMessage(teamSummary(change), { ...DRAWING, blocks });
}

function only(change: Partial<ProviderSummary>): Message {
  return render({ providers: [lingma(change)] });
}

function chartsOf({ blocks }: Message): ChartBlock[] {
  return blocks.filter((block) => block.type === 'data_visualization');
}

describe('a team’s summary', () => {
  it('names team, period, zone, providers and how far the data reaches', () => {
    const shown = shownIn(render());
    expect(shown).toContain('Backend');
    expect(shown).toContain('25 Oct – 21 Nov 2026 · 28 days · Asia/Shanghai');
    expect(shown).toContain('Lingma: data to 20 Nov 2026, fetched 22 Nov 2026, 07:12');
    expect(shown).toContain('Windsurf: as of 22 Nov 2026, 07:12');
  });

  it('does not say of a provider that did not answer this time that it never had anything', () => {
    const window = { state: 'not-available' } as const;
    const shown = shownIn(render({ providers: [windsurf({ window })] }));
    expect(shown).toContain('Windsurf: no answer for this period, last fetched 22 Nov 2026, 07:12');
    const never = shownIn(render({ providers: [windsurf({ window, fetchedAt: null })] }));
    expect(never).toContain('Windsurf: no answer for this period');
    expect(never).not.toContain('last fetched');
  });

  it.each([
    ['seats', 'Seats: 45 held · 37 active · 5 inactive'],
    ['adoption', 'Adoption: 82.2 %'],
    ['active people', 'Active people: 37  ▲ 12 %'],
    ['people by use', 'chat: 31  ▲ 3 %, completion: 35  ▼ 3 %'],
    ['lines', 'Lines accepted: 12,345  ▲ 12 %'],
    ['share', 'AI share of changed lines: 41.2 %  ▲ 1.2 points, 12,345 of 29,963'],
    ['acceptance', 'Completion acceptance: 31.2 %  ▼ 0.5 points, 1,234 of 3,955'],
    ['chat turns', 'Chat turns: 2,345  ▼ 3 %'],
    ['top', 'Ann Lee 1,876, 王小明 1,544, Зоя Иванова 1,201, Bob Ray 998, id 5f1e2d3c4b5… 870'],
    [
      'inactive',
      '5 of 45 seats (3 never used, 2 not used for 30 days). Besides: 2 new, 1 disabled.',
    ],
    [
      'languages',
      'By language (lines accepted): typescript 6,120 · go 3,002 · java 1,804 · unknown 702 · python 511 · 2 more 206',
    ],
    ['ides', 'By IDE (completions accepted): JetBrains 790 · VS Code 444'],
    ['kinds of chat', 'By kind of chat (chat turns): free chat 1,800'],
    ['active days', 'Active days: 182 by 15 people'],
    ['last use', 'Last use: 20 Nov 2026 (a record’s last update)'],
    ['credits', 'Prompt credits: 12,500.5 as reported, cycle 1 Nov – 30 Nov 2026'],
    ['states of seats', 'Besides: 2 pending, 1 disabled.'],
    ['what is not provided', 'Not provided by Windsurf: active people, lines accepted'],
    ['freshness', 'Totals are the departments’ own.'],
    ['what changes are against', '▲▼ against 27 Sep – 24 Oct 2026.'],
    ['unmatched people', '1 person with usage has no name in the directory.'],
  ])('says %s in its text', (_name, line) => {
    expect(render().text).toContain(line);
  });

  it('carries the same figures in its blocks', () => {
    const shown = shownIn(render());
    for (const figure of [
      '45 held · 37 active · 5 inactive',
      '82.2 %',
      '12,345\n  ▲ 12 %',
      '41.2 %\n  ▲ 1.2 points, 12,345 of 29,963',
    ]) {
      expect(shown).toContain(figure);
    }
    for (const figure of ['Ann Lee', '1,876', '5 of 45 seats', 'typescript 6,120', '12,500.5']) {
      expect(shown).toContain(figure);
    }
  });

  it('puts headline figures before the chart, the chart before the top, the small print last', () => {
    const types = render({ providers: [lingma()] }).blocks.map(({ type }) => type);
    expect(types.slice(0, 5)).toEqual([
      'header',
      'context',
      'rich_text',
      'data_visualization',
      'data_visualization',
    ]);
    expect(types.at(-1)).toBe('context');
  });

  it('draws lines and people apart, each on a scale of its own', () => {
    const [lines, people] = chartsOf(render());
    expect(lines?.chart.series).toEqual([
      {
        name: 'Lines accepted',
        data: [
          { label: '25 Oct', value: 120 },
          { label: '26 Oct–1 Nov', value: 2890 },
          { label: '2–8 Nov', value: 3312 },
          { label: '9–15 Nov', value: 3100 },
          { label: '16–21 Nov', value: 2923 },
        ],
      },
    ]);
    expect(people?.chart.series[0]?.data.map(({ value }) => value)).toEqual([9, 30, 33, 31, 29]);
  });

  it('draws at most two charts, one for each of two providers', () => {
    const both = render({ providers: [lingma(), lingma({ provider: 'other', title: 'Other' })] });
    expect(chartsOf(both).map(({ title }) => title)).toEqual([
      'Lines accepted by week · Lingma',
      'Lines accepted by week · Other',
    ]);
  });

  it('leaves unknown days out of a chart instead of drawing 0, and says so', () => {
    const points = ['2026-11-19', '2026-11-20', '2026-11-21'].map((day, index) => ({
      period: { from: day, to: day },
      linesAccepted: index === 2 ? null : 0,
      activePeople: index === 2 ? null : 3,
    }));
    const message = only({ chart: { state: 'known', figures: { grain: 'day', points } } });
    expect(chartsOf(message)[0]?.chart.series[0]?.data).toEqual([
      { label: '19 Nov', value: 0 },
      { label: '20 Nov', value: 0 },
    ]);
    expect(message.text).toContain('No data for 21 Nov.');
  });

  it('draws the chart as text where Slack does not take it', () => {
    const message = render({}, 'basic');
    expect(chartsOf(message)).toEqual([]);
    expect(shownIn(message)).toContain(
      [
        '25 Oct       ▍            120  9',
        '26 Oct–1 Nov ████████▊  2,890  30',
        '2–8 Nov      ██████████ 3,312  33',
      ].join('\n'),
    );
  });

  it('never shows 0 for what is not provided, nor a rate of nothing', () => {
    const message = only({
      usage: {
        state: 'known',
        figures: {
          linesAccepted: { now: null, before: null },
          linesChanged: { now: 0, before: 0 },
          chatTurns: { now: 7, before: 0 },
          completions: { now: { part: 0, whole: 0 }, before: { part: null, whole: null } },
          source: 'person-days',
        },
      },
      people: {
        state: 'known',
        figures: {
          active: { now: 3, before: null },
          chat: { now: 0, before: 0 },
          completion: { now: 0, before: 4 },
        },
      },
    });
    expect(message.text).toContain('Lines accepted: not provided\n');
    expect(message.text).toContain('Completion acceptance: —\n');
    expect(message.text).toContain('Chat turns: 7  none before');
    expect(message.text).toContain('Active people: 3\n');
    expect(message.text).toContain('chat: 0  no change, completion: 0  ▼ 100 %');
    expect(message.text).toContain('Totals are people’s days added up.');
  });

  it('says that inactivity is not known instead of counting nobody', () => {
    const message = only({
      seats: {
        state: 'known',
        figures: {
          held: 4,
          activeInPeriod: null,
          inactive: null,
          usageSince: null,
          fresh: 0,
          pending: 0,
          disabled: 0,
        },
      },
    });
    expect(message.text).toContain('Seats: 4 held · inactive: not known');
    expect(message.text).toContain('Adoption: not known');
    expect(message.text).toContain('Inactive seats: not known.');
  });

  it('gives the reason, and no zeros, where nothing is known of a provider', () => {
    const off = { state: 'not-available' } as const;
    const message = only({
      seats: off,
      people: off,
      usage: off,
      chart: off,
      top: off,
      splits: off,
      window: off,
      dataTo: null,
      fetchedAt: null,
      unmatched: 0,
      notes: [{ kind: 'trouble', text: 'Lingma refuses the token since 20 Nov.' }],
    });
    expect(message.text).toContain('⚠️ Lingma refuses the token since 20 Nov.');
    expect(message.text).toContain('No figures from Lingma for this period.');
    expect(message.text).not.toMatch(/Seats|Lines accepted: /);
    expectSafe(message);
  });

  it('names what could not be had this time apart from what the vendor never has', () => {
    const message = only({ top: { state: 'not-available' }, splits: { state: 'not-provided' } });
    expect(message.text).toContain('Not available this time: top acceptors.');
    expect(message.text).toContain('Not provided by Lingma: splits by language');
  });

  it('shows no figure of a team that is too small', () => {
    const message = render({ providers: [], tooSmall: { minimum: 5 } });
    expect(message.text).toContain('fewer than 5 people hold a seat');
    expect(message.blocks).toHaveLength(3);
  });

  it('says so where a team is not small itself, but would give away one that is', () => {
    const message = render({ providers: [], tooSmall: { minimum: 5, protects: true } });
    expect(message.text).toContain('they would give away a group of fewer than 5 people');
    expect(message.text).not.toContain('hold a seat');
  });

  it('keeps text from outside from pinging, linking and formatting', () => {
    const message = render({
      team: { id: 'x', name: '<!channel> *Core* & <https://evil.example|co>' },
      providers: [
        lingma({
          top: {
            state: 'known',
            figures: [
              { personId: '1', name: 'http://evil.example', email: null, linesAccepted: 2 },
              { personId: '2', name: null, email: 'ann@example.com', linesAccepted: 1 },
            ],
          },
        }),
      ],
    });
    expectSafe(message);
    expect(message.text).toContain('&lt;!channel&gt;');
    expect(message.text).toContain('ann@example.com 1');
    expect(shownIn(message)).toContain('http://evil.example');
  });

  it('fits Slack whatever the summary holds', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(hostileSummary, fc.constantFrom('all', 'basic'), (summary, blocks) => {
        const message = teamSummaryMessage(summary, { ...DRAWING, blocks });
        expectSafe(message);
        expect(chartsOf(message).length).toBeLessThanOrEqual(blocks === 'basic' ? 0 : 2);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 4000 },
    );
  });

  it('names the inactive seats that there is room for, and says where the others are', () => {
    const seats = Array.from({ length: 8 }, (_, index) =>
      neverUsed(`Person ${index}`, '2026-08-03'),
    );
    const figures = { ...SEATS, inactive: { count: 8, neverUsed: 8, lapsed: 0 } };
    const message = only({ inactiveSeats: seats, seats: { state: 'known', figures } });
    expect(message.text).toContain(
      '• Person 4 · never used, given 3 Aug 2026\n• 3 more: `/ai-usage inactive',
    );
    expect(shownIn(message)).toContain('Person 0');
    expect(shownIn(message)).not.toContain('Person 5');
  });

  it('names nobody where their number only may be seen', () => {
    const message = only({ inactiveSeats: null });
    expect(message.text).toContain('Inactive seats: 5 of 45 seats');
    expect(message.text).not.toContain('Zed Moss');
  });

  it('explains no word that its figures do not have', () => {
    const message = render({ providers: [windsurf()] });
    expect(message.text).toContain('Adoption: active of held seats.');
    expect(message.text).not.toMatch(/AI share:|acceptance:|▲▼|added up/);
  });

  it('says that parts were left out when they were', () => {
    const long = 'ש'.repeat(400);
    const notes = Array.from({ length: 20 }, () => ({ kind: 'trouble' as const, text: long }));
    const providers = Array.from({ length: 5 }, (_, index) =>
      lingma({ provider: `p${index}`, title: `Provider ${index}`, notes }),
    );
    const message = render({ providers });
    expectSafe(message);
    expect(shownIn(message)).toContain('Some parts are left out');
    expect(shownIn(message)).toContain('45 held · 37 active');
  });

  it('stands on a phone: the usual message is short, and no bar is wider than 34 characters', () => {
    const message = render({ providers: [lingma(), windsurf()] }, 'basic');
    const bars = shownIn(message)
      .split('\n')
      .filter((line) => line.includes('█'));
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) expect(bar.length).toBeLessThanOrEqual(34);
    expect(message.blocks.length).toBeLessThan(22);
  });
});
