import type { Period } from '../domain/calendar.ts';
import type { Figures, ProviderSummary } from '../domain/summary.ts';
import type { PreparedPart } from './prepare-part.ts';

/** What is asked of the store about a team at one provider. */
export type PartQuestion = PreparedPart & {
  readonly period: Period;
  /** Whether the people behind inactive seats may be named. */
  readonly naming: boolean;
  /** Addresses of those whom no top list names. */
  readonly unlisted: ReadonlySet<string>;
};

/** What the store can say of it. */
export type PartFigures = Omit<
  ProviderSummary,
  'provider' | 'title' | 'groupWord' | 'dayZone' | 'fetchedAt'
>;

export const missing = { state: 'not-available' } as const;

export function known<T>(figures: T): Figures<T> {
  return { state: 'known', figures };
}

/** The figures of a provider that provides none. */
export function nothing(): PartFigures {
  const none = { state: 'not-provided' } as const;
  return {
    dataTo: null,
    seats: none,
    inactiveSeats: null,
    people: none,
    usage: none,
    chart: none,
    top: none,
    splits: none,
    window: none,
    unmatched: 0,
    notes: [],
  };
}
