import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';

/** Without those that are taken for each other when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 6;

const current = new AsyncLocalStorage<string>();

/**
 * Does work under an id, such as `r-7f3k2a`, that every line of the log carries which comes of it, and that whoever asked
 * for it can quote. Within such work it is that one's id.
 */
export function asRequest<Result>(work: (id: string) => Result): Result {
  const outer = current.getStore();
  if (outer !== undefined) return work(outer);
  const id = makeId();
  return current.run(id, work, id);
}

/** The id of the work that this is called in. */
export function requestId(): string | undefined {
  return current.getStore();
}

function makeId(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]);
  return `r-${letters.join('')}`;
}
