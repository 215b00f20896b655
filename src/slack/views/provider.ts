import type { Note, ProviderSummary } from '../../domain/summary.ts';
import { context, fields, paragraph, SPARE, type Section } from './blocks.ts';
import { chartSection, type Measure } from './chart.ts';
import { dayText, momentText } from './dates.ts';
import { missingOf, inactiveSection, splitSections, topSection } from './details.ts';
import { figuresOf } from './figures.ts';
import { counted } from './numbers.ts';
import { mrkdwn, plain } from './text.ts';

/** How a card is drawn. `measures` are the charts that Slack draws itself; without any, the chart is text. */
export type CardOptions = {
  readonly zone: string;
  readonly inactiveDays: number;
  readonly measures: readonly Measure[];
};

const NOTES = 6;

/** One provider's part of a team's summary. */
export function providerCard(provider: ProviderSummary, options: CardOptions): Section[] {
  const title = titleOf(provider);
  const chart = chartSection(provider, options.measures, title);
  return [
    {
      parts: [{ block: paragraph({ text: title, as: 'bold' }), spare: 0 }],
      lines: [mrkdwn(title)],
    },
    headline(provider, options.zone),
    ...noteSections(provider.notes.filter(({ kind }) => kind === 'trouble')),
    missing(provider, title),
    chart.section,
    topSection(provider),
    inactiveSection(provider, options.inactiveDays),
    ...splitSections(provider),
    quiet([
      ...smallPrint(provider, options.zone),
      ...chart.remarks,
      ...unmatched(provider),
      ...remarksOf(provider.notes),
    ]),
  ];
}

export function titleOf({ title, provider }: ProviderSummary): string {
  return plain(title) || plain(provider) || 'Provider';
}

/** What goes wrong stands where it is seen; what is merely good to know stands with the small print. */
export function noteSections(notes: readonly Note[]): Section[] {
  return notes.slice(0, NOTES).map((note) => {
    const text = `⚠️ ${plain(note.text, 300)}`;
    return { parts: [{ block: paragraph(text), spare: SPARE.trouble }], lines: [mrkdwn(text)] };
  });
}

export function remarksOf(notes: readonly Note[]): string[] {
  return notes
    .filter(({ kind }) => kind === 'remark')
    .slice(0, NOTES)
    .map(({ text }) => plain(text, 300));
}

/** Small print, one line for each sentence. */
export function quiet(lines: readonly string[]): Section {
  if (lines.length === 0) return { parts: [], lines: [] };
  return {
    parts: [{ block: context([lines.join(' ')]), spare: SPARE.quiet }],
    lines: lines.map(mrkdwn),
  };
}

function headline(provider: ProviderSummary, zone: string): Section {
  const figures = figuresOf(provider, zone);
  if (figures.length === 0) return { parts: [], lines: [] };
  return {
    parts: [{ block: fields(figures), spare: 0 }],
    lines: figures.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`),
  };
}

function missing(provider: ProviderSummary, title: string): Section {
  const { known, notProvided, notAvailable } = missingOf(provider);
  const sentences =
    known === 0
      ? [`No figures from ${title} for this period.`]
      : [
          ...(notProvided.length > 0
            ? [`Not provided by ${title}: ${notProvided.join(', ')}.`]
            : []),
          ...(notAvailable.length > 0
            ? [`Not available this time: ${notAvailable.join(', ')}.`]
            : []),
        ];
  if (sentences.length === 0) return { parts: [], lines: [] };
  return {
    parts: [{ block: paragraph(sentences.join('\n')), spare: SPARE.trouble }],
    lines: sentences.map(mrkdwn),
  };
}

/** How far a provider's data reaches; one that counts in windows has no days, but a moment at which it was asked. */
export function reachOf(provider: ProviderSummary, zone: string): string {
  const { dataTo, fetchedAt, window } = provider;
  const fetched = fetchedAt && momentText(fetchedAt, zone);
  if (dataTo) return `data to ${dayText(dataTo)}${fetched ? `, fetched ${fetched}` : ''}`;
  if (window.state === 'known' && fetched) return `as of ${fetched}`;
  return `no day with data yet${fetched ? `, asked ${fetched}` : ''}`;
}

function smallPrint(provider: ProviderSummary, zone: string): string[] {
  const { dayZone } = provider;
  return [
    ...(dayZone && dayZone !== zone ? [`Its days are those of ${plain(dayZone)}.`] : []),
    ...(provider.usage.state === 'known' ? [sourceText(provider)] : []),
  ];
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
