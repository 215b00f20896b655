import type { DeadEnd } from '../domain/answers.ts';
import type { Provider } from '../providers/provider.ts';

/** Reads `provider=`: one by its id, or all of them. */
export function chooseProviders(
  asked: string | null,
  providers: readonly Provider[],
): readonly Provider[] | DeadEnd {
  const wanted = asked?.trim().toLowerCase() ?? 'all';
  if (wanted === 'all') return providers;
  const chosen = providers.filter(({ id }) => id === wanted);
  if (chosen.length > 0) return chosen;
  return { kind: 'bad-provider', asked: asked ?? '', known: providers.map(({ id }) => id) };
}
