import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mondayOf, moved, yesterday } from '../support/days.ts';
import { inactiveAtLingma } from '../support/expected-cards.ts';
import { askFigures } from '../support/figures.ts';
import { expectNoSecretStored } from '../support/nothing-amiss.ts';
import { startOffice, type Office } from '../support/office.ts';

/** The periods that people type, and the days that they mean, seen from the newest day that is over. */
const PERIODS: readonly (readonly [typed: string, days: (last: string) => [string, string]])[] = [
  ['7d', (last) => [moved(last, -6), last]],
  ['yesterday', (last) => [last, last]],
  [
    'last-week',
    (last) => [moved(mondayOf(moved(last, 1)), -7), moved(mondayOf(moved(last, 1)), -1)],
  ],
  ['last-month', lastMonth],
  ['<year>-<month>', lastMonth],
  ['<from>..<to>', (last) => [moved(last, -40), moved(last, -10)]],
];

function lastMonth(last: string): [string, string] {
  const end = moved(`${moved(last, 1).slice(0, 7)}-01`, -1);
  return [`${end.slice(0, 7)}-01`, end];
}

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  let office: Office;

  beforeAll(async () => {
    office = await startOffice({ mode, backfillDays: 100 });
  });

  afterAll(async () => {
    await office.end();
  });

  it('acknowledges, says that it asks, and puts the right figures in the place of that', async () => {
    const last = yesterday();
    const answer = await askFigures(office, '/ai-usage team=backend', 'backend');
    expect(answer.cards).toMatchObject(answer.due);
    const { team, period, trouble } = answer.read.text;
    expect({ team, trouble }).toEqual({ team: 'Backend', trouble: [] });
    expect([last, yesterday()]).toContain(period.to);
    expect(period.from).toBe(moved(period.to, -27));
    expect(answer.read.blocks).toMatchObject({ team, period, trouble });

    const { events } = office.slack.transcript;
    const kinds = events.filter(({ kind }) => /^(?:acknowledged|posted|replaced)$/.test(kind));
    expect(kinds.slice(0, 3).map(({ kind }) => kind)).toEqual([
      'acknowledged',
      'posted',
      'replaced',
    ]);
    const [progress] = answer.shown;
    expect(progress?.text).toMatch(
      /^⏳ Asking (?:Lingma|Windsurf|Lingma and Windsurf) about Backend…$/,
    );
    expect(answer.shown.slice(1).map(({ kind }) => kind)).not.toContain('posted');
  });

  it('says nothing of asking once it knows', async () => {
    expect(await office.bot.synced()).toMatchObject({ unmet: 0 });
    const answer = await askFigures(office, '/ai-usage team=backend', 'backend');
    expect(answer.cards).toMatchObject(answer.due);
    expect(answer.shown).toEqual([{ kind: 'posted', text: answer.message.text }]);
    // Now that all of the past is known, so is the reason of each inactive seat.
    const { neverUsed, lapsed } = inactiveAtLingma(office.world, 'backend');
    const reasons = [
      ...(neverUsed > 0 ? [`${neverUsed} never used since \\d+ \\w+ \\d{4}`] : []),
      ...(lapsed > 0 ? [`${lapsed} not used for 30 days`] : []),
    ].join(', ');
    expect(answer.cards.text['Lingma']?.['Inactive seats']).toMatch(
      new RegExp(` seats \\(${reasons}\\)`),
    );
  });

  it.each([
    ['/ai-usage backend'],
    ['/ai-usage be'],
    ['/ai-usage 后端'],
    ['/ai-usage TEAM=“BACKEND”'],
    ['/ai-usage period=28D provider=All  team = backend'],
  ])('takes %s for the same question', async (command) => {
    const answer = await askFigures(office, command, 'backend');
    expect(answer.cards).toMatchObject(answer.due);
    expect(answer.shown).toHaveLength(1);
  });

  it.each(PERIODS)('takes period=%s', async (typed, daysOf) => {
    const before = daysOf(yesterday());
    const [from, to] = before;
    const month = to.slice(0, 7);
    const period = { '<year>-<month>': month, '<from>..<to>': `${from}..${to}` }[typed] ?? typed;
    const answer = await askFigures(office, `/ai-usage backend period=${period}`, 'backend');
    expect(answer.cards).toMatchObject(answer.due);
    const meant = [before, daysOf(yesterday())].map(([from, to]) => ({ from, to }));
    expect(meant).toContainEqual(answer.read.text.period);
  });

  it.each(['Lingma', 'Windsurf'])('shows %s alone where it is asked for', async (title) => {
    const command = `/ai-usage backend provider=${title.toLowerCase()}`;
    const answer = await askFigures(office, command, 'backend', { providers: [title] });
    expect(answer.cards).toMatchObject(answer.due);
    expect(Object.keys(answer.cards.text)).toEqual([title]);
    expect(Object.keys(answer.cards.blocks)).toEqual([title]);
  });

  it.each([
    ['several departments', 'eng', 'engineering'],
    ['people of several departments, by their addresses', 'guild', 'guild'],
    ['a name in need of quotes', '"data & ml"', 'data'],
  ])('knows a team of %s', async (_what, typed, teamId) => {
    const answer = await askFigures(office, `/ai-usage team=${typed}`, teamId);
    expect(answer.cards).toMatchObject(answer.due);
  });

  it('says where a team has no part in a provider', async () => {
    const providers = ['Lingma'];
    const answer = await askFigures(office, '/ai-usage team=platform', 'platform', { providers });
    expect(answer.cards).toMatchObject(answer.due);
    expect(Object.keys(answer.cards.text)).toEqual(providers);
    expect(answer.message.text).toContain('Windsurf: no group is set for this team.');
  });

  it('keeps secrets out of its data', async () => {
    expect(await office.bot.stop()).toEqual({ code: 0, signal: null });
    await expectNoSecretStored(office.data);
  });
});
