import type { UsageStore } from '../domain/ports.ts';
import type { ProviderSummary } from '../domain/summary.ts';
import type { PartQuestion } from './part-figures.ts';
import { summarizePart } from './summarize-part.ts';

/** A team's summary at one provider, of what the store holds. */
export async function reportPart(
  question: PartQuestion,
  { store, zone }: { readonly store: UsageStore; readonly zone: string },
): Promise<ProviderSummary> {
  const { part, fetchedAt, trouble, remarks } = question;
  const { id, title, capabilities } = part.provider;
  const { dayZone, groupWord } = capabilities;
  const figures = await summarizePart(store, question);
  return {
    ...figures,
    provider: id,
    title,
    groupWord,
    dayZone: dayZone === zone ? null : dayZone,
    fetchedAt,
    notes: [...trouble, ...figures.notes, ...remarks],
  };
}
