import type { Undelivered, UndeliveredMany } from '../../domain/nudges-shown.ts';
import {
  code,
  lineOf,
  list,
  passage,
  SPARE,
  type Message,
  type Run,
  type Section,
} from './blocks.ts';
import { momentText } from './dates.ts';
import { drawingOf } from './drawing.ts';
import { fit } from './fit.ts';
import { count, counted } from './numbers.ts';
import { suspendedText } from './subscription-words.ts';

const LOOK = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;

/** A message about nudges that was not delivered, or of which nobody knows whether it was, for the admins. */
export function undeliveredMessage(lost: Undelivered): Message {
  const what = whatRuns(lost);
  if (lost.trouble === 'failed') return fit([passage(0, '⚠️ ', ...what, ...failedRuns(lost))]);
  const value = lost.deliveryId;
  const buttons = [
    { does: 'arrived', label: 'It arrived', value },
    { does: 'resend', label: 'Send it again', value },
  ] as const;
  return fit([
    passage(
      0,
      '❓ ',
      ...what,
      ' was sent, but Slack never said whether it arrived, and I cannot look there.',
      'channelId' in lost.to ? ' Is it in the channel?' : ' Whoever got it can tell.',
    ),
    ...drawingOf(LOOK, [buttons]).foot,
  ]);
}

function failedRuns({ of, reason, to }: Undelivered): Run[] {
  const why = `: ${suspendedText(reason)}. `;
  if ('slackUserId' in to) {
    return [
      ' was not delivered',
      why,
      'Others of the round may have met the same: ',
      code('/ai-usage nudges preview'),
      ' and ',
      code('/ai-usage nudges log'),
      ' tell.',
    ];
  }
  return [
    ' could not be posted into ',
    { slackChannelId: to.channelId },
    why,
    'It is in ',
    code(`/ai-usage nudges ${WHERE.get(of) ?? 'log'}`),
    '. Invite me there, or set ADMIN_CHANNEL to where I may post.',
  ];
}

/** What a message is about, for the beginning of a sentence. */
function whatRuns({ of, to }: Undelivered): Run[] {
  if ('slackUserId' in to && of === 'nudge') {
    return ['The message to ', { slackUserId: to.slackUserId }, ' about their seats'];
  }
  return [WHAT.get(of) ?? 'A message about nudges'];
}

const WHERE: ReadonlyMap<string, string> = new Map([
  ['round', 'preview'],
  ['reclaims', 'reclaims'],
  ['reclaim', 'reclaims'],
]);

const WHAT: ReadonlyMap<string, string> = new Map([
  ['nudge', 'A nudge'],
  ['round', 'The nudge round'],
  ['wrong', 'What somebody says is wrong with what I believed of their seat'],
  ['reclaims', 'The list of seats to be reclaimed'],
  ['reclaim', 'What a sync found of a seat that was revoked'],
  ['month', 'What the month came to'],
  ['undelivered', 'The news that a message was not delivered'],
]);

/** What was not delivered lately, for how nudges stand; nothing where all was. */
export function undeliveredSections(
  { failed, unknown, newest }: UndeliveredMany,
  zone: string,
): Section[] {
  const many = failed + unknown;
  if (many === 0) return [];
  const parts = [
    ...(failed > 0 ? [`${counted(failed, 'message')} not delivered`] : []),
    ...(unknown > 0 ? [`of ${count(unknown)} nobody knows whether they arrived`] : []),
  ];
  const title: Run[] = [`⚠️ Nudges, in the last seven days: ${parts.join('; ')}.`];
  const items = newest
    .slice(0, 3)
    .map((lost): Run[] => [
      `${momentText(lost.at, zone) ?? '—'}: `,
      ...whatRuns(lost),
      ...('channelId' in lost.to ? [' → ', { slackChannelId: lost.to.channelId }] : []),
      lost.trouble === 'unknown' ? ', nobody knows' : `: ${suspendedText(lost.reason)}`,
    ]);
  const more = many - items.length;
  const lines: Run[][] = [...items, ...(more > 0 ? [[`and ${count(more)} before`]] : [])];
  return [
    {
      parts: [{ block: list(title, 'bullet', lines), spare: SPARE.trouble }],
      lines: [lineOf(title), ...lines.map((line) => `• ${lineOf(line)}`)],
    },
  ];
}
