import type { Feed } from '../domain/feeds.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { AppError } from '../errors.ts';
import type { Unmet } from './fetch-missing.ts';
import { feedOf, providerOf } from './needs.ts';

/** One reason why a provider could not be read: for how many needs, and of which feeds they are. */
export type UnmetReason = {
  readonly provider: ProviderId;
  readonly error: AppError;
  readonly needs: number;
  readonly feeds: readonly Feed[];
};

/** Gives each provider's reasons once, in the order in which they were met. */
export function unmetReasons(unmet: readonly Unmet[]): UnmetReason[] {
  const reasons = new Map<string, UnmetReason>();
  for (const { need, error } of unmet) {
    const provider = providerOf(need);
    const key = `${provider} ${error.code} ${error.message}`;
    const { needs = 0, feeds = [], ...known } = reasons.get(key) ?? {};
    const all = [...new Set([...feeds, feedOf(need)])];
    reasons.set(key, { provider, error, ...known, needs: needs + 1, feeds: all });
  }
  return [...reasons.values()];
}
