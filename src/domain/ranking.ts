import type { Ranked, RankedBy } from './lists.ts';
import type { PersonTotals, RosterEntry } from './ports.ts';
import type { Acceptor } from './summary.ts';
import type { Totals } from './usage.ts';

const COUNTERS = {
  lines: 'linesAccepted',
  completions: 'completionsAccepted',
  chats: 'chatTurns',
} as const satisfies Record<RankedBy, keyof Totals>;

export type Ranking = {
  /** All who are listed, best first, equal ones by name. */
  readonly ranked: readonly Ranked[];
  /** How many have a value above 0, listed or not. */
  readonly people: number;
  readonly unlisted: number;
  /** Whether the provider counts this for anybody; true where there is nobody. */
  readonly isCounted: boolean;
};

/** Ranks people by one counter. `unlisted` are the addresses of those who are not to be named. */
export function rankPeople(
  people: readonly PersonTotals[],
  roster: readonly RosterEntry[],
  by: RankedBy,
  unlisted: ReadonlySet<string>,
): Ranking {
  const known = new Map(roster.map((entry) => [entry.personId, entry]));
  const values = people.map(({ personId, totals }) => ({ personId, value: totals[COUNTERS[by]] }));
  const above = values.flatMap(({ personId, value }) => {
    const { name = null, email = null } = known.get(personId) ?? {};
    return value === null || value <= 0 ? [] : [{ personId, name, email, value }];
  });
  const listed = above.filter(({ email }) => email === null || !unlisted.has(email));
  return {
    ranked: listed.toSorted(
      (left, right) =>
        right.value - left.value ||
        (left.name ?? left.personId).localeCompare(right.name ?? right.personId),
    ),
    people: above.length,
    unlisted: above.length - listed.length,
    isCounted: values.length === 0 || values.some(({ value }) => value !== null),
  };
}

/** The people who accepted most lines, at most `limit`, without those who are not to be named. */
export function topAcceptors(
  people: readonly PersonTotals[],
  roster: readonly RosterEntry[],
  limit: number,
  unlisted: ReadonlySet<string>,
): Acceptor[] {
  return rankPeople(people, roster, 'lines', unlisted)
    .ranked.slice(0, limit)
    .map(({ value: linesAccepted, ...person }) => ({ ...person, linesAccepted }));
}
