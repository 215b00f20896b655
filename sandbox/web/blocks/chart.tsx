import { useId, useLayoutEffect, useRef, useState } from 'react';
import { type AxesChart, AxesPlot } from './axes-plot.tsx';
import { tableOf } from './chart-table.ts';
import { DataTable } from './data-table.tsx';

/** A chart of bars, lines or areas, as wide as there is room; also to be read as a table. */
export function Chart({ title, chart }: { title: string; chart: AxesChart }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <div className="chart-head">
        <figcaption id={titleId}>{title}</figcaption>
        <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          As a table
        </button>
      </div>
      <div ref={frame} className="chart-frame">
        {asTable && <DataTable block={tableOf(title, chart)} />}
        {!asTable && width > 0 && <AxesPlot title={title} chart={chart} width={width} />}
      </div>
      {chart.series.length > 1 && !asTable && (
        <ul className="legend">
          {chart.series.map(({ name }, at) => (
            <li key={name} data-series={at}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
