import type { WireBlock } from '../../slack/blocks/check.ts';
import { everyNth, shortNumber, ticksFor } from './plot.ts';

type Visualization = Extract<WireBlock, { type: 'data_visualization' }>;

/** Charts with axes; pies are drawn by the library. */
export type AxesChart = Exclude<Visualization['chart'], { type: 'pie' }>;

const HEIGHT = 240;
const EDGE = { left: 46, right: 12, top: 12 };
/** Room for labels that lie, and for labels that lean because they would touch. */
const BELOW = { flat: 30, leaning: 78 };
const LEAST_BETWEEN = 15;
const LONGEST_LABEL = 16;

/** Bars, lines or areas over their axes, drawn for so many pixels. */
export function AxesPlot({
  title,
  chart,
  width,
}: {
  title: string;
  chart: AxesChart;
  width: number;
}) {
  const { categories, y_label: unit } = chart.axis_config;
  const series = chart.series.map(({ name, data }) => ({
    name,
    values: categories.map((one) => data.find(({ label }) => label === one)?.value ?? 0),
  }));
  const ticks = ticksFor(series.flatMap(({ values }) => values));
  const [bottom = 0, top = 1] = [ticks[0], ticks.at(-1)];
  const room = width - EDGE.left - EDGE.right;
  const step = room / categories.length;
  const leans = everyNth(categories, room) > 1;
  const nth = leans ? Math.ceil(LEAST_BETWEEN / step) : 1;
  const floor = HEIGHT - (leans ? BELOW.leaning : BELOW.flat);
  const y = (value: number) => floor - ((value - bottom) / (top - bottom)) * (floor - EDGE.top);
  const middle = (at: number) => EDGE.left + step * (at + 0.5);
  const most = Math.max(...series.flatMap(({ values }) => values));
  const said = `${title}: ${chart.type} chart, ${categories.length} points from ${categories[0]} to ${categories.at(-1)}, at most ${most.toLocaleString('en-US')}`;
  const bar = Math.min((step * 0.68) / series.length, 64);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={said}>
      {ticks.map((tick) => (
        <g key={tick} className="chart-tick">
          <line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} />
          <text x={EDGE.left - 8} y={y(tick) + 4} textAnchor="end">
            {shortNumber(tick)}
          </text>
        </g>
      ))}
      {categories.map((category, at) =>
        at % nth === 0 ? (
          <text
            key={category}
            className="chart-label"
            textAnchor={leans ? 'end' : 'middle'}
            transform={`translate(${middle(at)} ${floor + 18})${leans ? ' rotate(-38)' : ''}`}
          >
            {clip(category)}
          </text>
        ) : null,
      )}
      {series.map(({ name, values }, which) => (
        <g key={name} data-series={which}>
          {chart.type === 'bar' &&
            values.map((value, at) => (
              <rect
                key={categories[at]}
                x={middle(at) + (which - series.length / 2) * bar}
                y={Math.min(y(value), y(0))}
                width={Math.max(bar - 2, 1)}
                height={Math.abs(y(value) - y(0))}
                rx="2"
              >
                <title>{tell(categories[at], value, name)}</title>
              </rect>
            ))}
          {chart.type !== 'bar' && (
            <path
              className={chart.type}
              d={values
                .map((value, at) => `${at === 0 ? 'M' : 'L'}${middle(at)},${y(value)}`)
                .join('')}
            />
          )}
          {chart.type === 'area' && (
            <path
              className="filled"
              d={`M${middle(0)},${y(0)}${values.map((value, at) => `L${middle(at)},${y(value)}`).join('')}L${middle(values.length - 1)},${y(0)}Z`}
            />
          )}
          {chart.type !== 'bar' &&
            values.map((value, at) => (
              <circle key={categories[at]} cx={middle(at)} cy={y(value)} r="3.5">
                <title>{tell(categories[at], value, name)}</title>
              </circle>
            ))}
        </g>
      ))}
      {unit !== undefined && (
        <text
          className="chart-unit"
          transform={`translate(11 ${(floor + EDGE.top) / 2}) rotate(-90)`}
        >
          {unit}
        </text>
      )}
    </svg>
  );
}

function tell(category: string | undefined, value: number, name: string): string {
  return `${category} · ${name}: ${value.toLocaleString('en-US')}`;
}

function clip(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}
