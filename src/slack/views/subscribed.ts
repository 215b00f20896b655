import type { ChannelReach, Differing, SubscriptionShown } from '../../domain/digests.ts';
import { bold, passage, SPARE, type Message, type Run, type Section } from './blocks.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import type { Button } from './buttons.ts';
import {
  button,
  changeButton,
  contentText,
  nextRunText,
  partsText,
  reachRuns,
  scheduleText,
  suspendedText,
  whatText,
} from './subscription-words.ts';

/** Slack takes all of these anywhere. */
const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** A subscription as it now is: new, changed, or there already. */
export function subscribedMessage({
  shown,
  isNew,
  reach,
  twin,
  differs,
  unchanged,
  goesOn,
}: {
  readonly shown: SubscriptionShown;
  readonly isNew: boolean;
  readonly reach: ChannelReach;
  readonly twin: SubscriptionShown | null;
  readonly differs: Differing | null;
  readonly unchanged: SubscriptionShown | null;
  readonly goesOn: boolean;
}): Message {
  const isThere = !isNew && twin?.subscription.id === shown.subscription.id;
  const other = isThere ? null : twin;
  const there = goesOn
    ? '▶️ There already, suspended. It goes on: '
    : 'There already, so nothing was added or changed: ';
  const lead = isThere ? there : `✅ ${isNew ? 'Subscribed' : 'Changed'}: `;
  return fit([
    passage(0, lead, ...statement(shown)),
    ...reachSection(reach, shown),
    ...(other ? [twinSection(other)] : []),
    ...(unchanged ? [unchangedSection(unchanged)] : []),
    ...(differs ? [differingSection(differs)] : []),
    ...feet(
      ...(differs ? [changeButton(shown, differs)] : []),
      button('test-digest', 'Send one now', shown),
      button('edit-digest', 'Edit', shown, isThere && !differs ? 'primary' : undefined),
      button('end-digest', 'Cancel', shown, 'danger'),
      ...(unchanged?.isTheirs
        ? [button('end-digest', `Cancel subscription ${unchanged.subscription.id}`, unchanged)]
        : []),
      ...(other?.isTheirs
        ? [button('edit-digest', `Edit subscription ${other.subscription.id}`, other)]
        : []),
    ),
  ]);
}

export function resumedMessage({
  shown,
  reach,
}: {
  readonly shown: SubscriptionShown;
  readonly reach: ChannelReach;
}): Message {
  return fit([
    passage(0, '▶️ It goes on: ', ...statement(shown)),
    ...reachSection(reach, shown),
    ...feet(
      button('test-digest', 'Send one now', shown),
      button('edit-digest', 'Edit', shown),
      button('end-digest', 'Cancel', shown, 'danger'),
    ),
  ]);
}

/** A subscription that could not be resumed. */
export function staysMessage({
  shown,
  reason,
}: {
  readonly shown: SubscriptionShown;
  readonly reason: string;
}): Message {
  const why = `: ${suspendedText(reason)}. Edit it, or resume it once that is put right.`;
  return fit([
    passage(0, '⏸ It cannot go on: ', ...whatText(shown), why),
    ...feet(
      button('edit-digest', 'Edit', shown, 'primary'),
      button('resume-digest', 'Resume', shown),
      button('end-digest', 'Cancel', shown, 'danger'),
    ),
  ]);
}

export function endedMessage(shown: SubscriptionShown): Message {
  const { id } = shown.subscription;
  const what = [`Subscription ${id} has ended: `, ...whatText(shown)];
  return fit([passage(0, ...what, `, ${scheduleText(shown.subscription)}.`)]);
}

export function decidedMessage(arrived: boolean): Message {
  const text = arrived
    ? 'Noted: it arrived, and is not sent again.'
    : 'It is on its way again: the same message, once.';
  return fit([passage(0, text)]);
}

function statement(shown: SubscriptionShown): Run[] {
  const { subscription } = shown;
  return [
    ...whatText(shown),
    `, ${scheduleText(subscription)}.`,
    '\nNext: ',
    bold(nextRunText(shown)),
    ...(subscription.suspended
      ? [` (suspended: ${suspendedText(subscription.suspended.reason)})`]
      : []),
    `\n${contentText(subscription)} · subscription ${subscription.id}`,
  ];
}

function reachSection(reach: ChannelReach, shown: SubscriptionShown): Section[] {
  const runs = reachRuns(reach, shown);
  return runs.length > 0 ? [passage(SPARE.trouble, ...runs)] : [];
}

function twinSection(twin: SubscriptionShown): Section {
  const { subscription } = twin;
  return passage(
    SPARE.trouble,
    `ℹ️ This team comes into this channel twice: also ${scheduleText(subscription)} (subscription ${subscription.id}).`,
  );
}

function unchangedSection(unchanged: SubscriptionShown): Section {
  const { subscription } = unchanged;
  const { id, suspended } = subscription;
  const goes = suspended ? 'is suspended' : 'is still posted';
  return passage(
    SPARE.trouble,
    `ℹ️ Subscription ${id}, which you wanted to change, stays as it was: `,
    ...whatText(unchanged),
    ` ${goes} ${scheduleText(subscription)}. Cancel that one if this one is enough.`,
  );
}

/** What stands is said above. */
function differingSection({ names, sections }: Differing): Section {
  const named = names === null ? [] : [names ? 'people named' : 'nobody named'];
  const parts = sections === null ? [] : [partsText(sections)];
  const wanted = [...named, ...parts].join('; ');
  return passage(SPARE.trouble, `⚠️ It is not as you asked: you wanted ${wanted}. Change it?`);
}

function feet(...buttons: readonly Button[]): readonly Section[] {
  return drawingOf(LOOK, [buttons]).foot;
}
