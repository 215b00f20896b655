import type { Day } from '../../domain/calendar.ts';
import type { Figures, Note, ProviderSummary } from '../../domain/summary.ts';
import { context, NOTHING, passage, SPARE, type Section } from './blocks.ts';
import { chartSection, type Measure } from './chart.ts';
import { dayText, momentText } from './dates.ts';
import { missingOf, splitSection, topSection } from './details.ts';
import { figureLines, figuresOf } from './figures.ts';
import { inactiveSection, type InactiveOptions } from './inactive-seats.ts';
import { counted } from './numbers.ts';
import { mrkdwn, plain } from './text.ts';
import { isTrouble } from '../../domain/summary.ts';

/** How a card is drawn. `measures` are the charts that Slack draws itself; without any, the chart is text. */
export type CardOptions = InactiveOptions & { readonly measures: readonly Measure[] };

const NOTES = 6;

/** One provider's part of a team's summary: headline figures, chart, people, splits, small print. */
export function providerCard(provider: ProviderSummary, options: CardOptions): Section[] {
  const title = titleOf(provider);
  const chart = chartSection(provider, { measures: options.measures, of: title });
  return [
    figureLines(title, figuresOf(provider, options.zone)),
    ...troubleSections(provider.notes),
    chart.section,
    topSection(provider),
    inactiveSection(provider, options),
    splitSection(provider),
    ...nothingKnown(provider, title),
    quiet([...smallPrint(provider, options.zone), ...chart.remarks]),
  ];
}

export function titleOf({ title, provider }: Pick<ProviderSummary, 'title' | 'provider'>): string {
  return plain(title) || plain(provider) || 'Provider';
}

/** A provider's name among several, by its id. */
export function titleIn(titles: Readonly<Record<string, string>>, provider: string): string {
  const title = Object.hasOwn(titles, provider) ? titles[provider] : undefined;
  return plain(title ?? '', 40) || plain(provider, 40) || 'Provider';
}

/** What goes wrong stands where it is seen; what is merely good to know stands with the small print. */
export function troubleSections(notes: readonly Note[]): Section[] {
  return notes
    .filter(isTrouble)
    .slice(0, NOTES)
    .map(({ text }) => passage(SPARE.trouble, `⚠️ ${plain(text, 300)}`));
}

export function remarksOf(notes: readonly Note[]): string[] {
  return notes
    .filter(({ kind }) => kind === 'remark')
    .slice(0, NOTES)
    .map(({ text }) => plain(text, 300));
}

/** Small print, one line for each sentence. */
export function quiet(lines: readonly string[]): Section {
  if (lines.length === 0) return NOTHING;
  return {
    parts: [{ block: context([lines.join(' ')]), spare: SPARE.quiet }],
    lines: lines.map(mrkdwn),
  };
}

/** Said where a provider has no figure at all. */
export function nothingKnown(provider: ProviderSummary, title: string): Section[] {
  if (missingOf(provider).known > 0) return [];
  return [passage(SPARE.trouble, `No figures from ${title} for this period.`)];
}

function missing(provider: ProviderSummary, title: string): string[] {
  const { known, notProvided, notAvailable } = missingOf(provider);
  if (known === 0) return [];
  return [
    ...(notProvided.length > 0 ? [`Not provided by ${title}: ${notProvided.join(', ')}.`] : []),
    ...(notAvailable.length > 0 ? [`Not available this time: ${notAvailable.join(', ')}.`] : []),
  ];
}

/** How far a provider's data reaches; one that counts in windows has no days, but a moment at which it was asked. */
export function reachOf(
  provider: {
    readonly dataTo: Day | null;
    readonly fetchedAt: Date | null;
    readonly window?: Figures<unknown>;
  },
  zone: string,
): string {
  const { dataTo, fetchedAt, window } = provider;
  const fetched = fetchedAt && momentText(fetchedAt, zone);
  if (dataTo) return `data to ${dayText(dataTo)}${fetched ? `, fetched ${fetched}` : ''}`;
  const counts = window === undefined || window.state === 'known';
  if (counts && fetched) return `as of ${fetched}`;
  if (window?.state === 'not-available') {
    return `no answer for this period${fetched ? `, last fetched ${fetched}` : ''}`;
  }
  return fetched ? `no day with data yet, asked ${fetched}` : 'nothing fetched yet';
}

/** What a provider has no figures for, and what must be known of those that it has. */
export function smallPrint(provider: ProviderSummary, zone: string): string[] {
  return [
    ...missing(provider, titleOf(provider)),
    ...zoneRemark(provider.dayZone, zone),
    ...(provider.usage.state === 'known' ? [sourceText(provider)] : []),
    ...unmatched(provider),
    ...remarksOf(provider.notes),
  ];
}

/** Says so where a provider's days are not those of the report's zone. */
export function zoneRemark(dayZone: string | null, zone: string): string[] {
  return dayZone && dayZone !== zone ? [`Its days are those of ${plain(dayZone)}.`] : [];
}

function sourceText({ usage, groupWord }: ProviderSummary): string {
  const source = usage.state === 'known' ? usage.figures.source : 'person-days';
  if (source === 'person-days') return 'Totals are people’s days added up.';
  const besides = source === 'both' ? ', and the days of people who are in none of them' : '';
  return `Totals are the ${groupWord}s’ own${besides}.`;
}

function unmatched({ unmatched }: ProviderSummary): string[] {
  if (unmatched <= 0) return [];
  const whose = unmatched === 1 ? 'has' : 'have';
  return [
    `${counted(unmatched, 'person', 'people')} with usage ${whose} no name in the directory.`,
  ];
}
