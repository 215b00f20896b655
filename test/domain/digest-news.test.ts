import { describe, expect, test } from 'vitest';
import { hasNews, hasNoData } from '../../src/domain/digest-news.ts';
import type { ProviderSummary, TeamSummary } from '../../src/domain/summary.ts';
import { weekSummary } from '../slack/views/digests.ts';
import { lapsed, lingma, neverUsed, windsurf } from '../slack/views/summaries.ts';

const NOTHING = { now: 0, before: 0 };
const NO_RATE = { part: 0, whole: 0 };
const OFF = { state: 'not-available' } as const;

/** Lingma in a week in which nobody did anything. */
function quiet(change: Partial<ProviderSummary> = {}): ProviderSummary {
  return lingma({
    dataTo: '2026-11-22',
    inactiveSeats: [neverUsed('Ida Berg', '2026-08-17'), lapsed('Lee Gray', '2026-09-02')],
    people: { state: 'known', figures: { active: NOTHING, chat: NOTHING, completion: NOTHING } },
    usage: usage({}),
    notes: [],
    ...change,
  });
}

function usage(change: { readonly chatTurns?: typeof NOTHING }): ProviderSummary['usage'] {
  const figures = {
    linesAccepted: NOTHING,
    linesChanged: NOTHING,
    chatTurns: NOTHING,
    completions: { now: NO_RATE, before: NO_RATE },
    source: 'department-days' as const,
    ...change,
  };
  return { state: 'known', figures };
}

function week(...providers: ProviderSummary[]): TeamSummary {
  return weekSummary({ providers });
}

describe('a week', () => {
  test('in which nobody did anything is no news', () => {
    expect(hasNews(week(quiet()))).toBe(false);
    expect(hasNoData(week(quiet()))).toBe(false);
  });

  test.each<[string, ProviderSummary]>([
    ['somebody was active', quiet({ people: lingma().people })],
    ['somebody asked something', quiet({ usage: usage({ chatTurns: { now: 1, before: 0 } }) })],
    ['a seat has become inactive', quiet({ inactiveSeats: [lapsed('Lee Gray', '2026-10-18')] })],
    ['a seat given has never been used', quiet({ inactiveSeats: [neverUsed('A', '2026-10-20')] })],
    ['something went wrong', quiet({ notes: [{ kind: 'trouble', text: 'Lingma refuses.' }] })],
    ['nobody knows whether', quiet({ usage: OFF, people: OFF, chart: OFF })],
    ['nothing is reported yet', quiet({ dataTo: '2026-11-15' })],
  ])('is news where %s', (_why, provider) => {
    expect(hasNews(week(provider))).toBe(true);
    expect(hasNews(week(quiet(), provider))).toBe(true);
  });

  test('is news where active days were counted', () => {
    expect(hasNews(week(windsurf()))).toBe(true);
  });

  test.each<[string, ProviderSummary[]]>([
    ['nothing could be fetched', [quiet({ usage: OFF, people: OFF, chart: OFF })]],
    ['no day has been reported', [quiet({ dataTo: null })]],
    ['only days before it have been reported', [quiet({ dataTo: '2026-11-15' })]],
    ['no provider knows the team', []],
  ])('has no data where %s', (_why, providers) => {
    expect(hasNoData(week(...providers))).toBe(true);
  });

  test('has data where one provider has', () => {
    expect(hasNoData(week(quiet({ dataTo: null }), windsurf()))).toBe(false);
  });

  test('of too few people is not said to lack data', () => {
    const summary = { ...week(), tooSmall: { minimum: 5 } };
    expect([hasNoData(summary), hasNews(summary)]).toEqual([false, true]);
  });
});
