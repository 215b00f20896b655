import type { NudgeShown, SeatFate } from '../../domain/nudges-shown.ts';
import type { Nudge, NudgeStep, Said, WrongKind } from '../../domain/nudges.ts';
import { addDays, dayOf, isDay, type Day } from '../../domain/calendar.ts';
import { bold, type Run } from './blocks.ts';
import { dayOfMoment, dayText } from './dates.ts';
import { counted } from './numbers.ts';
import { useText } from './seat-use.ts';

// Everything that a nudge says to the person whom it is for. It is short, warm, without blame, compares nobody, and speaks of
// nobody else.

type Seat = Nudge['seats'][number];

/** The labels of a nudge's buttons. */
export const LABELS = {
  keep: 'Keep it',
  'set-up': 'Help me set it up',
  away: 'I am away',
  back: 'I am back',
  wrong: 'This is wrong',
  'give-back': 'Give it back',
  'no-tips': 'No more tips like this',
  'give-back-yes': 'Yes, give it back',
  'give-back-no': 'No, not now',
  undo: 'Undo',
} as const;

/** What a nudge begins with. `title` is the product's name where there is one seat only. */
export function leadText(steps: readonly NudgeStep[], title: string | null): string {
  const isOne = title !== null;
  const seats = isOne ? `your ${title} seat` : `${counted(steps.length, 'seat')} of yours`;
  const question = isOne ? 'is it of use to you?' : 'are they of use to you?';
  if (steps.every((step) => step === 'reclaim')) {
    return `📋 Somebody else could use ${seats}. Nothing is taken away yet.`;
  }
  if (steps.every((step) => step === 'second')) return `👋 Once more about ${seats}: ${question}`;
  const looks = isOne ? `Your ${title} seat looks` : `${seats} look`;
  return `👋 ${looks} quiet: ${question}`;
}

/** What the bot believes of a seat: `Lingma: last used on 2 Sep 2026.` */
export function beliefRuns(seat: Seat, title: string, zone: string): Run[] {
  const use = useText(seat, zone, 'holder');
  const believed = /\bI can see\b/.test(use) ? use : `as far as I can see, ${use}`;
  return [bold(title), `: ${believed}.${STEPS[seat.step]}`];
}

const STEPS: Readonly<Record<NudgeStep, string>> = {
  first: '',
  second: '',
  reclaim:
    ' It is on the list of seats that others could have. Press “Keep it” and it stays yours.',
};

/** How far the data reaches, what it may miss, and who sees an answer. */
export function smallWords(reach: readonly string[]): string[] {
  return [
    `${reach.join('; ')}.`,
    'Use with another account, or while signed out, is not in it.',
    'Any answer is fine. Only those who look after the seats see it.',
  ];
}

/** How far one provider's data reaches. */
export function reachText(
  title: string,
  { dataTo, seenAt }: Pick<Seat, 'dataTo' | 'seenAt'>,
  zone: string,
): string {
  if (dataTo !== null) return `${title}’s data reaches to ${dayText(dataTo)}`;
  const seen = dayOfMoment(seenAt, zone);
  return seen
    ? `${title}’s data is as of ${seen}`
    : `${title} tells when a seat was last used, but not from day to day`;
}

/** What is said of a seat once there is an answer. */
export function answeredText(said: Said, { keepDays }: NudgeShown['policy'], at: Day): string {
  switch (said.kind) {
    case 'keep':
      return `👍 You keep it. I do not ask again before ${laterText(at, keepDays)}.`;
    case 'set-up':
      return '🛠 Good idea. This helps to set it up:';
    case 'away':
      return awayText(said.until);
    case 'wrong':
      return `🔎 Thank you for telling me: “${WRONG_LABELS[said.wrong]}” goes to those who look after the seats. I do not ask again meanwhile.`;
    case 'give-back':
      return '🎁 Thank you! It goes to those who look after the seats, and works until they pass it on.';
    case 'no-tips':
      break;
  }
  return NO_TIPS;
}

const NO_TIPS =
  '🔕 No more tips like this. If a seat is to go to somebody else, you still hear of it first.';

/** Whether somebody is away, said to the person. */
export function awayText(until: Day | null): string {
  return until === null
    ? '👋 Welcome back! I ask about your seats again where there is something to ask.'
    : `🌴 You are away until ${dayText(until)}. I ask you about nothing before that is over.`;
}

function laterText(day: Day, days: number): string {
  return isDay(day) && Number.isSafeInteger(days) ? dayText(addDays(day, days)) : 'a while';
}

/** Said under set-up links, or where there are none. */
export const SET_UP = {
  none: 'There is no guide for it here yet.',
  contact: 'Questions? Ask ',
  after: ' Once you have used it, there is nothing more to do.',
} as const;

/** What has become of a seat, whatever was answered; null where nothing has. */
export function fateText(fate: SeatFate, zone: string): string | null {
  switch (fate.kind) {
    case 'in-use': {
      const last = dayOfMoment(fate.lastActiveAt, zone);
      return `✅ It is in use again${last ? `, last on ${last}` : ''}. There is nothing to do.`;
    }
    case 'gone':
      return 'This seat is not yours any more. If you need one, just ask for it.';
    case 'reclaimed':
      return `This seat was given up on ${dayOfMoment(fate.decidedAt, zone) ?? 'a day before'}. If you need one again, just ask for it.`;
    case 'kept':
      return '👍 It was decided that this seat stays yours. There is nothing to do.';
    case 'given-back':
      return '🎁 You have given it back, thank you. It works until it is passed on.';
    case 'idle':
    case 'listed':
      break;
  }
  return null;
}

/** Asked once before a seat is given back. */
export const CONFIRM =
  'Give it back? Somebody else gets to use it, and you can ask for one again at any time.';

/** Said where ten minutes are over. */
export const TOO_LATE =
  'Ten minutes have passed, so that this cannot be undone here any more. Just ask if it was a slip.';

/** Said to whoever presses a button that is for somebody else. */
export const NOT_YOURS = 'This question is for somebody else, so that only they can answer it.';

export const WRONG_LABELS: Readonly<Record<WrongKind, string>> = {
  'i-use-it': 'I do use it',
  'not-mine': 'It is not my seat',
  'never-got-it': 'I never got it',
  other: 'Something else',
};

/** What the two forms say. */
export const FORMS = {
  away: {
    title: 'I am away',
    submit: 'Save',
    label: 'Until',
    hint: 'The last day on which you are away. I ask about no seat of yours before it is over.',
  },
  wrong: {
    title: 'This is wrong',
    submit: 'Send',
    label: 'What is it?',
    text: 'In your words',
    hint: 'It goes to those who look after the seats, with what I believed and why.',
  },
  noDay: 'Which day?',
  noKind: 'Which one is it?',
  notOpened: 'Slack did not open the form. Please press the button once more.',
  outOfDate: 'This form is out of date: close it and press the button again.',
} as const;

/** Why a day cannot be the end of something. */
export function badDayText({
  asked,
  latest,
}: {
  readonly asked: Day;
  readonly latest: Day;
}): string {
  const why = asked > latest ? 'is too far away' : 'is over';
  return `${dayText(asked)} ${why}: give a day from today to ${dayText(latest)}.`;
}

/** The day on which an answer was given, on the reader's clocks. */
export function answerDay(at: Date, zone: string): Day {
  return Number.isNaN(at.getTime()) ? '' : dayOf(at, zone);
}

/** Whether tips come, said to the person. */
export function tipsText(on: boolean): string {
  return on ? '🔔 Tips are on again.' : NO_TIPS;
}
