import type { Clock } from '../domain/ports.ts';
import type { ProviderId } from '../domain/usage.ts';
import { isHopeless, type FetchMissing, type Unmet } from './fetch-missing.ts';
import { providerOf } from './needs.ts';

/** How long a provider that did not answer is not asked again. */
const RECALLED_MS = 90_000;

/** Makes what fetches take a provider for hopeless for a while once it was. */
export type RecallFailures = (fetchMissing: FetchMissing) => FetchMissing;

/** For what is asked again and again and nobody waits for: a thousand digests need not each find out that a provider is down. */
export function createRecallFailures(clock: Clock): RecallFailures {
  const recalled = new Map<ProviderId, { readonly until: number; readonly unmet: Unmet }>();
  return (fetchMissing) =>
    async (needs, onAsk, signal, failed = []) => {
      const now = clock().getTime();
      const known = [...recalled.values()].filter(
        ({ until }) => until > now && until <= now + RECALLED_MS,
      );
      const before = known.map(({ unmet }) => unmet);
      const unmet = await fetchMissing(needs, onAsk, signal, [...failed, ...before]);
      const until = clock().getTime() + RECALLED_MS;
      for (const one of unmet) {
        const isNews = !before.some(({ error }) => error === one.error);
        // What is still being fetched may be there for the next one.
        const isOver = one.error.context['still'] !== 'fetching';
        if (isNews && isOver && isHopeless(one.error.code)) {
          recalled.set(providerOf(one.need), { until, unmet: one });
        }
      }
      return unmet;
    };
}
