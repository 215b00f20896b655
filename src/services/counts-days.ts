import type { Provider } from '../providers/provider.ts';

/** Whether a provider counts what people or departments did on each day; others tell of windows, or nothing. */
export function countsDays({ capabilities: { feeds } }: Provider): boolean {
  return feeds.includes('person-days') || feeds.includes('department-days');
}
