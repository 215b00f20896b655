/** What can go wrong with an answer. */
export type Fault =
  /** The connection is cut before anything is answered. */
  | { readonly kind: 'cut' }
  /** Nothing is ever answered. */
  | { readonly kind: 'hang' }
  /** The right answer, but its body takes this long to arrive. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Nothing happens for so long; then the request takes effect and is answered, whether or not anybody still listens. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** The right answer, broken off half-way through its body. */
  | { readonly kind: 'truncated' }
  /** The vendor's error body with this status; 429 with a Retry-After header if it is given. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Status 200 with a body that is no JSON. */
  | { readonly kind: 'garbage' }
  /** Status 200 with a sign-in page. */
  | { readonly kind: 'html' }
  /** A JSON string where an array or object is due, as a gateway's complaint. */
  | { readonly kind: 'plain-string'; readonly status?: number }
  /** The page before the one that was asked for, as if it were that one. Only where there are pages. */
  | { readonly kind: 'repeated-page' }
  /** The vendor's refusal of a good token, and of a known token without the permission. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' };

type FaultRule = {
  /** Only for requests whose path holds this text. */
  readonly path?: string;
  /** For so many requests; without it until it is lifted. */
  readonly times?: number;
  /** After so many requests went well. */
  readonly after?: number;
};

/** The faults of a server, switched while it runs. */
export type Faults = {
  /** Sets a fault; gives what lifts it. Of several that fit a request, the one set last strikes. */
  set(fault: Fault, rule?: FaultRule): () => void;
  clear(): void;
  /** The fault that strikes a request with this path. Uses it up. */
  strike(path: string): Fault | null;
};

export function createFaults(): Faults {
  type Entry = { fault: Fault; path: string; left: number; spared: number };
  let entries: Entry[] = [];
  return {
    set(fault, { path = '', times = Infinity, after = 0 } = {}) {
      const entry = { fault, path, left: times, spared: after };
      entries.unshift(entry);
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    clear() {
      entries = [];
    },
    strike(path) {
      const fitting = entries.filter((entry) => path.includes(entry.path) && entry.left > 0);
      for (const entry of fitting) {
        if (entry.spared > 0) {
          entry.spared -= 1;
          continue;
        }
        entry.left -= 1;
        return entry.fault;
      }
      return null;
    },
  };
}
