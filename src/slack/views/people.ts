import type { InactiveSeat } from '../../domain/summary.ts';
import { dayOf } from '../../domain/calendar.ts';
import { dayOfMoment, dayText } from './dates.ts';
import { plain } from './text.ts';

/** Somebody as a vendor knows them. */
type Known = {
  readonly personId: string;
  readonly name: string | null;
  readonly email: string | null;
};

/** What somebody is called: by name, else by e-mail address, else by the vendor's id. */
export function nameOf({ name, email, personId }: Known): string {
  return plain(name ?? '', 40) || plain(email ?? '', 40) || `id ${plain(personId, 12) || '—'}`;
}

/** What there is to go by: the report's zone, and how far back use is known where the vendor does not say it itself. */
export type Memory = { readonly zone: string; readonly usageSince: string | null };

/** Why a seat counts as inactive: `never used, given 3 Aug 2026`, `lapsed, last seen 2 Sep 2026`. */
export function reasonOf(seat: InactiveSeat, { zone, usageSince }: Memory): string {
  if (seat.reason === 'lapsed') {
    const last = dayOfMoment(seat.lastActiveAt, zone);
    return last ? `lapsed, last seen ${last}` : 'lapsed';
  }
  const given = dayOfMoment(seat.givenAt, zone);
  const isYounger =
    given !== null && usageSince !== null && dayOf(seat.givenAt ?? 0, zone) >= usageSince;
  const since = usageSince === null || isYounger ? '' : ` since ${dayText(usageSince)}`;
  return `never used${since}${given ? `, given ${given}` : ''}`;
}
