import type { NudgeShown } from '../../domain/nudges-shown.ts';
import type { NudgeAnswer } from '../../domain/nudges.ts';
import { bold, passage, SPARE, type Message, type Run, type Section } from './blocks.ts';
import type { Button, NudgeDoes } from './buttons.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import { contactRuns, setUpRuns } from './nudge-set-up.ts';
import {
  answeredText,
  answerDay,
  beliefRuns,
  CONFIRM,
  fateText,
  LABELS,
  leadText,
  reachText,
  smallWords,
} from './nudge-words.ts';
import { quiet, titleIn } from './provider.ts';

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** How a nudge stands: `now` decides what can still be undone, `confirming` is the seat about to be given back. */
export type NudgeMoment = {
  readonly now: Date | null;
  readonly confirming?: number | 'all' | null;
  /** Said above everything else. */
  readonly remark?: string | null;
};

type Place = { readonly shown: NudgeShown; readonly at: number; readonly moment: NudgeMoment };

/** A nudge as its addressee has it at the moment: questions about seats, and what became of those that are settled. */
export function nudgeMessage(shown: NudgeShown, moment: NudgeMoment): Message {
  const { nudge, titles } = shown;
  const places = nudge.seats.map((_seat, at) => ({ shown, at, moment }));
  const open = places.filter(isOpen);
  const asked = open.flatMap(({ at }) => nudge.seats[at] ?? []);
  const [only] = nudge.seats.length === 1 ? asked : [];
  const lead = leadText(
    asked.map(({ step }) => step),
    only ? titleIn(titles, only.provider) : null,
  );
  const remark = moment.remark ?? null;
  const forPerson = sharedAnswer(shown);
  return fit([
    ...(remark === null ? [] : [passage(0, remark)]),
    ...(asked.length > 0 ? [passage(0, lead)] : []),
    ...(forPerson ? personSections(forPerson, shown, moment) : places.flatMap(seatSections)),
    ...(asked.length > 0 ? smallPrint(shown, asked) : []),
    ...footOf(shown, open, places.filter(isUndecided)),
  ]);
}

/** Whether there is a question left about a seat by its place, about any of them where it is null. */
export function canAnswer(shown: NudgeShown, seat: number | null): boolean {
  return shown.nudge.seats.some((_seat, at) => {
    const said = shown.answers[at]?.said.kind ?? 'no-tips';
    const isLeft = said === 'no-tips' || said === 'set-up';
    return (seat === null || seat === at) && isLeft && becameOf(shown, at) === null;
  });
}

function isOpen({ shown, at }: Place): boolean {
  return (shown.answers[at] ?? null) === null && becameOf(shown, at) === null;
}

/** Whoever asked for help may still decide about the seat. */
function isUndecided({ shown, at }: Place): boolean {
  return shown.answers[at]?.said.kind === 'set-up' && becameOf(shown, at) === null;
}

function becameOf({ fates, zone }: NudgeShown, at: number): string | null {
  const fate = fates[at];
  return fate ? fateText(fate, zone) : null;
}

/** An answer about the person stands at each seat: it is shown once. */
function sharedAnswer(shown: NudgeShown): NudgeAnswer | null {
  const [first = null, ...others] = shown.answers;
  if (!first || others.length === 0) return null;
  const { kind } = first.said;
  if (kind !== 'away' && kind !== 'no-tips') return null;
  const isShared = others.every((answer) => answer?.said.kind === kind);
  return isShared && shown.nudge.seats.every((_seat, at) => becameOf(shown, at) === null)
    ? first
    : null;
}

function personSections(answer: NudgeAnswer, shown: NudgeShown, moment: NudgeMoment): Section[] {
  const text = answeredText(answer.said, shown.policy, answerDay(answer.at, shown.zone));
  return [passage(0, text), ...row(undoButtons(answer, shown, 'all', moment))];
}

function seatSections(place: Place): Section[] {
  const { shown, at, moment } = place;
  const seat = shown.nudge.seats[at];
  if (!seat) return [];
  const title = titleIn(shown.titles, seat.provider);
  const became = becameOf(shown, at);
  const answer = shown.answers[at] ?? null;
  const settled = answer && !isFinal(shown, at) ? answer : null;
  const isConfirming = moment.confirming === at || moment.confirming === 'all';
  if (settled && !(isConfirming && settled.said.kind === 'set-up')) {
    const text = answeredText(settled.said, shown.policy, answerDay(settled.at, shown.zone));
    const help = settled.said.kind === 'set-up' ? setUpRuns(shown, seat.provider) : [];
    return [
      passage(0, bold(title), `: ${text}`, ...help),
      ...row([...undoButtons(settled, shown, at, moment), ...stillButtons(settled, shown, at)]),
    ];
  }
  if (became !== null) return [passage(0, bold(title), `: ${became}`, ...contactOf(shown, at))];
  if (isConfirming) {
    return [passage(0, bold(title), `: ${CONFIRM}`), ...row(confirmButtons(shown, at))];
  }
  return [passage(0, ...beliefRuns(seat, title, shown.zone)), ...row(seatButtons(shown, at))];
}

// Where it has gone on since, an answer says no more; where it waits in the admins' list, it can still be undone.
function isFinal({ fates }: NudgeShown, at: number): boolean {
  const kind = fates[at]?.kind ?? 'idle';
  return kind === 'in-use' || kind === 'gone' || kind === 'reclaimed' || kind === 'kept';
}

function contactOf(shown: NudgeShown, at: number): Run[] {
  const kind = shown.fates[at]?.kind;
  return kind === 'gone' || kind === 'reclaimed' ? contactRuns(shown.contact) : [];
}

function undoButtons(
  { undoUntil }: NudgeAnswer,
  { nudge }: NudgeShown,
  at: number | 'all',
  { now }: NudgeMoment,
): Button[] {
  if (now === null || now.getTime() >= undoUntil.getTime()) return [];
  return [button('undo-nudge', LABELS.undo, nudge.id, at)];
}

function stillButtons({ said }: NudgeAnswer, { nudge }: NudgeShown, at: number): Button[] {
  return said.kind === 'set-up'
    ? [button('keep-seat', LABELS.keep, nudge.id, at), ...restButtons(nudge, at)]
    : [];
}

function confirmButtons({ nudge }: NudgeShown, at: number): Button[] {
  return [
    button('give-back-yes', LABELS['give-back-yes'], nudge.id, at, 'primary'),
    button('show-nudge', LABELS['give-back-no'], nudge.id, at),
  ];
}

function seatButtons({ nudge }: NudgeShown, at: number): Button[] {
  return [
    button('keep-seat', LABELS.keep, nudge.id, at, 'primary'),
    button('set-up-seat', LABELS['set-up'], nudge.id, at),
    ...restButtons(nudge, at),
  ];
}

function restButtons(nudge: NudgeShown['nudge'], at: number): Button[] {
  return [
    ...(nudge.seats.length === 1 ? [button('away', LABELS.away, nudge.id, 'all')] : []),
    button('wrong-seat', LABELS.wrong, nudge.id, at),
    button('give-back', LABELS['give-back'], nudge.id, at),
  ];
}

/** What is about the person, whichever seat it is. */
function footOf(
  { nudge, tipsOff }: NudgeShown,
  open: readonly Place[],
  undecided: readonly Place[],
): readonly Section[] {
  const isTip = open.some(({ at }) => nudge.seats[at]?.step !== 'reclaim');
  const hasSeveral = nudge.seats.length > 1 && open.length + undecided.length > 0;
  return row([
    ...(hasSeveral ? [button('away', LABELS.away, nudge.id, 'all')] : []),
    ...(isTip && !tipsOff ? [button('no-tips', LABELS['no-tips'], nudge.id, 'all')] : []),
  ]);
}

function smallPrint({ titles, zone }: NudgeShown, asked: NudgeShown['nudge']['seats']): Section[] {
  const reach = asked.map((seat) => reachText(titleIn(titles, seat.provider), seat, zone));
  return [quiet(smallWords([...new Set(reach)].slice(0, 6)))];
}

function button(
  does: NudgeDoes,
  label: string,
  nudgeId: string,
  at: number | 'all',
  style?: Button['style'],
): Button {
  return { does, label, value: `${nudgeId}:${at}`, ...(style && { style }) };
}

function row(buttons: readonly Button[]): readonly Section[] {
  const sections = drawingOf(LOOK, [buttons]).foot;
  return sections.map(({ parts, lines }) => ({
    lines,
    parts: parts.map((part) => ({ ...part, spare: SPARE.trouble })),
  }));
}
