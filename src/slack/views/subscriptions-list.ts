import type { SubscriptionShown } from '../../domain/digests.ts';
import {
  bold,
  lineOf,
  list,
  passage,
  SPARE,
  type Message,
  type Run,
  type Section,
} from './blocks.ts';
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

/** So many have buttons of their own; as many more are lines, and the others are counted. */
const WITH_BUTTONS = 8;
const LINES = 25;

/** Subscriptions with the next run of each, suspended ones first, then by what is due next. */
export function subscriptionsMessage(all: readonly SubscriptionShown[]): Message {
  if (all.length === 0) {
    return fit([passage(0, 'There is no subscription of yours, or of a team that you manage.')]);
  }
  const sorted = all.toSorted((left, right) => dueOf(left) - dueOf(right));
  const listed = sorted.slice(WITH_BUTTONS, WITH_BUTTONS + LINES);
  const more = sorted.length - WITH_BUTTONS - listed.length;
  return fit([
    passage(
      0,
      bold(counted(all.length, 'subscription')),
      '. Suspended ones come first, then what is due next.',
    ),
    ...sorted.slice(0, WITH_BUTTONS).flatMap(entry),
    ...(listed.length > 0 ? [lines(listed)] : []),
    ...(more > 0
      ? [passage(SPARE.trouble, `${counted(more, 'more subscription')} do not fit here.`)]
      : []),
  ]);
}

function dueOf({ subscription }: SubscriptionShown): number {
  return subscription.nextRun?.at.getTime() ?? 0;
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
