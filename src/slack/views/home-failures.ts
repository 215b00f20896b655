import type { FailedMessage, Failures } from '../../domain/home.ts';
import { passage, SPARE, type Run, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { dayText, momentText } from './dates.ts';
import { beside, row, titled } from './home-parts.ts';
import { count, counted } from './numbers.ts';
import { whatText } from './subscription-words.ts';
import { plain } from './text.ts';

/** What was not sent lately, or may not have arrived, each with what can be done about it. */
export function failureSections(
  { messages, inAll, days }: Failures,
  zone: string,
): readonly Section[] {
  if (messages.length === 0) return [];
  const more = inAll - messages.length;
  return [
    titled('Last failures'),
    ...messages.flatMap((one) => failureSection(one, zone)),
    ...(more > 0
      ? [passage(SPARE.trouble, `and ${count(more)} before, of the last ${counted(days, 'day')}.`)]
      : []),
  ];
}

function failureSection(failed: FailedMessage, zone: string): readonly Section[] {
  const { deliveryId: value, mend, reason, at, state } = failed;
  const when = momentText(at, zone) ?? 'lately';
  const why = plain(reason ?? '', 80);
  const runs: Run[] = [
    state === 'unknown' ? '❓ ' : '⚠️ ',
    ...whatRuns(failed),
    state === 'unknown'
      ? ` was sent on ${when}, but nobody knows whether it arrived. Is it there?`
      : ` was not sent, ${when}${why && ` (${why})`}.`,
  ];
  switch (mend) {
    case 'retry':
      return [beside({ does: 'home-retry', label: 'Retry', value }, SPARE.trouble, ...runs)];
    case 'decide': {
      const buttons: Button[] = [
        { does: 'home-arrived', label: 'It arrived', value },
        { does: 'home-resend', label: 'Send it again', value },
      ];
      return [passage(SPARE.trouble, ...runs), ...row(...buttons)];
    }
    default:
      return [passage(SPARE.trouble, ...runs, ` ${NO_MEND[mend]}`)];
  }
}

/** Why a message is not sent again. */
export const NO_MEND: Readonly<Record<Exclude<FailedMessage['mend'], 'retry' | 'decide'>, string>> =
  {
    'too-old': 'It is too old to be sent now; the next one comes by itself.',
    ended: 'Its subscription has ended.',
    'next-round': 'The next round looks at these seats again.',
  };

function whatRuns({ what, to }: FailedMessage): Run[] {
  const there: Run =
    'channelId' in to ? { slackChannelId: to.channelId } : { slackUserId: to.slackUserId };
  switch (what.kind) {
    case 'digest':
      return [
        'The digest ',
        ...(what.shown ? whatText(what.shown) : ['into ', there]),
        ` of ${dayText(what.slot)}`,
      ];
    case 'notice':
      return ['A message to ', there, ' about subscriptions'];
    case 'nudge':
      break;
  }
  return [NUDGES[what.about ?? 'other'], ' to ', there];
}

const NUDGES = {
  nudge: 'A nudge',
  round: 'A round that waits for an approval',
  wrong: 'What somebody said is wrong',
  reclaims: 'The list of seats to be reclaimed',
  reclaim: 'What became of a reclaimed seat',
  month: 'The month’s outcome of nudges',
  other: 'A message about nudges',
} as const;
