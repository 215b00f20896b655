import type { UsageStore } from '../domain/ports.ts';
import { countsDays } from './counts-days.ts';
import { nothing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { summarizeCounted } from './summarize-counted.ts';
import { summarizeWindowed } from './summarize-windowed.ts';

/** Sums up what the store holds of a team at one provider. Asks nobody; what is not held is said to be so. */
export async function summarizePart(
  store: UsageStore,
  question: PartQuestion,
): Promise<PartFigures> {
  const { provider } = question.part;
  if (countsDays(provider)) return summarizeCounted(store, question);
  return provider.capabilities.seatWindow ? summarizeWindowed(store, question) : nothing();
}
