import { refusalOf } from '../domain/access.ts';
import type { SetListed } from '../domain/answers.ts';
import type { Clock, PeopleStore } from '../domain/ports.ts';

type Ports = { readonly people: PeopleStore; readonly clock: Clock };

/** Takes one's own name off the top lists, or puts it back. */
export function createSetListed({ people, clock }: Ports): SetListed {
  return async (actor, listed) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    if (actor.email === null) return { kind: 'no-email' };
    await people.setListed(actor.email, listed, clock());
    return { kind: 'listed', listed };
  };
}
