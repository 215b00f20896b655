import type { NoticeSubject, SubscriptionShown } from '../../domain/digests.ts';
import { passage, SPARE, type Message, type Run, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { dayText } from './dates.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import { count, counted } from './numbers.ts';
import { button, nextRunText, suspendedText, whatText } from './subscription-words.ts';
import { plain } from './text.ts';

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** What became of a subscription, for its owner; for the admins where its owner cannot be told. */
export function noticeMessage(
  subject: NoticeSubject,
  shown: SubscriptionShown,
  toOwner: boolean,
): Message {
  const { runs, buttons } = noticeOf(subject, shown);
  return fit([
    passage(0, ...runs),
    ...(toOwner ? [] : [ownerSection(shown)]),
    ...drawingOf(LOOK, [buttons]).foot,
  ]);
}

type Notice = { readonly runs: readonly Run[]; readonly buttons: readonly Button[] };

function noticeOf(subject: NoticeSubject, shown: SubscriptionShown): Notice {
  const what = whatText(shown);
  const edit = button('edit-digest', 'Edit', shown);
  const end = button('end-digest', 'Cancel it', shown, 'danger');
  const test = button('test-digest', 'Send one to me now', shown);
  const next = `Next: ${nextRunText(shown)}.`;
  switch (subject.about) {
    case 'suspended': {
      const why = suspendedText(subject.reason);
      return {
        runs: [
          '⏸ The digest ',
          ...what,
          ` is suspended: ${why}. Once that is put right, resume it.`,
        ],
        buttons: [button('resume-digest', 'Resume', shown, 'primary'), edit, end],
      };
    }
    case 'skipped':
      return { runs: ['⏭ ', ...skippedRuns(subject, shown), ` ${next}`], buttons: [test, edit] };
    case 'failed': {
      const why = `Slack did not take it (${plain(subject.reason, 60) || 'no reason'})`;
      return {
        runs: [
          '⚠️ The digest ',
          ...what,
          ` of ${dayText(subject.slot)} was not sent: ${why}. ${next}`,
        ],
        buttons: [test, edit],
      };
    }
    case 'unknown':
      break;
  }
  return {
    runs: [
      '❓ The digest ',
      ...what,
      ` of ${dayText(subject.slot)} was sent, but Slack never said whether it arrived, and I cannot look there. Is it in the channel?`,
    ],
    buttons: [
      { does: 'arrived', label: 'It arrived', value: subject.deliveryId },
      { does: 'resend', label: 'Send it again', value: subject.deliveryId },
    ],
  };
}

function skippedRuns(
  { subscriptionId, slot, slots, subscriptions }: Extract<NoticeSubject, { about: 'skipped' }>,
  shown: SubscriptionShown,
): Run[] {
  const what = whatText(shown);
  const day = dayText(slot);
  if (slots <= 1) {
    return ['The digest ', ...what, ` of ${day} was not sent: that was not possible in time.`];
  }
  const all = `${count(slots)} digests of ${counted(subscriptions, 'subscription')} of yours`;
  const lost = `${all} were not sent: that was not possible in time.`;
  // Where the last one's subscription has ended since, another is named.
  if (shown.subscription.id !== subscriptionId) return [`${lost} One was of `, ...what, '.'];
  return [`${lost} The last one is `, ...what, ` of ${day}.`];
}

function ownerSection({ subscription }: SubscriptionShown): Section {
  const owner: Run = { slackUserId: subscription.ownerId };
  return passage(SPARE.trouble, 'You are told because its owner, ', owner, ', cannot be.');
}
