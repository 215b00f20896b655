import type { AdminHome, FailedMessage, Failures } from '../../domain/home.ts';
import type { StatusSummary } from '../../domain/status.ts';
import { bold, passage, SPARE, type Run, type Section } from './blocks.ts';
import type { Button } from './buttons.ts';
import { dayText, momentText } from './dates.ts';
import { beside, drawPart, row, titled } from './home-parts.ts';
import { count, counted } from './numbers.ts';
import { titleOf } from './provider.ts';
import { failureText } from './status.ts';
import { whatText } from './subscription-words.ts';
import { plain } from './text.ts';

/** What could not be read, and what was not sent lately or may not have arrived, each with what can be done about it. */
export function failureSections({ status, failures }: AdminHome, zone: string): readonly Section[] {
  const unread = status.state === 'shown' ? status.value.providers.filter(isStanding) : [];
  const isWell = failures.state === 'shown' && failures.value.messages.length === 0;
  if (isWell && unread.length === 0) return [];
  return [
    titled('Last failures'),
    ...unread.slice(0, PROVIDERS).map((part) => providerFailure(part, zone)),
    ...drawPart(failures, 'What was not sent', (value) => messageSections(value, zone)),
  ];
}

type Provider = StatusSummary['providers'][number];
type Failing = Provider & { readonly failure: NonNullable<Provider['failure']> };

const PROVIDERS = 5;

function isStanding(part: Provider): part is Failing {
  return part.failure !== null;
}

function providerFailure(part: Failing, zone: string): Section {
  const { failure, syncing, provider: value } = part;
  const runs: Run[] = [
    '⚠️ ',
    bold(titleOf(part)),
    ` could not be read. ${failureText(failure, zone)}`,
  ];
  if (syncing) return passage(SPARE.trouble, ...runs, ' It is being asked right now.');
  return beside({ does: 'home-sync', label: 'Retry', value }, SPARE.trouble, ...runs);
}

function messageSections({ messages, inAll, days }: Failures, zone: string): readonly Section[] {
  const more = inAll - messages.length;
  return [
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
      : ` was given up on ${when}${why && `: ${why}`}.`,
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
  undelivered: 'Word of a message that was not delivered',
  other: 'A message about nudges',
} as const;
