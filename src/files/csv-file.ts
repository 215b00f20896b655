import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Clock, OpenTableFile, TableFile } from '../domain/ports.ts';

type Cell = string | number | null;

/** Spreadsheets know a file in UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula, whatever unseen stands before it. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u;

/** How this names its files. */
const OWN = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.csv$/;

const DAY_MS = 86_400_000;

/**
 * Writes CSV files (RFC 4180, UTF-8 with a byte order mark, formulas disarmed) into a folder, which is made where it is
 * missing. The first file clears away those that a killed process left there a day ago or earlier, by the machine's time.
 */
export function createCsvFiles(folder: string, clock: Clock = () => new Date()): OpenTableFile {
  let cleared: Promise<void> | null = null;
  return async (preamble, columns) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    cleared ??= clearAway(folder, clock().getTime() - DAY_MS);
    await cleared;
    const path = join(folder, `${randomUUID()}.csv`);
    const handle = await open(path, 'wx', 0o600);
    const file = tableFile(path, handle);
    try {
      await handle.appendFile(BYTE_ORDER_MARK);
      await file.write([...preamble.map((line) => [line]), columns]);
      return file;
    } catch (error) {
      await file.remove();
      throw error;
    }
  };
}

/** Others may clear the same folder: what is gone, or is not to be removed, is let be. */
async function clearAway(folder: string, before: number): Promise<void> {
  const names = await readdir(folder);
  const old = names.filter((name) => OWN.test(name)).map((name) => join(folder, name));
  await Promise.allSettled(
    old.map(async (path) => {
      const { mtimeMs } = await stat(path);
      if (mtimeMs < before) await rm(path);
    }),
  );
}

function tableFile(path: string, handle: FileHandle): TableFile {
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    write: (rows) => handle.appendFile(toText(rows)),
    async end() {
      const { size: bytes } = await handle.stat();
      await close();
      return { path, bytes };
    },
    async remove() {
      await close();
      await rm(path, { force: true });
    },
  };
}

function toText(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(disarmed)),
    // A line break of another kind than those between rows must be quoted as well.
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}

function disarmed(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
