/** By how many milliseconds a server's clock is ahead of this one's, half a second more or less; null where it tells no time. */
export type ReadServerTime = (url: string) => Promise<number | null>;

const TIMEOUT_MS = 5000;

/** Reads the Date header of whatever a server answers; throws where it does not answer. */
export function createReadServerTime(now: () => Date): ReadServerTime {
  return async (url) => {
    const asked = now().getTime();
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const answered = now().getTime();
    await response.body?.cancel();
    const told = Date.parse(response.headers.get('date') ?? '');
    // The header has whole seconds, cut off.
    return Number.isNaN(told) ? null : told + 500 - (asked + answered) / 2;
  };
}
