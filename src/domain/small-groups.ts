/** A team and the distinct people who hold seats in it. */
export type Holders = { readonly id: string; readonly holders: ReadonlySet<string> };

/**
 * The teams that may show no figures: those of fewer than `minimum` people, and the smallest of those that would let
 * such a group be worked out by taking shown parts from a shown whole (another team, or all teams together). Gives their
 * ids; the same for the same teams, whatever their order.
 */
export function hiddenTeams(teams: readonly Holders[], minimum: number): Set<string> {
  const hidden = new Set(teams.filter(({ holders }) => holders.size < minimum).map(({ id }) => id));
  const sorted = teams.filter(({ id }) => !hidden.has(id)).toSorted(largestFirst);
  const everybody = union(teams);
  const wholes: (Holders | null)[] = [...sorted, null];
  const within = new Map(
    wholes.map((whole) => [
      whole,
      sorted.filter(
        (part) => part !== whole && part.holders.isSubsetOf(whole?.holders ?? everybody),
      ),
    ]),
  );
  const apart = disjointness(sorted);
  for (;;) {
    const told = wholes
      .filter((whole) => whole === null || !hidden.has(whole.id))
      .map((whole) => {
        const parts = (within.get(whole) ?? []).filter(({ id }) => !hidden.has(id));
        return tellingPart((whole?.holders ?? everybody).size, parts, apart, minimum);
      })
      .filter((part) => part !== null)
      .toSorted(largestFirst)
      .at(-1);
    if (!told) return hidden;
    hidden.add(told.id);
  }
}

/** The smallest of the parts whose people, taken from the whole, leave somebody but too few; null where none do. */
function tellingPart(
  whole: number,
  parts: readonly Holders[],
  apart: (one: Holders, other: Holders) => boolean,
  minimum: number,
): Holders | null {
  for (const first of parts) {
    const taken = [first];
    for (const part of parts) {
      if (taken.every((other) => apart(part, other))) taken.push(part);
    }
    const rest = taken.reduce((left, { holders }) => left - holders.size, whole);
    if (rest > 0 && rest < minimum) return taken.toSorted(largestFirst).at(-1) ?? null;
  }
  return null;
}

/** Tells whether two teams have nobody in common; each pair is looked at once. */
function disjointness(teams: readonly Holders[]) {
  const apart = new Map(
    teams.map((one) => [
      one.id,
      new Set(
        teams.filter(({ holders }) => one.holders.isDisjointFrom(holders)).map(({ id }) => id),
      ),
    ]),
  );
  return (one: Holders, other: Holders) => apart.get(one.id)?.has(other.id) ?? false;
}

function union(teams: readonly Holders[]): ReadonlySet<string> {
  return new Set(teams.flatMap(({ holders }) => [...holders]));
}

function largestFirst(left: Holders, right: Holders): number {
  return right.holders.size - left.holders.size || (left.id < right.id ? -1 : 1);
}
