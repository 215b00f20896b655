import type { Day, Period } from '../domain/calendar.ts';
import type { RosterEntry } from '../domain/ports.ts';
import type { Figures, ProviderSummary } from '../domain/summary.ts';
import type { TeamPart } from './team-needs.ts';

/** What is asked of the store about a team at one provider. */
export type PartQuestion = {
  readonly part: TeamPart;
  readonly roster: readonly RosterEntry[];
  /** People of the team who are in none of its groups. */
  readonly outside: readonly RosterEntry[];
  /** Groups whose days are added: without those that lie within another one. */
  readonly disjointGroupIds: readonly string[];
  readonly period: Period;
  /** The newest day for which data is due. */
  readonly last: Day;
  readonly now: Date;
  /** Whether the seats of the team could be listed, now or before. */
  readonly seatsKnown: boolean;
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
