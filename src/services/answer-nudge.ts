import { dayOf } from '../domain/calendar.ts';
import type { NewDelivery } from '../domain/deliveries.ts';
import { forAdmins } from '../domain/nudge-subjects.ts';
import type { AnswerNudge, UndoAnswer } from '../domain/nudge-questions.ts';
import type { NudgeShown } from '../domain/nudges-shown.ts';
import type { Nudge, Said } from '../domain/nudges.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { badAway } from './set-away.ts';
import { ownNudge, showNudge } from './show-nudge.ts';

const UNDO_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Longer texts than a form takes are cut. */
const MOST_TEXT = 2000;

/** Takes an addressee's answer; the first one for a seat counts, until it is taken back. */
export function createAnswerNudge(ports: NudgePorts): AnswerNudge {
  return async (actor, nudgeId, { seat, said, confirmed }) => {
    const own = await ownNudge(actor, nudgeId, ports);
    if ('kind' in own) return own;
    const { nudges, clock, zone } = ports;
    const today = dayOf(clock(), zone);
    const badDay = said.kind === 'away' ? badAway(said.until, today) : null;
    if (badDay) return badDay;
    const before = await showNudge(own, ports);
    const meant = placesOf(own, seat).filter((place) => isMeant(own, place, said));
    const open = meant.filter((place) => isOpen(before, place, said));
    if (open.length === 0) {
      return saidThat(before, meant, said)
        ? { kind: 'answered', said, shown: before }
        : { kind: 'closed', shown: before };
    }
    if (said.kind === 'give-back' && !confirmed) return { kind: 'confirm', seat, shown: before };
    const at = clock();
    const answer = { said: cut(said), at, undoUntil: new Date(at.getTime() + UNDO_MS) };
    const kept = await nudges.answer(before.nudge, open, answer, (id) =>
      tellAdmins(id, said, at, ports),
    );
    const shown = await showNudge(own, ports);
    return kept.length > 0 || saidThat(shown, open, said)
      ? { kind: 'answered', said, shown }
      : { kind: 'closed', shown };
  };
}

/** Takes answers back, as long as that is possible. */
export function createUndoAnswer(ports: NudgePorts): UndoAnswer {
  return async (actor, nudgeId, seat) => {
    const own = await ownNudge(actor, nudgeId, ports);
    if ('kind' in own) return own;
    const undone = await ports.nudges.undo(own, placesOf(own, seat), ports.clock());
    const shown = await showNudge(own, ports);
    const left = placesOf(own, seat).flatMap((place) => shown.answers[place] ?? []);
    if (undone.length > 0 || left.length === 0) return { kind: 'undone', shown };
    // An admin was quicker: the message says what became of the seat.
    const isInTime = left.some(({ undoUntil }) => undoUntil > ports.clock());
    return { kind: isInTime ? 'closed' : 'too-late', shown };
  };
}

function placesOf(nudge: Nudge, seat: number | null): number[] {
  const places = nudge.seats.map((_seat, place) => place);
  return seat === null ? places : places.filter((place) => place === seat);
}

/** That somebody wants no tips settles tips; a seat that is proposed for reclaim is asked about all the same. */
function isMeant({ seats }: Nudge, place: number, { kind }: Said): boolean {
  return kind !== 'no-tips' || seats[place]?.step !== 'reclaim';
}

/** Whether there is still something to be said of a seat. No tips can always be asked for. */
function isOpen({ answers, fates }: NudgeShown, place: number, said: Said): boolean {
  const standing = answers[place]?.said.kind;
  if (said.kind === 'no-tips') return standing === undefined || standing === 'set-up';
  const fate = fates[place]?.kind;
  if (fate !== 'idle' && fate !== 'listed') return false;
  return standing === undefined || standing === 'no-tips' || standing === 'set-up';
}

/** Whether that is what stands already: somebody has pressed twice. */
function saidThat({ answers }: NudgeShown, places: readonly number[], said: Said): boolean {
  return places.length > 0 && places.every((place) => answers[place]?.said.kind === said.kind);
}

function cut(said: Said): Said {
  return said.kind === 'wrong' ? { ...said, text: said.text.trim().slice(0, MOST_TEXT) } : said;
}

function tellAdmins(
  answerId: number,
  said: Said,
  at: Date,
  { adminChannel }: NudgePorts,
): readonly NewDelivery[] {
  // So long it can be taken back; after that it is said.
  const dueAt = new Date(at.getTime() + UNDO_MS);
  if (said.kind === 'wrong') {
    const subject = { about: 'wrong', answer: answerId } as const;
    return forAdmins(adminChannel, `wrong/${answerId}`, subject, dueAt);
  }
  if (said.kind !== 'give-back') return [];
  // One list for all that is given back in the same hour.
  const listAt = new Date(Math.ceil(dueAt.getTime() / HOUR_MS) * HOUR_MS);
  const key = `reclaims/${listAt.toISOString()}`;
  return forAdmins(adminChannel, key, { about: 'reclaims' }, listAt);
}
