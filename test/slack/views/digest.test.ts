import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/domain/digests.ts';
import { parseCommandLine } from '../../../src/slack/command-line.ts';
import { digestAnswer, drawDeliveries } from '../../../src/slack/draw-deliveries.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { reachOf } from '../../../src/slack/views/provider.ts';
import { digest, weekSummary } from './digests.ts';
import { hostileSummary } from './hostile.ts';
import { expectSafe, shownIn } from './safe.ts';
import { lingma, neverUsed, windsurf } from './summaries.ts';

function render(change: Partial<Digest> = {}, isTest = false): Message {
  return digestAnswer(digest(change), { blocks: 'all', isTest, isLate: false });
}

function buttonsOf({ blocks }: Message) {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

const NO_ACTIVITY = {
  people: {
    state: 'known',
    figures: {
      active: { now: 0, before: 0 },
      chat: { now: 0, before: 0 },
      completion: { now: 0, before: 0 },
    },
  },
} as const;

describe('a digest', () => {
  it.each([
    ['team, week and zone', 'Backend · digest · 16 Nov – 22 Nov 2026 · 7 days · Asia/Shanghai'],
    ['freshness', 'Lingma: data to 22 Nov 2026, fetched 23 Nov 2026, 08:40'],
    ['headline figures with their change', 'Lines accepted: 12,345  ▲ 12 %'],
    ['top acceptors', 'Top acceptors by lines: Ann Lee 1,876, 王小明 1,544'],
    ['inactive seats with the counts of reasons', '5 of 45 seats (3 never used, 2 not used'],
    ['their names', '• Zed Moss · never used, given 3 Aug 2026'],
    ['splits', 'By language (lines accepted): typescript 6,120 · go 3,002 · java 1,804 · 4 more'],
    ['what changes are against', '▲▼ against 9 Nov – 15 Nov 2026.'],
    ['each provider', 'Prompt credits: 12,500.5 as reported'],
    ['when it comes', 'Subscription 7: every Monday at 09:00 (Asia/Shanghai).'],
  ])('says %s', (_name, line) => {
    expect(render().text).toContain(line);
  });

  it('draws the chart by day', () => {
    const charts = render().blocks.filter(({ type }) => type === 'data_visualization');
    expect(charts).toHaveLength(2);
    expect(JSON.stringify(charts[0])).toContain('"label":"16 Nov","value":1950');
  });

  it('leaves out the sections that nobody asked for', () => {
    const { text, blocks } = render({ sections: [] });
    expect(text).not.toMatch(/Top acceptors|Inactive seats|By language/);
    expect(blocks.some(({ type }) => type === 'data_visualization')).toBe(false);
    expect(text).toContain('Lines accepted: 12,345');
    expect(text).toContain('data to 22 Nov 2026');
  });

  it('mentions no split that is all of one name', () => {
    const ides = [{ name: 'VS Code', part: 10, of: 'completions accepted' as const }];
    const figures = { languages: [], ides, chatKinds: [] };
    const providers = [lingma({ splits: { state: 'known', figures } })];
    expect(render({ summary: weekSummary({ providers }) }).text).not.toContain('By IDE');
  });

  it('counts inactive seats where it may not name them', () => {
    const providers = [lingma({ inactiveSeats: null })];
    const { text } = render({ summary: weekSummary({ providers }), names: false });
    expect(text).toContain('Inactive seats: 5 of 45 seats');
    expect(text).not.toContain('Zed Moss');
  });

  it('leads to the full report of the same days, and to its settings', () => {
    const [report, settings] = buttonsOf(render({ provider: 'lingma' }));
    const value = report && 'value' in report ? report.value : '';
    expect(parseCommandLine(value.replace('/ai-usage', ''), ['lingma'])).toEqual({
      ok: true,
      command: {
        verb: 'report',
        team: 'backend',
        details: false,
        period: '2026-11-16..2026-11-22',
        provider: 'lingma',
      },
    });
    expect(settings).toMatchObject({ action_id: 'edit-digest-2', value: '7' });
  });

  it('says that it is late, on the clocks of its schedule', () => {
    const { late, ...inTime } = drawDeliveries.digest(digest());
    expect(late?.text).toContain('Late: it was due on 23 Nov 2026, 09:00 (Asia/Shanghai)');
    expect(JSON.stringify([late?.blocks, late?.basic]).match(/Late: it was due/g)).toHaveLength(2);
    expect(JSON.stringify(inTime)).not.toContain('Late: ');
  });

  it('names nobody at all where nobody is to be named', () => {
    const providers = [lingma({ inactiveSeats: null }), windsurf({ inactiveSeats: null })];
    const message = render({ names: false, summary: weekSummary({ providers }) });
    expect(shownIn(message)).not.toMatch(/Ann Lee|王小明|Zed Moss/);
    expect(message.text).toMatch(/Top acceptors: \d people accepted [\d,]+ lines\./);
    expect(message.text).toContain('Inactive seats: 5 of 45 seats');
    expect(shownIn(message)).toContain('Nobody is named in this digest, as was wished.');
  });

  it('says why holders of inactive seats are not named although that was wished', () => {
    const providers = [lingma({ inactiveSeats: null })];
    const said = /not named: the owner of subscription 7 is no manager .+, as far as Slack tells/;
    const change = { mayNotName: true, summary: weekSummary({ providers }) };
    expect(shownIn(render(change))).toMatch(said);
    expect(shownIn(render(change))).toContain('Ann Lee');
    expect(shownIn(render())).not.toMatch(said);
  });

  it('says that it is a test', () => {
    expect(render({}, true).text).toContain('A test: only you see this.');
    expect(render().text).not.toContain('A test');
  });

  it('is one line in a week without news, with its buttons', () => {
    const providers = [lingma(NO_ACTIVITY), windsurf()];
    const { text, blocks } = render({ news: false, summary: weekSummary({ providers }) });
    expect(text.split('\n')).toHaveLength(1);
    expect(text).toMatch(
      /^Backend, 16 Nov – 22 Nov 2026: nobody used Lingma or Windsurf, and no more/,
    );
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions']);
  });

  it('says that there is no data, with what went wrong, and shows no zeros', () => {
    const notes = [{ kind: 'trouble' as const, text: 'Lingma does not accept the token.' }];
    const summary = weekSummary({ providers: [lingma({ ...NO_ACTIVITY, notes })] });
    const message = render({ noData: true, summary });
    expect(message.text).toContain('There is no data for these days');
    expect(message.text).toContain('Lingma does not accept the token.');
    expect(shownIn(message)).not.toMatch(/Lines accepted|Active people/);
  });

  it('shows no figures of too few people', () => {
    const summary = weekSummary({ providers: [], tooSmall: { minimum: 5 } });
    expect(render({ summary }).text).toContain('fewer than 5 people hold a seat here');
  });

  it('is text where a workspace takes no charts', () => {
    const { text, blocks, basic } = drawDeliveries.digest(digest());
    expectSafe({ text, blocks });
    expectSafe({ text, blocks: basic });
    expect(JSON.stringify(blocks)).toContain('data_visualization');
    expect(JSON.stringify(basic)).not.toContain('data_visualization');
    expect(JSON.stringify(basic)).toContain('█');
  });

  it('fits with 5,000 people', () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      neverUsed(`Person ${index}`, '2026-08-03'),
    );
    const providers = [lingma({ inactiveSeats: many })];
    const message = render({ summary: weekSummary({ providers }) });
    expectSafe(message);
    expect(message.text.match(/• Person/g)).toHaveLength(5);
  });

  it('is safe and taken by Slack, whatever is in it', () => {
    const hostile: fc.Arbitrary<Digest> = fc
      .record({
        summary: hostileSummary,
        names: fc.boolean(),
        news: fc.boolean(),
        mayNotName: fc.boolean(),
        noData: fc.boolean(),
        dueAt: fc.option(fc.date()),
        provider: fc.constantFrom(null, 'lingma'),
        sections: fc.subarray(['chart', 'top', 'inactive', 'splits'] as const),
      })
      .map((change) => digest(change));
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('all', 'basic'),
        fc.boolean(),
        fc.boolean(),
        (hostile, blocks, isTest, isLate) => {
          const message = digestAnswer(hostile, { blocks, isTest, isLate });
          expectSafe(message);
          expect(message.blocks.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('says of a provider that never answered no more than that nothing was fetched', () => {
  expect(reachOf({ dataTo: null, fetchedAt: null }, 'UTC')).toBe('nothing fetched yet');
  const fetchedAt = new Date('2026-11-23T01:00:00Z');
  expect(reachOf({ dataTo: null, fetchedAt, window: { state: 'not-provided' } }, 'UTC')).toContain(
    'no day with data yet, asked',
  );
});
