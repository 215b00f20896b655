import { pMapIterable } from 'p-map';
import { AppError } from '../../errors.ts';
import type { Answer } from '../http.ts';
import { PER_PAGE, type LingmaClient, type List } from './client.ts';

/** The rows of one page as they came, and sentences about the list that a person should know. */
export type Page = { readonly rows: readonly unknown[]; readonly warnings: readonly string[] };

export type PageOptions = {
  /** How many pages are asked for at once. */
  readonly concurrency: number;
  /** The most pages of one list that are read. */
  readonly maxPages: number;
};

export type Reading = PageOptions & {
  readonly client: LingmaClient;
  readonly list: List;
  readonly signal: AbortSignal;
};

type Numbered = {
  readonly number: number;
  readonly rows: readonly unknown[];
  readonly text: string;
  /** What the headers announce; null where they don't. */
  readonly pages: number | null;
  readonly total: number | null;
  readonly isShort: boolean;
};

/**
 * Reads a list page by page in order, several side by side where the first one announces how many there are, and
 * never further ahead of the consumer than that. Lets each page through once, and compares what came with what was
 * announced.
 */
export async function* readPages(reading: Reading): AsyncGenerator<Page> {
  const { client, list } = reading;
  const recent: string[] = [];
  let received = 0;
  let announced: number | null = null;
  for await (const numbered of numberedPages(reading)) {
    const page = await notRepeated(numbered, recent, reading);
    if (!page) {
      yield { rows: [], warnings: judgeRepetition(numbered, received, announced, reading) };
      return;
    }
    // A server that ignores `page` repeats the first page, one that has no more repeats the last.
    recent.splice(1, 1, page.text);
    received += page.rows.length;
    announced = page.total ?? announced;
    yield { rows: page.rows, warnings: [] };
  }
  if (announced === null || received >= announced) return;
  const warning = `${client.title} announced ${announced} rows for ${list.what} and sent ${received}: some may be missing.`;
  yield { rows: [], warnings: [warning] };
}

/** Gives the page, asked for again where it is the same as one before; null where it stays the same. */
async function notRepeated(page: Numbered, recent: readonly string[], reading: Reading) {
  if (page.rows.length === 0 || !recent.includes(page.text)) return page;
  const again = await numberedPage(page.number, reading);
  return recent.includes(again.text) ? null : again;
}

/** Throws where rows must be missing; else gives what is to be said. */
function judgeRepetition(
  { number, rows, pages }: Numbered,
  received: number,
  announced: number | null,
  { client, list }: Reading,
): string[] {
  const told = `${client.title} answered page ${number} of ${list.what} with a page that it had sent before`;
  if (announced !== null || pages !== null) {
    if (announced !== null && received >= announced) return [];
    throw new AppError('contract', `${told}, so that rows are missing: try again later.`);
  }
  // More rows than a page may hold: the server knows no pages, and the first answer was all of it.
  if (rows.length > PER_PAGE) return [];
  return [`${told}, so that reading ended there: rows may be missing.`];
}

async function* numberedPages(reading: Reading): AsyncGenerator<Numbered> {
  let page = await numberedPage(1, reading);
  let last = page.pages;
  let next = 2;
  yield page;
  for (;;) {
    if (last === null) {
      if (page.isShort) return;
      checkCap(next, reading);
      page = await numberedPage(next, reading);
      next += 1;
      last = page.pages;
      yield page;
    } else {
      if (next > last) return;
      checkCap(last, reading);
      const numbers = Array.from({ length: last - next + 1 }, (_, index) => next + index);
      const { concurrency } = reading;
      next = last + 1;
      for await (const each of pMapIterable(numbers, (n) => numberedPage(n, reading), {
        concurrency,
        backpressure: concurrency,
      })) {
        // The list may grow while it is read; what it grew by is read in another round.
        last = Math.max(last, each.pages ?? 0);
        yield each;
      }
    }
  }
}

function checkCap(pages: number, { client, list, maxPages }: Reading): void {
  if (pages <= maxPages) return;
  throw new AppError(
    'contract',
    `${client.title} has more than ${maxPages} pages for ${list.what}, more than are read at once: ask for fewer days.`,
  );
}

async function numberedPage(number: number, { client, list, signal }: Reading): Promise<Numbered> {
  const { body, text, headers } = await client.getPage(list, number, signal);
  if (!Array.isArray(body)) throw noList(client, list);
  const rows: unknown[] = body;
  const size = Math.min(countIn(headers, 'x-per-page') ?? PER_PAGE, PER_PAGE);
  return {
    number,
    rows,
    text,
    pages: countIn(headers, 'x-total-pages'),
    total: countIn(headers, 'x-total'),
    isShort: rows.length < size,
  };
}

function noList({ title }: LingmaClient, { what }: List): AppError {
  return new AppError(
    'contract',
    `${title} answered the question for ${what} with something that is no list: check LINGMA_BASE_URL.`,
  );
}

// Zero is what a header says that nobody filled in.
function countIn(headers: Answer['headers'], name: string): number | null {
  const value = headers.get(name)?.trim() ?? '';
  return /^[1-9]\d{0,9}$/.test(value) ? Number(value) : null;
}
