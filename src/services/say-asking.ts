import type { OnProgress } from '../domain/answers.ts';
import type { ProviderId } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';

/** Says whom the bot is asking: all providers asked so far in this question, by their titles, each once. */
export function createSayAsking(
  providers: readonly Provider[],
  onProgress: OnProgress,
): (about: string) => (id: ProviderId) => void {
  const titles = new Set<string>();
  return (about) => (id) => {
    const title = providers.find((provider) => provider.id === id)?.title ?? id;
    if (titles.has(title)) return;
    titles.add(title);
    onProgress({ kind: 'asking', about, titles: [...titles] });
  };
}
