import { json, type Answer } from '../answer.ts';
import type { Rows } from '../world/lingma.ts';
import { lingmaError, requestId } from './errors.ts';

/** How the paging headers are kept: whole, with a last page that points back to page 1, without the page count, or left out. */
export type PagingHeaders = 'whole' | 'wrong-next' | 'no-total-pages' | 'none';

export type Page = { readonly page: number; readonly perPage: number };

/** Reads `page` (from 1) and `perPage` (1 to 100), or gives the refusal. */
export function readPage(query: URLSearchParams): Page | Answer {
  const page = wholeNumber(query.get('page'), 1);
  const perPage = wholeNumber(query.get('perPage'), 100);
  if (page === null || page < 1) return lingmaError(400, undefined, 'page must be 1 or more.');
  if (perPage === null || perPage < 1 || perPage > 100) {
    return lingmaError(400, undefined, 'perPage must be from 1 to 100.');
  }
  return { page, perPage };
}

/** One page as a bare array, with the headers of the page that was asked for, whatever its body holds. */
export function pageAnswer(
  { total, body }: { readonly total: number; readonly body: string | Buffer },
  { page, perPage }: Page,
  headers: PagingHeaders,
): Answer {
  const pages = Math.ceil(total / perPage);
  const last = headers === 'wrong-next' ? 1 : 0;
  const paging = {
    'x-page': String(page),
    'x-per-page': String(perPage),
    'x-total': String(total),
    ...(headers === 'no-total-pages' ? {} : { 'x-total-pages': String(pages) }),
    'x-next-page': String(page < pages ? page + 1 : last),
    'x-prev-page': String(page - 1),
  };
  return json(200, body, {
    'x-request-id': requestId(),
    ...(headers === 'none' ? {} : paging),
  });
}

export function rowsOf<Row>(rows: readonly Row[]): Rows<Row> {
  return {
    total: rows.length,
    slice: (offset, count) => rows.slice(offset, offset + count),
  };
}

function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
