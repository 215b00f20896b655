import type { UsageStore } from '../domain/ports.ts';
import { nothing, type PartFigures, type PartQuestion } from './part-figures.ts';
import { summarizeCounted } from './summarize-counted.ts';
import { summarizeWindowed } from './summarize-windowed.ts';

/** Sums up what the store holds of a team at one provider. Asks nobody; what is not held is said to be so. */
export async function summarizePart(
  store: UsageStore,
  question: PartQuestion,
): Promise<PartFigures> {
  const { feeds, seatWindow } = question.part.provider.capabilities;
  if (feeds.includes('person-days') || feeds.includes('department-days')) {
    return summarizeCounted(store, question);
  }
  return seatWindow ? summarizeWindowed(store, question) : nothing();
}
