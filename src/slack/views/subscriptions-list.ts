import type { SubscriptionShown } from '../../domain/digests.ts';
import {
  bold,
  LIMITS,
  lineOf,
  list,
  passage,
  SPARE,
  type Message,
  type Run,
  type Section,
} from './blocks.ts';
import { actions, type Button } from './buttons.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import { counted } from './numbers.ts';
import {
  button,
  nextRunText,
  scheduleText,
  suspendedText,
  whatText,
} from './subscription-words.ts';

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** So many have buttons of their own, and as many more are lines as fit; a button leads to the next ones. */
const WITH_BUTTONS = 5;
const LINES = 25;

/** What the lines may take of a message, as JSON: those with buttons take up to about 900 each. */
const LINES_SIZE = LIMITS.allBlocks - 5500;

/** Subscriptions with the next run of each, suspended ones first, then by what is due next; from a place in that order on. */
export function subscriptionsMessage(all: readonly SubscriptionShown[], from = 0): Message {
  if (all.length === 0) {
    return fit([passage(0, 'There is no subscription of yours, or of a team that you manage.')]);
  }
  const start = from < all.length ? from : 0;
  const sorted = all.toSorted(
    (left, right) => dueOf(left) - dueOf(right) || left.subscription.id - right.subscription.id,
  );
  const withButtons = sorted.slice(start, start + WITH_BUTTONS);
  const listed = fitting(sorted.slice(start + WITH_BUTTONS, start + WITH_BUTTONS + LINES));
  const end = start + withButtons.length + listed.length;
  const shownHere = end - start < all.length ? ` (${start + 1} to ${end})` : '';
  return fit([
    passage(
      0,
      bold(counted(all.length, 'subscription')),
      `${shownHere}. Suspended ones come first, then what is due next.`,
    ),
    ...withButtons.flatMap(entry),
    ...(listed.length > 0 ? [lines(listed)] : []),
    ...(shownHere ? [pages(start, all.length - end, end)] : []),
  ]);
}

function to(label: string, from: number): Button {
  return { does: 'more-digests', label, value: String(from) };
}

/** What leads to the others is spared last. */
function pages(start: number, left: number, end: number): Section {
  const buttons = [
    ...(left > 0 ? [to(counted(left, 'more subscription'), end)] : []),
    ...(start > 0 ? [to('From the start', 0)] : []),
  ];
  return { parts: [{ block: actions(buttons), spare: SPARE.trouble }], lines: [] };
}

function dueOf({ subscription }: SubscriptionShown): number {
  return subscription.nextRun?.at.getTime() ?? 0;
}

/** As many as fit, one at least. */
function fitting(all: readonly SubscriptionShown[]): readonly SubscriptionShown[] {
  const title = JSON.stringify(lines([]).parts).length;
  let size = title;
  const over = all.findIndex((shown) => {
    size += JSON.stringify(lines([shown]).parts).length - title;
    return size > LINES_SIZE;
  });
  return over < 0 ? all : all.slice(0, Math.max(over, 1));
}

function entry(shown: SubscriptionShown): Section[] {
  const { subscription, isTheirs } = shown;
  const isSuspended = subscription.suspended !== null;
  const buttons = [
    ...(isSuspended ? [button('resume-digest', 'Resume', shown, 'primary')] : []),
    button('edit-digest', 'Edit', shown),
    button('end-digest', 'Cancel', shown, 'danger'),
  ];
  return [
    passage(SPARE.people, ...runsOf(shown)),
    ...(isTheirs ? drawingOf(LOOK, [buttons]).foot : []),
  ];
}

function lines(all: readonly SubscriptionShown[]): Section {
  const items = all.map(runsOf);
  const title: Run[] = [
    'To edit one of these, ask for it in its channel; to end one, type ',
    { text: '/ai-usage unsubscribe', as: 'code' },
    ' and its number.',
  ];
  return {
    parts: [{ block: list(title, 'bullet', items), spare: SPARE.people }],
    lines: items.map((item) => `• ${lineOf(item)}`),
  };
}

function runsOf(shown: SubscriptionShown): Run[] {
  const { subscription } = shown;
  const { id, suspended } = subscription;
  return [
    `${id} · `,
    ...whatText(shown),
    ` · ${scheduleText(subscription)} · `,
    suspended ? `⏸ suspended: ${suspendedText(suspended.reason)}` : `next ${nextRunText(shown)}`,
  ];
}
