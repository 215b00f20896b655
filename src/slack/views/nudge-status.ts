import type { NudgesStatus } from '../../domain/nudges-shown.ts';
import type { Exemption } from '../../domain/nudges.ts';
import { saySchedule } from '../../domain/schedule.ts';
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
import { dayText, momentText } from './dates.ts';
import type { Drawing } from './drawing.ts';
import { fit } from './fit.ts';
import { costText, staleText } from './nudge-admin-words.ts';
import { stateRuns } from './nudge-round.ts';
import { counted } from './numbers.ts';
import { opening } from './opening.ts';
import { quiet } from './provider.ts';
import { plain } from './text.ts';
import { undeliveredSections } from './undelivered.ts';

const EXEMPTIONS = 15;

const NO_CHANNEL: Run[] = [
  '⚠️ ADMIN_CHANNEL is not set, so that nothing is posted to admins. A round is in ',
  code('/ai-usage nudges preview'),
  ', what is given back or to be reclaimed in ',
  code('/ai-usage nudges reclaims'),
  ', what somebody says is wrong in ',
  code('/ai-usage nudges log'),
  '.',
];

/** How nudges stand: whether they go out, the newest round, what comes next, and by which policy. */
export function nudgesStatusMessage(
  status: NudgesStatus,
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const { paused, latest, next, stale, openReclaims, exemptions, zone, goesByItself } = status;
  const at = momentText(next.at, zone) ?? dayText(next.date);
  const asks = goesByItself ? 'and goes out by itself' : 'and waits for an approval';
  return fit([
    opening('Nudges', [
      `Next round: ${at} (${plain(zone)}), ${asks}`,
      `${counted(openReclaims, 'seat')} to be decided about · ${counted(exemptions.length, 'exemption')}`,
    ]),
    ...(paused
      ? [
          passage(
            0,
            '⏸ Paused by ',
            { slackUserId: paused.by },
            ` since ${momentText(paused.at, zone) ?? '—'}. Nothing is sent until `,
            code('/ai-usage nudges resume'),
            '.',
          ),
        ]
      : []),
    ...stale.slice(0, 6).map((feed) => passage(0, staleText(feed, zone))),
    latest?.round
      ? passage(0, `Round of ${dayText(latest.round.date)}: `, ...stateRuns(latest))
      : passage(0, 'There was no round yet.'),
    ...(latest
      ? [
          passage(
            SPARE.trouble,
            `Idle seats: ${costText(latest.exposure)}.\nApart from that, free to be given to others: ${costText(latest.reassignable)}.`,
          ),
        ]
      : []),
    ...undeliveredSections(status.undelivered, zone),
    ...(status.hasChannel ? [] : [passage(0, ...NO_CHANNEL)]),
    ...exemptionSections(exemptions),
    quiet(policyLines(status)),
    ...foot,
  ]);
}

function exemptionSections(exemptions: readonly Exemption[]): Section[] {
  if (exemptions.length === 0) return [];
  const shown = exemptions.slice(0, EXEMPTIONS);
  const more = exemptions.length - shown.length;
  const items: Run[][] = [
    ...shown.map(({ email, until, reason, by }): Run[] => [
      `${plain(email, 60) || '—'} until ${dayText(until)}${reasonText(reason)}, by `,
      { slackUserId: by },
    ]),
    ...(more > 0 ? [[`and ${counted(more, 'more one')}`]] : []),
  ];
  return [
    {
      parts: [{ block: list(['Exempt:'], 'bullet', items), spare: SPARE.people }],
      lines: ['Exempt:', ...items.map((item) => `• ${lineOf(item)}`)],
    },
  ];
}

function policyLines({ policy, zone }: NudgesStatus): string[] {
  const { firstDays, againDays, reclaimDays, betweenDays, perMinute, schedule } = policy;
  const when = saySchedule({ ...schedule, zone: schedule.zone ?? zone });
  return [
    `Policy: asked after ${counted(firstDays, 'day')}, once more ${counted(againDays, 'day')} later, proposed for reclaim after ${reclaimDays}; at most one message in ${counted(betweenDays, 'day')}, ${perMinute} a minute.`,
    `A round is planned ${plain(when, 160)}; auto: ${policy.auto ? 'on' : 'off'}.`,
  ];
}

/** Said when nudges were stopped, or go on. */
export function pausedMessage(
  paused: boolean,
  changed: boolean,
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const text = PAUSED[paused ? 'paused' : 'resumed'];
  return fit([passage(0, changed ? text.now : text.before), ...foot]);
}

const PAUSED = {
  paused: {
    now: '⏸ Nudges are paused, also those of a round that is being sent. Digests and answers go on.',
    before: '⏸ Nudges were paused already.',
  },
  resumed: {
    now: '▶️ Nudges go on. What was due meanwhile is looked at again before it is sent.',
    before: '▶️ Nudges were not paused.',
  },
} as const;

/** Said when somebody was exempted, or an exemption was ended. */
export function exemptedMessage(
  email: string,
  exemption: Exemption | null,
  { foot }: Pick<Drawing, 'foot'>,
): Message {
  const who = plain(email, 80) || 'That person';
  const text = exemption
    ? `✅ ${who} is exempt until ${dayText(exemption.until)}${reasonText(exemption.reason)}: nobody asks about their seats up to and on that day.`
    : `✅ ${who} is not exempt any more.`;
  return fit([passage(0, text), ...foot]);
}

function reasonText(reason: string | null): string {
  const text = plain(reason ?? '', 80);
  return text && ` (${text})`;
}
