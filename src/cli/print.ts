import type { OpenTableFile } from '../domain/ports.ts';
import type { Answer } from './answer.ts';
import type { Format } from './arguments.ts';
import type { Rows } from './rows.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';

type Parts = { readonly terminal: Terminal; readonly openTableFile: OpenTableFile };

/** Writes an answer in the form that is wanted. What is no answer is a sentence, and goes where sentences go. */
export async function print(
  { code, text, data, rows }: Answer,
  format: Format,
  { terminal, openTableFile }: Parts,
): Promise<ExitCode> {
  if (code !== EXIT.done && rows === null) terminal.err(`${text}\n`);
  else if (format === 'text') terminal.out(`${text}\n`);
  else if (format === 'json') terminal.out(`${JSON.stringify(data, null, 2)}\n`);
  else if (rows) await printRows(rows, { terminal, openTableFile });
  else {
    terminal.err('There are no rows to this: ask for --format json, or for the export.\n');
    return EXIT.wrongUse;
  }
  return code;
}

async function printRows(
  { columns, rows }: Rows,
  { terminal, openTableFile }: Parts,
): Promise<void> {
  const table = await openTableFile([], columns);
  try {
    await table.write(rows);
    const { path } = await table.end();
    await terminal.outFile(path);
  } finally {
    await table.remove();
  }
}
