import { useState } from 'react';
import type { WireBlock } from '../../slack/blocks/check.ts';
import { Drawn } from './drawn.tsx';
import { readCell, sortRows, type Sorting } from './table-rows.ts';

type Block = Extract<WireBlock, { type: 'data_table' | 'table' }>;
type Cell = Block['rows'][number][number];

const USUAL_PAGE = 5;

/** A table: one of data sorts by its columns and turns its pages, as in Slack; a plain one shows everything. */
export function DataTable({ block }: { block: Block }) {
  const isData = block.type === 'data_table';
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [page, setPage] = useState(0);
  const [head = [], ...body] = block.rows;
  const rows = sorting === null ? body : sortRows(body, sorting);
  const size = isData ? (block.page_size ?? USUAL_PAGE) : Math.max(rows.length, 1);
  const pages = Math.ceil(rows.length / size);
  const shown = rows.slice(page * size, (page + 1) * size);
  const rowHead = isData ? (block.row_header_column_index ?? 0) : -1;
  const sort = (column: number) => {
    setPage(0);
    setSorting((before) =>
      before?.column === column && before.down ? null : { column, down: before?.column === column },
    );
  };
  return (
    <figure className="table-figure">
      {isData && <figcaption>{block.caption}</figcaption>}
      <div
        className="table-frame"
        tabIndex={0}
        role="region"
        aria-label={isData ? block.caption : 'Table'}
      >
        <table className="data">
          <thead>
            <tr>
              {head.map((cell, column) => {
                const isSorted = sorting?.column === column;
                const way = sorting?.down === true ? 'descending' : 'ascending';
                const number = isNumber(body[0]?.[column], block, column);
                return (
                  <th
                    key={column}
                    scope="col"
                    data-number={number}
                    aria-sort={isData && isSorted ? way : undefined}
                  >
                    {isData ? (
                      <button type="button" onClick={() => sort(column)}>
                        {readCell(cell)}
                        <span aria-hidden="true">
                          {isSorted ? (sorting.down ? ' ↓' : ' ↑') : ''}
                        </span>
                      </button>
                    ) : (
                      <CellView cell={cell} />
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) =>
                  column === rowHead ? (
                    <th key={column} scope="row">
                      <CellView cell={cell} />
                    </th>
                  ) : (
                    <td key={column} data-number={isNumber(cell, block, column)}>
                      <CellView cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <nav className="pager" aria-label="Pages of the table">
          <button
            type="button"
            aria-disabled={page === 0}
            onClick={() => setPage(Math.max(page - 1, 0))}
          >
            Previous
          </button>
          <span aria-live="polite">
            {page * size + 1}–{Math.min((page + 1) * size, rows.length)} of {rows.length}
          </span>
          <button
            type="button"
            aria-disabled={page === pages - 1}
            onClick={() => setPage(Math.min(page + 1, pages - 1))}
          >
            Next
          </button>
        </nav>
      )}
    </figure>
  );
}

function CellView({ cell }: { cell: Cell }) {
  return 'elements' in cell ? <Drawn blocks={[cell]} /> : <>{cell.text}</>;
}

function isNumber(cell: Cell | undefined, block: Block, column: number): boolean {
  if (block.type === 'table') return block.column_settings?.[column]?.align === 'right';
  return cell?.type === 'raw_number';
}
