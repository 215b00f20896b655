import type { RosterEntry } from './ports.ts';
import { standingOf, type Standing, type StandingRule } from './seats.ts';
import type { InactiveSeat } from './summary.ts';

/** How somebody's seat stands; the day of joining stands in where the vendor does not say when it was given. */
export function standingOfEntry(entry: RosterEntry, rule: StandingRule): Standing {
  return standingOf({ lastActiveAt: entry.lastActiveAt, givenAt: givenAtOf(entry) }, rule);
}

export function givenAtOf({ seat, joinedAt }: RosterEntry): number | null {
  return seat?.givenAt ?? joinedAt;
}

/** The held seats that nobody uses, idle longest first; those of whom nothing is known come before all. */
export function inactiveSeatsOf(
  roster: readonly RosterEntry[],
  rule: StandingRule,
): readonly InactiveSeat[] {
  return roster
    .filter(({ seat }) => seat?.state === 'held')
    .flatMap((entry) => {
      const reason = standingOfEntry(entry, rule);
      if (reason !== 'never-used' && reason !== 'lapsed') return [];
      const { personId, name, email, lastActiveAt } = entry;
      return [{ personId, name, email, reason, lastActiveAt, givenAt: givenAtOf(entry) }];
    })
    .toSorted(
      (left, right) =>
        idleSince(left) - idleSince(right) ||
        (left.name ?? left.personId).localeCompare(right.name ?? right.personId),
    );
}

/** Since when a seat has been idle, in epoch milliseconds; 0 where nothing is known of it. */
export function idleSince({
  lastActiveAt,
  givenAt,
}: Pick<InactiveSeat, 'lastActiveAt' | 'givenAt'>): number {
  return Math.max(lastActiveAt ?? 0, givenAt ?? 0);
}
