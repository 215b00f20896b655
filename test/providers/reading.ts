import type { Feed, FeedRows } from '../../src/domain/feeds.ts';
import { AppError } from '../../src/errors.ts';
import type { HttpOptions } from '../../src/providers/http.ts';
import type { Ask, Provider } from '../../src/providers/provider.ts';
import type { Sample } from './provider-contract.ts';
import { serve, type Reply } from './server.ts';

/** Real pauses, but of a millisecond. */
export const quick: HttpOptions = { backoffMs: 1, timeoutMs: 5000 };

export const ask: Ask = {
  scope: { kind: 'everyone' },
  period: { from: '2025-06-01', to: '2025-06-30' },
  zone: 'Asia/Shanghai',
};

/** Reads a feed to its end and adds its batches up. */
export async function readAll<F extends Feed>(provider: Provider, feed: F, asked: Ask = ask) {
  const all = { rows: [] as FeedRows[F][], rejected: 0, outOfRange: 0, warnings: [] as string[] };
  for await (const batch of provider.read(feed, asked)) {
    all.rows.push(...batch.rows);
    all.rejected += batch.rejected;
    all.outOfRange += batch.outOfRange;
    all.warnings.push(...batch.warnings);
  }
  return all;
}

/** Gives the AppError that a promise is rejected with. */
export async function failureIn(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.then(
    () => 'nothing went wrong',
    (thrown: unknown) => thrown,
  );
  if (outcome instanceof AppError) return outcome;
  throw new Error('expected an AppError', { cause: outcome });
}

/** Reads a sample's feed from a server that gives this reply to every request. */
export async function readFrom(sample: Sample, reply: Reply, options: HttpOptions = {}) {
  const server = await serve(reply);
  const provider = sample.setup.make(server.url, { ...quick, ...options });
  return { server, reading: readAll(provider, sample.feed, sample.ask) };
}

export async function failureFrom(sample: Sample, reply: Reply, options: HttpOptions = {}) {
  const { server, reading } = await readFrom(sample, reply, options);
  return { server, failure: await failureIn(reading) };
}

/** Reads to the end and gives how many rows there were. */
export async function drain(batches: AsyncIterable<{ readonly rows: readonly unknown[] }>) {
  let rows = 0;
  for await (const batch of batches) rows += batch.rows.length;
  return rows;
}
