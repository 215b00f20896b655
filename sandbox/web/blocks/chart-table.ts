import type { AxesChart } from './axes-plot.tsx';

/** A chart's figures as a table of data. */
export function tableOf(
  title: string,
  { series, axis_config: { categories, x_label: label } }: AxesChart,
) {
  const head = [text(label ?? '—'), ...series.map(({ name }) => text(name))];
  const rows = categories.map((category) => [
    text(category),
    ...series.map(({ data }) => {
      const value = data.find((point) => point.label === category)?.value ?? 0;
      return { type: 'raw_number' as const, value, text: value.toLocaleString('en-US') };
    }),
  ]);
  return { type: 'data_table' as const, caption: title, page_size: 20, rows: [head, ...rows] };
}

function text(shown: string) {
  return { type: 'raw_text' as const, text: shown };
}
