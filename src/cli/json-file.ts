import type { OpenTableFile } from '../domain/ports.ts';
import type { Terminal } from './terminal.ts';

/** Writes tables as JSON right where they are read: `{ about: […], rows: [{ column: value, … }, …] }`, a row a line. */
export function jsonTables({ out }: Pick<Terminal, 'out'>): OpenTableFile {
  return async (preamble, columns) => {
    let written = 0;
    out(`{"about":${JSON.stringify(preamble)},"rows":[`);
    return {
      write: async (rows) => {
        for (const row of rows) {
          const record = Object.fromEntries(
            columns.map((column, index) => [column, row[index] ?? null]),
          );
          out(`${written === 0 ? '' : ','}\n${JSON.stringify(record)}`);
          written += 1;
        }
      },
      end: async () => {
        out('\n]}\n');
        return { path: '', bytes: 0 };
      },
      remove: async () => undefined,
    };
  };
}
