import { addDays, isDay, lengthOf, type Grain, type Period } from '../../domain/calendar.ts';
import type { ChartPoint, ProviderSummary } from '../../domain/summary.ts';
import {
  bold,
  LIMITS,
  NOTHING,
  preformatted,
  SPARE,
  type ChartBlock,
  type Section,
} from './blocks.ts';
import { pointText } from './dates.ts';
import { count } from './numbers.ts';
import { clip } from './text.ts';

/** A chart's figures by day, week or month. */
type Charted = { readonly chart: ProviderSummary['chart'] };

/**
 * A provider's chart: as Slack draws it for the `measures` given, else as text; and what must be known of it. `of` says
 * whose it is; of one person's chart active people are not drawn.
 */
export function chartSection(
  { chart }: Charted,
  options: {
    readonly measures: readonly Measure[];
    readonly of: string;
    readonly ofPerson?: boolean;
  },
): { readonly section: Section; readonly remarks: readonly string[] } {
  if (chart.state !== 'known') return { section: NOTHING, remarks: [] };
  const { grain, points } = chart.figures;
  const measured = options.ofPerson
    ? points.map((point) => ({ ...point, activePeople: null }))
    : points;
  const ready = chartOf(grain, measured);
  if (ready.points.every(({ lines, people }) => lines === null && people === null)) {
    return { section: NOTHING, remarks: [] };
  }
  const native = options.measures.flatMap(
    (measure) => nativeChart(ready, measure, options.of) ?? [],
  );
  const text = textChart(ready);
  const blocks = native.length > 0 ? native : [preformatted([bold(text.title)], text.rows)];
  return {
    section: { parts: blocks.map((block) => ({ block, spare: SPARE.chart })), lines: [] },
    remarks: ready.remarks,
  };
}

/** The figures of a chart, ready to draw: one label a point, each label once. */
type Chart = {
  readonly grain: Grain;
  readonly points: readonly {
    readonly label: string;
    readonly lines: number | null;
    readonly people: number | null;
  }[];
  /** What the reader must know of the points: gaps, part weeks. */
  readonly remarks: readonly string[];
};

/** The measures of a chart. They have nothing in common but the days, so that each has a scale, and a chart, of its own. */
const MEASURES = {
  lines: { name: 'Lines accepted', type: 'bar' },
  people: { name: 'Active people', type: 'line' },
} as const;

export type Measure = keyof typeof MEASURES;

function chartOf(grain: Grain, all: readonly ChartPoint[]): Chart {
  const points = all.slice(-LIMITS.chartPoints);
  const labels = unique(points.map(({ period }) => pointText(period, grain)));
  return {
    grain,
    points: points.map(({ linesAccepted, activePeople }, index) => ({
      label: labels[index] ?? '',
      lines: finite(linesAccepted),
      people: finite(activePeople),
    })),
    remarks: [
      ...(points.length < all.length ? [`Only the last ${points.length} points are drawn.`] : []),
      ...partRemark(grain, points),
      ...gapRemark(points, labels),
    ],
  };
}

/** The chart of one measure as Slack draws it; null where fewer than two points are known. Unknown points are left out, not drawn as 0. */
function nativeChart({ grain, points }: Chart, measure: Measure, of: string): ChartBlock | null {
  const { name, type } = MEASURES[measure];
  const data = points.flatMap(({ label, [measure]: value }) =>
    value === null ? [] : [{ label, value }],
  );
  if (data.length < 2) return null;
  return {
    type: 'data_visualization',
    title: clip(`${name} by ${grain} · ${of}`, LIMITS.chartTitle, LIMITS.chartTitle),
    chart: {
      type,
      series: [{ name, data }],
      axis_config: { categories: data.map(({ label }) => label), y_label: name },
    },
  };
}

const BAR_CELLS = 10;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The same figures as lines of text for a fixed-width face: label, bar of the first measure that is known, figures. */
function textChart({ grain, points }: Chart): { readonly title: string; readonly rows: string } {
  const drawn: Measure = points.some(({ lines }) => lines !== null) ? 'lines' : 'people';
  const most = Math.max(0, ...points.map((point) => point[drawn] ?? 0));
  const withPeople = drawn === 'lines' && points.some(({ people }) => people !== null);
  const widest = Math.max(0, ...points.map(({ label }) => label.length));
  const figures = points.map((point) => short(point[drawn]));
  const room = Math.max(0, ...figures.map(({ length }) => length));
  const rows = points.map((point, index) => {
    const bar = barOf(point[drawn], most).padEnd(most > 0 ? BAR_CELLS : 0);
    const people = withPeople ? `  ${short(point.people)}` : '';
    return `${point.label.padEnd(widest)} ${bar} ${(figures[index] ?? '').padStart(room)}${people}`;
  });
  return {
    title: `${MEASURES[drawn].name}${withPeople ? ', active people' : ''} by ${grain}`,
    rows: rows.join('\n'),
  };
}

function barOf(value: number | null, most: number): string {
  if (value === null || value <= 0 || most <= 0) return '';
  const eighths = Math.max(1, Math.round((value / most) * BAR_CELLS * 8));
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ''}`;
}

function short(value: number | null): string {
  return value === null ? '—' : count(value);
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Labels of at most 20 characters, each once. */
export function unique(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  return labels.map((label) => {
    let own = label;
    for (let turn = 2; seen.has(own); turn += 1) own = `${clip(label, 15, 15)}·${turn}`;
    seen.add(own);
    return own;
  });
}

function partRemark(grain: Grain, points: readonly ChartPoint[]): string[] {
  const ends = [points.at(0), points.at(-1)];
  const part = ends.some((point) => point !== undefined && isPart(grain, point.period));
  return part ? [`The first or last ${grain} is not a whole one.`] : [];
}

function isPart(grain: Grain, period: Period): boolean {
  if (grain === 'day' || !isDay(period.from) || !isDay(period.to)) return false;
  if (grain === 'week') return lengthOf(period) < 7;
  return !period.from.endsWith('-01') || !addDays(period.to, 1).endsWith('-01');
}

function gapRemark(points: readonly ChartPoint[], labels: readonly string[]): string[] {
  const gaps = points.flatMap(({ linesAccepted, activePeople }, index) =>
    finite(linesAccepted) === null && finite(activePeople) === null ? [labels[index] ?? ''] : [],
  );
  if (gaps.length === 0) return [];
  const more = gaps.length > 4 ? ` and ${gaps.length - 4} more` : '';
  return [`No data for ${gaps.slice(0, 4).join(', ')}${more}.`];
}
