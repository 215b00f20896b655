import { json, type Reply, type Seen } from '../server.ts';

/** Answers like the vendor: a page of the rows, with the paging headers as far as `headersOf` gives them. */
export function paged(
  rows: readonly unknown[],
  headersOf: (page: number, pages: number) => Record<string, string | number> = announce(rows),
): Reply {
  return (response, seen) => {
    const { page, size } = asked(seen);
    const pages = Math.ceil(rows.length / size);
    const headers = Object.entries(headersOf(page, pages)).map(([k, v]) => [k, String(v)] as const);
    const slice = rows.slice((page - 1) * size, page * size);
    return json(slice, 200, Object.fromEntries(headers))(response, seen);
  };
}

export function announce(rows: readonly unknown[]) {
  return (page: number, pages: number): Record<string, number> => ({
    'x-page': page,
    'x-per-page': 100,
    'x-prev-page': page - 1,
    'x-next-page': page + 1,
    'x-total': rows.length,
    'x-total-pages': pages,
  });
}

export function asked({ query }: Seen): { page: number; size: number } {
  return { page: Number(query['page']), size: Number(query['perPage']) };
}

/** Person days of 10 June 2025, one for each of so many people. */
export function people(
  count: number,
): { userId: string; date: number; totalLinesAccepted: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: `u-${index}`,
    date: 1_749_484_800_000,
    totalLinesAccepted: 1,
  }));
}
