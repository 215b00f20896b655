import type { z } from 'zod';
import type { dataVisualization } from '../blocks/chart.ts';
import { clean } from './mrkdwn.ts';
import type { Paint } from './paint.ts';
import { pad, widthOf } from './width.ts';

type Visualization = z.infer<typeof dataVisualization>;
type Chart = Visualization['chart'];

interface Column {
  name: string;
  values: readonly number[];
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const GAP = '   ';
const WIDEST = 44;

/** A chart as bars of text, one line for each category, with the figure behind each bar. */
export function renderChart(block: Visualization, width: number, paint: Paint): string[] {
  const { labels, columns } = read(block.chart);
  const labelWidth = Math.max(...labels.map(widthOf));
  const share = Math.floor((width - labelWidth) / columns.length) - GAP.length;
  const each = Math.min(share, WIDEST);
  const drawn = columns.map((column) => drawColumn(column, each, paint));
  const lines = labels.map((label, at) =>
    [pad(label, labelWidth, 'left'), ...drawn.map(({ bars }) => bars[at] ?? '')]
      .join(GAP)
      .trimEnd(),
  );
  const names = ['', ...drawn.map(({ name }) => name)];
  const header = names
    .map((name, at) => pad(name, at === 0 ? labelWidth : each, 'left'))
    .join(GAP)
    .trimEnd();
  return [paint.bold(clean(block.title)), ...(header === '' ? [] : [paint.dim(header)]), ...lines];
}

function read(chart: Chart): { labels: string[]; columns: Column[] } {
  if (chart.type === 'pie') {
    const values = chart.segments.map(({ value }) => value);
    return {
      labels: chart.segments.map(({ label }) => clean(label)),
      columns: [{ name: '', values }],
    };
  }
  const { categories } = chart.axis_config;
  const columns = chart.series.map(({ name, data }) => ({
    name: clean(name),
    values: categories.map((category) => data.find(({ label }) => label === category)?.value ?? 0),
  }));
  return { labels: categories.map(clean), columns };
}

function drawColumn({ name, values }: Column, width: number, paint: Paint) {
  const figures = values.map((value) => value.toLocaleString('en-US'));
  const figureWidth = Math.max(...figures.map(widthOf));
  const most = Math.max(...values, 0);
  const room = Math.max(1, width - figureWidth - 1);
  const bars = values.map((value, at) => {
    const bar = drawBar(most === 0 ? 0 : value / most, room);
    return `${pad(paint.bar(bar), room, 'left')} ${pad(figures[at] ?? '', figureWidth, 'right')}`;
  });
  return { name, bars };
}

function drawBar(share: number, room: number): string {
  const eighths = Math.round(Math.max(0, share) * room * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
