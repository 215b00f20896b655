import type { Money, NudgePolicy } from './nudge-settings.ts';
import type { Cost } from './nudges-shown.ts';
import type { ProviderId } from './usage.ts';

/** What so many seats of each provider cost in a month. Currencies are never added up. */
export function costOf(
  seats: Readonly<Record<ProviderId, number>>,
  prices: NudgePolicy['prices'],
): Cost {
  const amounts = new Map<Money['currency'], number>();
  let [all, unpriced] = [0, 0];
  for (const [provider, count] of Object.entries(seats)) {
    const price = prices[provider];
    all += count;
    if (price) {
      amounts.set(price.currency, (amounts.get(price.currency) ?? 0) + price.amount * count);
    } else unpriced += count;
  }
  const perMonth = [...amounts].map(([currency, amount]) => ({
    currency,
    amount: Math.round(amount * 100) / 100,
  }));
  return { perMonth, seats: all, unpriced };
}

/** How many there are of each provider. */
export function countByProvider(
  seats: readonly { readonly provider: ProviderId }[],
): Readonly<Record<ProviderId, number>> {
  const groups = Map.groupBy(seats, ({ provider }) => provider);
  return Object.fromEntries([...groups].map(([provider, all]) => [provider, all.length]));
}
