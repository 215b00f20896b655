import { dayOf } from '../../domain/calendar.ts';
import type { SeatUse } from '../../domain/nudges.ts';
import { dayOfMoment, dayText } from './dates.ts';

/** Whoever reads about a seat: its holder, or an admin. */
type Reader = 'holder' | 'admin';

/**
 * What is known of a seat's use, and no more: `last used on 2 Sep 2026`; `no use since 25 Aug 2026, which is as far back as
 * I can see; you got it on 13 Jul 2023`.
 */
export function useText(use: SeatUse, zone: string, reader: Reader): string {
  const last = dayOfMoment(use.lastActiveAt, zone);
  if (last) return `last used on ${last}`;
  const given = dayOfMoment(use.givenAt, zone);
  const words = WORDS[reader][use.givenIsGuess ? 'joined' : 'given'];
  if (!isBounded(use, zone)) return given ? `not used since ${words.since} ${given}` : 'never used';
  const seen = use.usageSince
    ? `no use since ${dayText(use.usageSince)}, which is as far back as I can see`
    : 'no use that I can see';
  return given ? `${seen}; ${words.apart} ${given}` : seen;
}

/** The same for a table: `2 Sep 2026`, `not since 25 Aug 2026`, `never`. */
export function lastUseText(use: SeatUse, zone: string): string {
  const last = dayOfMoment(use.lastActiveAt, zone);
  if (last) return last;
  if (!isBounded(use, zone)) return 'never';
  return use.usageSince ? `not since ${dayText(use.usageSince)}` : 'not known';
}

/** When a seat was given, for a table: `3 Aug 2026`, `joined 3 Aug 2026`. */
export function givenText({ givenAt, givenIsGuess }: SeatUse, zone: string): string {
  const given = dayOfMoment(givenAt, zone);
  if (!given) return '—';
  return givenIsGuess ? `joined ${given}` : given;
}

/** Whether it may have been used before anything was known of its use. */
function isBounded({ givenAt, dataTo, usageSince }: SeatUse, zone: string): boolean {
  if (dataTo === null && usageSince === null) return false;
  const isGiven = givenAt !== null && dayOfMoment(givenAt, zone) !== null;
  return usageSince === null || !isGiven || dayOf(givenAt, zone) < usageSince;
}

const WORDS = {
  holder: {
    given: { since: 'you got it on', apart: 'you got it on' },
    joined: {
      since: 'you joined the organization on',
      apart: 'you have been in the organization since',
    },
  },
  admin: {
    given: { since: 'it was given on', apart: 'it was given on' },
    joined: {
      since: 'its holder joined the organization on',
      apart: 'its holder has been in the organization since',
    },
  },
} as const;
