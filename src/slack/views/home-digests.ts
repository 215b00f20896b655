import type { SubscriptionShown } from '../../domain/digests.ts';
import type { HomeShown } from '../../domain/home.ts';
import { code, lineOf, list, passage, SPARE, type Run, type Section } from './blocks.ts';
import { beside, drawPart, open, row, titled, type HomeCommands } from './home-parts.ts';
import { count, counted } from './numbers.ts';
import { nextRunText, scheduleText, suspendedText, whatText } from './subscription-words.ts';

/** So many suspended ones have a button of their own, and so many others are named by what is due next. */
const SUSPENDED = 5;
const NEXT = 5;

/** Digests that the reader may change: the suspended ones first, which need somebody, then what goes out next. */
export function digestSections(
  { subscriptions, maySubscribe, admin }: HomeShown,
  commands: HomeCommands,
): readonly Section[] {
  const isEmpty = subscriptions.state === 'shown' && subscriptions.value.length === 0;
  if (isEmpty && !maySubscribe) return [];
  return [
    titled(admin ? 'Subscriptions' : 'Your subscriptions'),
    ...drawPart(subscriptions, 'Subscriptions', (all) => sections(all, commands)),
    ...row(
      ...(isEmpty ? [] : [open('Subscriptions', commands.subscriptions)]),
      ...(maySubscribe ? [open('Subscribe a channel', commands.subscribe)] : []),
    ),
  ];
}

function sections(all: readonly SubscriptionShown[], commands: HomeCommands): readonly Section[] {
  if (all.length === 0) return [passage(0, 'No channel gets a digest yet.')];
  const suspended = all.filter(({ subscription }) => subscription.suspended !== null);
  const due = all
    .filter(({ subscription }) => subscription.suspended === null)
    .toSorted((left, right) => dueOf(left) - dueOf(right));
  const more = all.length - Math.min(suspended.length, SUSPENDED) - Math.min(due.length, NEXT);
  const stopped = suspended.length > 0 ? `, ⏸ ${count(suspended.length)} suspended` : '';
  return [
    passage(0, `${counted(all.length, 'subscription')}${stopped}.`),
    ...suspended.slice(0, SUSPENDED).map(suspendedSection),
    ...(due.length > 0 ? [dueSection(due.slice(0, NEXT))] : []),
    ...(more > 0
      ? [passage(SPARE.trouble, `and ${count(more)} more: `, code(commands.subscriptions))]
      : []),
  ];
}

function dueOf({ subscription }: SubscriptionShown): number {
  return subscription.nextRun?.at.getTime() ?? Infinity;
}

function suspendedSection(shown: SubscriptionShown): Section {
  const { subscription } = shown;
  const { id, suspended } = subscription;
  return beside(
    { does: 'home-resume', label: 'Resume', value: String(id) },
    SPARE.trouble,
    `⏸ ${id} · `,
    ...whatText(shown),
    ` · ${scheduleText(subscription)}: ${suspendedText(suspended?.reason ?? '')}`,
  );
}

function dueSection(due: readonly SubscriptionShown[]): Section {
  const title: Run[] = ['Next:'];
  const items = due.map((shown): Run[] => [
    `${shown.subscription.id} · `,
    ...whatText(shown),
    ` · ${nextRunText(shown)}`,
  ]);
  return {
    parts: [{ block: list(title, 'bullet', items), spare: SPARE.people }],
    lines: [lineOf(title), ...items.map((item) => `• ${lineOf(item)}`)],
  };
}
