/** So many requests in so many seconds. */
export type RateLimit = { readonly requests: number; readonly seconds: number };

/** Gives the seconds to wait for a request that is over the limit, null for one that is not. */
export function createRateLimit(limit: RateLimit | undefined): () => number | null {
  let windowEnd = 0;
  let left = 0;
  return () => {
    if (!limit) return null;
    const now = performance.now();
    if (now >= windowEnd) {
      windowEnd = now + limit.seconds * 1000;
      left = limit.requests;
    }
    left -= 1;
    return left >= 0 ? null : Math.ceil((windowEnd - now) / 1000);
  };
}
