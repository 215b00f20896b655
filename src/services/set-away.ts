import { refusalOf } from '../domain/access.ts';
import { addDays, dayOf, type Day } from '../domain/calendar.ts';
import type { NudgeDeadEnd, SetAway } from '../domain/nudge-questions.ts';
import type { NudgePorts } from './nudge-ports.ts';

/** A year and a day. */
const LONGEST_DAYS = 366;

/** Takes somebody's word that they are away, or are back. */
export function createSetAway({ nudges, clock, zone }: NudgePorts): SetAway {
  return async (actor, until) => {
    const refusal = refusalOf(actor);
    if (refusal) return { kind: 'refused', refusal };
    const { slackUserId, email } = actor;
    if (email === null) return { kind: 'no-email' };
    const badDay = until === null ? null : badAway(until, dayOf(clock(), zone));
    if (badDay) return badDay;
    await nudges.setAway({ slackUserId, email }, until, clock());
    return { kind: 'away', until };
  };
}

/** Why nobody can be away until a day; null where they can. */
export function badAway(until: Day, today: Day): Extract<NudgeDeadEnd, { kind: 'bad-day' }> | null {
  const latest = addDays(today, LONGEST_DAYS);
  return until < today || until > latest ? { kind: 'bad-day', asked: until, latest } : null;
}
