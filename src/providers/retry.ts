import { AppError } from '../errors.ts';

const LONGEST_BACKOFF_MS = 10_000;

/** Whether the same request may succeed in a moment: too many requests, the vendor's own trouble, a broken connection. */
export function mayPass(error: Error): error is AppError {
  if (!(error instanceof AppError)) return false;
  if (error.code === 'rate_limited') return true;
  const status = Number(error.context['status'] ?? 0);
  return error.code === 'unavailable' && !(status >= 400 && status < 500);
}

/** Milliseconds before a retry: what the vendor asked for and a little on top, else doubling steps; `dice` is in [0, 1). */
export function pauseBefore(
  count: number,
  error: unknown,
  backoffMs: number,
  dice: number,
): number {
  const asked = error instanceof AppError ? error.retryAfterMs : undefined;
  if (asked !== undefined) return asked + dice * backoffMs;
  return Math.min(backoffMs * 2 ** (count - 1), LONGEST_BACKOFF_MS) * (1 - dice / 2);
}

/** Reads a Retry-After, seconds or an HTTP date, as milliseconds from `now`; undefined where it is neither. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
