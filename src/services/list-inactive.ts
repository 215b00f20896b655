import { isSelf, mayNameInactive, type Actor } from '../domain/access.ts';
import type { ListInactive } from '../domain/answers.ts';
import { inactiveSeatsOf } from '../domain/inactive-seats.ts';
import type { InactivePart } from '../domain/lists.ts';
import { GRACE_DAYS, INACTIVE_DAYS } from '../domain/seats.ts';
import { LISTED, shownOf } from '../domain/shown.ts';
import { summarizeSeats } from '../domain/summarize.ts';
import type { Note } from '../domain/summary.ts';
import { activityOf } from './activity.ts';
import { answerByPart } from './answer-by-part.ts';
import { countsDays } from './counts-days.ts';
import { inactivityDemand } from './demands.ts';
import { remark } from './explain-trouble.ts';
import { noteShown } from './note-shown.ts';
import { offersFor } from './offers.ts';
import { known, missing } from './part-figures.ts';
import type { PreparedPart } from './prepare-part.ts';
import type { QuestionPorts } from './question-ports.ts';
import { understand } from './understand-question.ts';

/** Who reads the list: their own seat is shown to them alone, and others' by name where that is allowed. */
type Reader = { readonly actor: Actor; readonly alone: boolean; readonly naming: boolean };

/** Answers `inactive`: how many seats nobody uses and why, and whose they are for those who may see it. */
export function createListInactive(ports: QuestionPorts): ListInactive {
  return async (actor, ask, onProgress) => {
    const subject = await understand(actor, { ...ask, period: null }, ports, onProgress);
    if ('kind' in subject) return subject;
    const { asked } = subject;
    const days = ask.days ?? INACTIVE_DAYS;
    const naming = mayNameInactive(actor, asked, ask.audience);
    const reader = { actor, alone: ask.audience === 'asker', naming };
    const { parts, tooSmall, notes } = await answerByPart(
      subject,
      inactivityDemand(days),
      ports,
      (prepared) => listPart(prepared, days, reader, ports),
    );
    const lists = parts.map((part) => part.seats ?? []);
    const shown = ask.whole ? lists.flat() : shownOf(lists, LISTED);
    await noteShown(actor, 'inactive', shown, ports);
    return {
      kind: 'inactive',
      summary: {
        team: asked && { id: asked.id, name: asked.name },
        days,
        graceDays: GRACE_DAYS,
        zone: ports.zone,
        providers: parts,
        tooSmall,
        notes,
      },
      offers: offersFor(actor, subject, ports, false),
    };
  };
}

async function listPart(
  prepared: PreparedPart,
  days: number,
  { actor, alone, naming }: Reader,
  { store, retentionDays }: QuestionPorts,
): Promise<InactivePart> {
  const { part, roster, seatsKnown, fetchedAt, trouble, remarks } = prepared;
  const { id: provider, title, capabilities } = part.provider;
  const none = { provider, title, dataTo: null, fetchedAt, seats: null, own: null };
  if (!capabilities.feeds.includes('seats')) {
    return { ...none, counts: { state: 'not-provided' }, notes: trouble };
  }
  const dataTo = await store.newestDay(provider);
  if (!seatsKnown) return { ...none, dataTo, counts: missing, notes: trouble };
  const { rule, usageSince } = await activityOf(store, prepared, days);
  const inactive = inactiveSeatsOf(roster, rule);
  const tooLong = countsDays(part.provider) && days > retentionDays;
  return {
    ...none,
    dataTo,
    counts: known(summarizeSeats(roster, null, rule, usageSince)),
    seats: naming ? inactive : null,
    own: alone ? (inactive.find(({ email }) => isSelf(actor, email)) ?? null) : null,
    notes: [...trouble, ...remarks, ...(tooLong ? [keptFor(retentionDays)] : [])],
  };
}

function keptFor(days: number): Note {
  return remark(`Usage is kept for ${days} days: nobody can be called inactive for longer.`);
}
