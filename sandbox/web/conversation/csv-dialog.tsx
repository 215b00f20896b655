import { useEffect, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { parseCsv } from './parse-csv.ts';

const MOST_ROWS = 500;

/** A CSV file as a table. */
export function CsvDialog({
  address,
  name,
  onClose,
}: {
  address: string;
  name: string;
  onClose: () => void;
}) {
  const [rows, setRows] = useState<string[][] | 'unread' | 'gone'>('unread');
  useEffect(() => {
    void fetch(address)
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error('gone'))))
      .then(
        (text) => setRows(parseCsv(text)),
        () => setRows('gone'),
      );
  }, [address]);
  return (
    <Dialog title={name} width="wide" onClose={onClose}>
      {rows === 'unread' && <output>Opening …</output>}
      {rows === 'gone' && <p role="alert">The file is not there any more.</p>}
      {typeof rows === 'object' && <Rows rows={rows} />}
    </Dialog>
  );
}

function Rows({ rows: all }: { rows: string[][] }) {
  // What stands above the columns is prose: one cell a line.
  const start = Math.max(
    all.findIndex((row) => row.length > 1),
    0,
  );
  const [head = [], ...rows] = all.slice(start);
  return (
    <>
      {all.slice(0, start).map(([line], at) => (
        <p key={at}>{line}</p>
      ))}
      <p className="quiet">
        {rows.length.toLocaleString('en-US')} rows
        {rows.length > MOST_ROWS && `; the first ${MOST_ROWS} are shown`}
      </p>
      <div className="table-frame" tabIndex={0} role="region" aria-label="Rows of the file">
        <table className="data">
          <thead>
            <tr>
              {head.map((cell, at) => (
                <th key={at} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column} data-number={/^-?[\d.]+%?$/.test(cell)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
