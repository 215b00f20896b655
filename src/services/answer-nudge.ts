import { addDays, dayOf } from '../domain/calendar.ts';
import type { NewDelivery } from '../domain/deliveries.ts';
import { forAdmins } from '../domain/nudge-subjects.ts';
import type { AnswerNudge, Nudge, NudgeShown, Said, UndoAnswer } from '../domain/nudges.ts';
import type { NudgePorts } from './nudge-ports.ts';
import { ownNudge, showNudge } from './show-nudge.ts';

const UNDO_MS = 10 * 60_000;

/** A year and a day. */
const LONGEST_AWAY_DAYS = 366;

/** Longer texts than a form takes are cut. */
const MOST_TEXT = 2000;

/** Takes an addressee's answer; the first one for a seat counts, until it is taken back. */
export function createAnswerNudge(ports: NudgePorts): AnswerNudge {
  return async (actor, nudgeId, { seat, said, confirmed }) => {
    const own = await ownNudge(actor, nudgeId, ports);
    if ('kind' in own) return own;
    const { nudges, clock, zone } = ports;
    const today = dayOf(clock(), zone);
    if (said.kind === 'away' && !isAhead(said.until, today)) {
      return { kind: 'bad-day', asked: said.until };
    }
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
    const kept = await nudges.answer(own, open, answer, (id) => tellAdmins(id, said, at, ports));
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
    const isOver = undone.length > 0 || placesOf(own, seat).every((place) => !shown.answers[place]);
    return { kind: isOver ? 'undone' : 'too-late', shown };
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

function isAhead(day: string, today: string): boolean {
  return day >= today && day <= addDays(today, LONGEST_AWAY_DAYS);
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
  if (said.kind === 'wrong') {
    const subject = { about: 'wrong', answer: answerId } as const;
    return forAdmins(adminChannel, `wrong/${answerId}`, subject, at);
  }
  if (said.kind !== 'give-back') return [];
  // So long it can be taken back; after that it is said.
  const dueAt = new Date(at.getTime() + UNDO_MS);
  return forAdmins(adminChannel, `reclaims/answer/${answerId}`, { about: 'reclaims' }, dueAt);
}
