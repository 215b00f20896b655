import type { RosterEntry } from '../domain/ports.ts';
import type { Provider } from '../providers/provider.ts';

/** Who belongs to a team at one provider, and whether their seats could be listed. */
export type Belonging = {
  readonly provider: Provider;
  readonly roster: readonly RosterEntry[];
  readonly seatsKnown: boolean;
};

/** Distinct people with seats; where seats cannot be listed, the people who are known to belong to the team. */
export function holdersOf(parts: readonly Belonging[]): Set<string> {
  return new Set(
    parts.flatMap(({ provider, roster, seatsKnown }) =>
      roster
        .filter(({ seat }) => !seatsKnown || seat?.state === 'held')
        // A person is an address; an id without one means somebody at its provider only.
        .map(({ email, personId }) => email ?? `${provider.id}:${personId}`),
    ),
  );
}
