import { LIMITS, SPARE, type ChartBlock, type Section } from './blocks.ts';
import { unique } from './chart.ts';
import { clip } from './text.ts';

/** A team's active and held seats at one provider; its name is plain text. */
type Rated = { readonly name: string; readonly active: number; readonly held: number };

/** Teams' adoption as bars, best first, where there are several and all of them have room; `of` says whose seats. */
export function adoptionChart(teams: readonly Rated[], of: string): Section[] {
  const rated = teams.filter(({ active, held }) => Number.isFinite((1000 * active) / held));
  if (rated.length < 2 || rated.length > LIMITS.chartPoints) return [];
  const labels = unique(rated.map(({ name }) => clip(name, LIMITS.chartLabel, LIMITS.chartLabel)));
  const data = rated.map(({ active, held }, index) => ({
    label: labels[index] ?? '—',
    value: Math.round((1000 * active) / held) / 10,
  }));
  const block: ChartBlock = {
    type: 'data_visualization',
    title: clip(`Adoption by team · ${of}`, LIMITS.chartTitle, LIMITS.chartTitle),
    chart: {
      type: 'bar',
      series: [{ name: 'Adoption, %', data }],
      axis_config: { categories: labels, y_label: 'Active of held seats, %' },
    },
  };
  return [{ parts: [{ block, spare: SPARE.chart }], lines: [] }];
}
