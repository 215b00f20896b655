import { describe, expect, test, vi } from 'vitest';
import { ask, failureIn, readAll } from '../reading.ts';
import { inTurn, json, serve, type Reply } from '../server.ts';
import { announce, asked, paged, people } from './pager.ts';
import { makeLingma } from './setup.ts';

async function readFrom(reply: Reply, options = {}) {
  const server = await serve(reply);
  const reading = readAll(makeLingma(server.url, options), 'person-days');
  return { server, reading };
}

function numbersOf(rows: readonly { readonly personId: string }[]): number[] {
  return rows.map(({ personId }) => Number(personId.slice(2)));
}

/** Reply of a server whose next answer is held back until it is let go. */
function gate(reply: Reply) {
  const waiting: (() => void)[] = [];
  const gated: Reply = (response, seen) =>
    new Promise((resolve) => {
      waiting.push(() => resolve(reply(response, seen)));
    });
  return { gated, waiting };
}

describe('trap 3: paging', () => {
  test('trap 3: goes on while page < x-total-pages, whatever x-next-page says', async () => {
    const rows = people(350);
    const reply = paged(rows, (page, pages) => ({
      ...announce(rows)(page, pages),
      'x-next-page': page === pages ? 1 : 7,
      'x-prev-page': 0,
    }));
    const { server, reading } = await readFrom(reply);
    expect(numbersOf((await reading).rows)).toEqual(rows.map((_, index) => index));
    expect(new Set(server.seen.map((seen) => asked(seen).page))).toEqual(new Set([1, 2, 3, 4]));
    expect(server.seen).toHaveLength(4);
    expect(server.seen.every((seen) => asked(seen).size === 100)).toBe(true);
  });

  test('trap 3: without headers stops at a short page', async () => {
    const { server, reading } = await readFrom(paged(people(230), () => ({})));
    expect((await reading).rows).toHaveLength(230);
    expect(server.seen).toHaveLength(3);
  });

  test('trap 3: without headers stops at an empty page after a full one', async () => {
    const { server, reading } = await readFrom(paged(people(200), () => ({})));
    expect((await reading).rows).toHaveLength(200);
    expect(server.seen).toHaveLength(3);
  });

  test('trap 3: a total of 0 beside rows is a header that nobody filled in', async () => {
    const reply = paged(people(230), () => ({ 'x-total-pages': 0, 'x-total': 0 }));
    const { reading } = await readFrom(reply);
    expect(await reading).toMatchObject({ warnings: [], rows: { length: 230 } });
  });

  test('trap 3: the page size that the server reports tells what a short page is', async () => {
    const rows = people(50);
    const reply: Reply = (response, seen) => {
      const { page } = asked(seen);
      const slice = rows.slice((page - 1) * 20, page * 20);
      return json(slice, 200, { 'x-per-page': '20' })(response, seen);
    };
    const { reading } = await readFrom(reply);
    expect((await reading).rows).toHaveLength(50);
  });

  test('trap 3: no list has more pages than the cap', async () => {
    const known = await readFrom(paged(people(1), () => ({ 'x-total-pages': 4_000_000_000 })));
    const failure = await failureIn(known.reading);
    expect(failure.code).toBe('contract');
    expect(known.server.seen).toHaveLength(1);

    const endless = await readFrom(
      (response, seen) => {
        const first = asked(seen).page * 100;
        return json(people(first + 100).slice(first))(response, seen);
      },
      { maxPages: 5 },
    );
    expect((await failureIn(endless.reading)).code).toBe('contract');
    expect(endless.server.seen).toHaveLength(5);
  });

  test('trap 3: one page within the cap is no page too many', async () => {
    const { reading } = await readFrom(
      paged(people(3), () => ({})),
      { maxPages: 1 },
    );
    expect((await reading).rows).toHaveLength(3);
  });

  test('trap 3: a server that always sends the same page is read once, and said to be odd', async () => {
    const { server, reading } = await readFrom(json(people(100)));
    const { rows, warnings } = await reading;
    expect(rows).toHaveLength(100);
    expect(warnings).toEqual([expect.stringContaining('rows may be missing')]);
    expect(server.seen).toHaveLength(3);
  });

  test('trap 3: a server that knows no pages and sends all rows at once is read once', async () => {
    const { reading } = await readFrom(json(people(250)));
    expect(await reading).toMatchObject({ warnings: [], rows: { length: 250 } });
  });

  test('trap 3: the same page again where more rows were announced is a failure, not half the truth', async () => {
    const headers = { 'x-total': '500', 'x-total-pages': '5' };
    const { server, reading } = await readFrom(json(people(100), 200, headers));
    expect((await failureIn(reading)).code).toBe('contract');
    expect(server.seen.length).toBeLessThan(10);
  });

  test('trap 3: the last page again, where more pages were announced than there are, does no harm', async () => {
    const rows = people(150);
    const reply: Reply = (response, seen) => {
      const last = { ...seen, query: { page: `${Math.min(asked(seen).page, 2)}`, perPage: '100' } };
      return paged(rows, () => ({ 'x-total-pages': 3, 'x-total': 150 }))(response, last);
    };
    const { reading } = await readFrom(reply);
    expect(await reading).toMatchObject({ warnings: [], rows: { length: 150 } });
  });

  test('trap 3: a page that is repeated by accident is asked for again', async () => {
    const rows = people(250);
    let slips = 1;
    const reply: Reply = (response, seen) => {
      const slip = asked(seen).page === 2 && slips-- > 0;
      const other = slip ? { ...seen, query: { page: '1', perPage: '100' } } : seen;
      return paged(rows)(response, other);
    };
    const { server, reading } = await readFrom(reply);
    expect(numbersOf((await reading).rows)).toEqual(rows.map((_, index) => index));
    expect(server.seen).toHaveLength(4);
  });

  test('trap 3: one row per person and day, also across pages, and the double is told', async () => {
    const [first] = people(1);
    const rows = [...people(120), first, { ...first, date: 1_749_571_200_000 }, first];
    const { reading } = await readFrom(paged(rows));
    const { rows: read, warnings } = await reading;
    expect(read).toHaveLength(121);
    expect(new Set(read.map(({ personId, day }) => `${personId} ${day}`)).size).toBe(121);
    expect(warnings).toEqual([expect.stringContaining('more than once (2)')]);
  });

  test('rows that come while the list is read are read too', async () => {
    const rows = people(250);
    const reply: Reply = (response, seen) => {
      if (asked(seen).page === 3) rows.push(...people(480).slice(rows.length));
      return paged(rows)(response, seen);
    };
    const { reading } = await readFrom(reply);
    const { rows: read, warnings } = await reading;
    expect(numbersOf(read)).toEqual(people(480).map((_, index) => index));
    expect(warnings).toEqual([]);
  });

  test('fewer rows than announced are told', async () => {
    const rows = people(150);
    const reply = paged(rows, () => ({ 'x-total-pages': 2, 'x-total': 160 }));
    const { reading } = await readFrom(reply);
    expect((await reading).warnings).toEqual([expect.stringMatching(/160 .* 150/)]);
  });
});

describe('trap 18: large organizations', () => {
  test('trap 18: pages are read side by side, four at once, and arrive in order', async () => {
    const rows = people(1000);
    const { gated, waiting } = gate(paged(rows));
    const { server, reading } = await readFrom(gated);
    let open = 0;
    let widest = 0;
    const finished = reading.then(({ rows }) => rows);
    for (let answered = 0; answered < 10; answered += 1) {
      const expected = answered === 0 ? 1 : Math.min(answered + 4, 10);
      await vi.waitUntil(() => server.seen.length === expected);
      open = server.seen.length - answered;
      widest = Math.max(widest, open);
      waiting[answered]?.();
    }
    expect(numbersOf(await finished)).toEqual(rows.map((_, index) => index));
    expect(widest).toBe(4);
  });

  test('trap 18: a slow consumer makes the client stop fetching ahead', async () => {
    const server = await serve(paged(people(3000)));
    const pagesSeen = () => server.seen.filter(({ path }) => path !== '/elsewhere').length;
    const batches = makeLingma(server.url).read('person-days', ask)[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 8; taken += 1) {
      await batches.next();
      const ahead = taken === 1 ? 0 : 4;
      await vi.waitUntil(() => pagesSeen() === taken + ahead);
      // The server answers somebody else meanwhile: what wants to be fetched further ahead has its chance.
      for (let turn = 0; turn < 5; turn += 1)
        await fetch(`${server.url}/elsewhere?page=1&perPage=1`);
      expect(pagesSeen()).toBe(taken + ahead);
    }
    await batches.return?.();
  });

  test('trap 18: a consumer that has enough ends the requests under way', async () => {
    const answers = paged(people(3000));
    const server = await serve((response, seen) =>
      asked(seen).page > 2 ? undefined : answers(response, seen),
    );
    const batches = makeLingma(server.url).read('person-days', ask)[Symbol.asyncIterator]();
    await batches.next();
    await batches.next();
    await vi.waitUntil(() => server.seen.length === 6);
    await batches.return?.();
    await vi.waitUntil(() => server.seen.slice(2).every(({ aborted }) => aborted));
    expect(server.seen).toHaveLength(6);
  });

  test('trap 18: a page that fails for good ends the read, with the other requests', async () => {
    const answers = paged(people(3000));
    const reply: Reply = (response, seen) => {
      const { page } = asked(seen);
      if (page === 3) return json({}, 400)(response, seen);
      return page > 3 ? undefined : answers(response, seen);
    };
    const { server, reading } = await readFrom(reply);
    expect((await failureIn(reading)).code).toBe('invalid');
    await vi.waitUntil(() => server.seen.filter(({ aborted }) => aborted).length >= 1);
    expect(server.seen.length).toBeLessThanOrEqual(6);
  });

  test('trap 18: a page that fails once is asked for again, alone', async () => {
    const rows = people(500);
    const page3 = inTurn(json({}, 500), paged(rows));
    const reply: Reply = (response, seen) =>
      (asked(seen).page === 3 ? page3 : paged(rows))(response, seen);
    const { server, reading } = await readFrom(reply);
    expect(numbersOf((await reading).rows)).toEqual(rows.map((_, index) => index));
    expect(server.seen).toHaveLength(6);
  });
});
