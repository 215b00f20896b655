import { addDays, dayOf, type Day } from '../domain/calendar.ts';
import { foldEmail } from '../domain/people.ts';
import type { Actor } from '../domain/access.ts';
import type { PersonAsked } from '../domain/answers.ts';
import type { ExemptPerson, NudgeDeadEnd } from '../domain/nudge-questions.ts';
import { adminsOnly } from './admins-only.ts';
import type { NudgePorts } from './nudge-ports.ts';

/** Three years. */
const MOST_DAYS = 1096;

/** Answers `exempt`. It holds from now on, also for a message of a round that is being sent. */
export function createExemptPerson(ports: NudgePorts): ExemptPerson {
  return async (actor, { person, until, reason }) => {
    const refused = adminsOnly(actor);
    if (refused) return refused;
    const found = await emailOf(actor, person, ports);
    if ('kind' in found) return found;
    const { email } = found;
    const { nudges, clock, zone } = ports;
    const { slackUserId: by } = actor;
    if (until === null) {
      await nudges.endExemption(email, by, clock());
      return { kind: 'exempted', email, exemption: null };
    }
    const today = dayOf(clock(), zone);
    const last: Day = until.kind === 'day' ? until.day : addDays(today, until.days - 1);
    const latest = addDays(today, MOST_DAYS);
    if (last < today || last > latest) return { kind: 'bad-day', asked: last, latest };
    const exemption = { email, until: last, reason, by, at: clock() };
    await nudges.exempt(exemption);
    return { kind: 'exempted', email, exemption };
  };
}

/** The address of somebody whom an admin names. */
export async function emailOf(
  actor: Actor,
  asked: PersonAsked,
  { findSlackPerson }: Pick<NudgePorts, 'findSlackPerson'>,
): Promise<{ readonly email: string } | NudgeDeadEnd> {
  const [words, email] = await lookUp(actor, asked, findSlackPerson);
  return email === null ? { kind: 'unknown-person', asked: words, email: null } : { email };
}

async function lookUp(
  actor: Actor,
  asked: PersonAsked,
  findSlackPerson: NudgePorts['findSlackPerson'],
): Promise<readonly [words: string, email: string | null]> {
  switch (asked.kind) {
    case 'me':
      return ['me', actor.email];
    case 'email':
      return [asked.email, foldEmail(asked.email)];
    case 'mention': {
      const person = await findSlackPerson(asked.slackUserId);
      return [asked.label ?? asked.slackUserId, foldEmail(person?.email)];
    }
    default:
      return [asked.text, null];
  }
}
