import type { SetListed } from '../../domain/answers.ts';
import type { DecideDelivery, DigestDeadEnd, ResumeSubscription } from '../../domain/digests.ts';
import type { RetryDelivery, RetrySync } from '../../domain/home.ts';
import type { NudgeDeadEnd, SetTips } from '../../domain/nudge-questions.ts';
import { NO_MEND } from './home-failures.ts';
import { nextRunText, suspendedText } from './subscription-words.ts';
import { tipsText } from './nudge-words.ts';
import { refusalText } from './refusals.ts';
import { plain } from './text.ts';

// What a button in a home has done, in a sentence above it.

type ResultOf<Ask extends (...parts: never[]) => unknown> = Awaited<ReturnType<Ask>>;

export function listedWords(result: ResultOf<SetListed>): string {
  if (result.kind !== 'listed') return endWords(result);
  return result.listed
    ? '✅ Top lists may name you again.'
    : '✅ Top lists do not name you any more. Your numbers still count for your teams.';
}

export function tipsWords(result: ResultOf<SetTips>): string {
  return result.kind === 'tips' ? tipsText(result.on) : endWords(result);
}

export function resumedWords(result: ResultOf<ResumeSubscription>): string {
  if (result.kind === 'stays') return `⏸ It stays suspended: ${suspendedText(result.reason)}.`;
  if (result.kind !== 'resumed') return endWords(result);
  const { shown, reach } = result;
  const name = plain(shown.teamName, 40) || 'the team';
  const next = `▶️ The digest of ${name} goes on. Next: ${nextRunText(shown)}.`;
  if (reach === 'in' || reach === 'joined') return next;
  return `${next} ⚠️ I may not be in its channel: invite me there, or nothing can be posted.`;
}

export function retriedWords(result: ResultOf<RetryDelivery>): string {
  switch (result.kind) {
    case 'retried':
      return '✅ It is being sent again, once. If Slack does not take it, it is listed here once more.';
    case 'not-failed':
      return result.state === 'sent'
        ? 'It has arrived meanwhile; nothing was done.'
        : 'Somebody was faster: it is being sent again already.';
    case 'no-retry':
      return `Not sent again. ${NO_MEND[result.mend]}`;
    default:
      return endWords(result);
  }
}

export function syncWords(result: ResultOf<RetrySync>): string {
  if (result.kind !== 'syncing') return endWords(result);
  return result.already
    ? '⏳ The providers are being asked right now already. Refresh this in a minute.'
    : '⏳ The providers are being asked now, which may take a minute. Refresh this then.';
}

export function decidedWords(result: ResultOf<DecideDelivery>): string {
  if (result.kind !== 'decided') return endWords(result);
  return result.arrived ? '✅ Noted: it arrived.' : '✅ It is being sent again, once.';
}

/** Why nothing was done. */
function endWords(end: DigestDeadEnd | NudgeDeadEnd | { readonly kind: 'no-email' }): string {
  switch (end.kind) {
    case 'refused':
      return refusalText(end.refusal);
    case 'unknown-subscription':
      return 'That subscription is gone.';
    case 'no-email':
      return 'Slack tells me no e-mail address for you, so that I cannot know which numbers are yours.';
    default:
      return 'That is not there any more; nothing was done.';
  }
}
