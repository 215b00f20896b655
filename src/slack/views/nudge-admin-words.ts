import type { Cost, StaleFeed } from '../../domain/nudges-shown.ts';
import type {
  AuditEvent,
  NudgeState,
  NudgeStep,
  ReclaimState,
  Said,
  SkipReason,
  WrongKind,
} from '../../domain/nudges.ts';
import { isDay, type Day } from '../../domain/calendar.ts';
import { dayText, momentText } from './dates.ts';
import { count, counted } from './numbers.ts';
import { plain } from './text.ts';

// What admins read about nudges: short, in the same words everywhere.

export const STEP_WORDS: Readonly<Record<NudgeStep, string>> = {
  first: 'first nudge',
  second: 'second nudge',
  reclaim: 'reclaim notice',
};

export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  new: 'new',
  'no-team': 'in no team',
  exempt: 'exempt',
  'on-leave': 'away',
  unmatched: 'not matched to a person',
  'no-slack-person': 'nobody to write to in Slack',
  'opted-out': 'wants no tips',
  'told-lately': 'written to lately',
  'asked-to-keep': 'keeps it',
  disputed: 'said that this is wrong',
  listed: 'on the reclaim list',
  'stale-feed': 'the data is stale',
  'not-known': 'not known whether it is used',
  'team-off': 'the team has no nudges',
  'not-yet': 'not due yet',
  'skipped-by-admin': 'taken out by an admin',
  'active-again': 'in use again',
  'seat-gone': 'the seat is gone',
  paused: 'paused',
};

export const NUDGE_WORDS: Readonly<Record<NudgeState, string>> = {
  planned: 'waiting',
  queued: 'on the way',
  sent: 'sent',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'not known whether it arrived',
};

export const RECLAIM_WORDS: Readonly<Record<ReclaimState, string>> = {
  open: 'open',
  done: 'revoked, as an admin says; the next sync checks it',
  kept: 'stays',
  withdrawn: 'withdrawn: in use again, or its holder wants it',
  gone: 'gone',
  'still-there': 'still there',
};

const WRONG_WORDS: Readonly<Record<WrongKind, string>> = {
  'i-use-it': '“I do use it”',
  'not-mine': '“it is not my seat”',
  'never-got-it': '“I never got it”',
  other: 'something else',
};

/** What somebody has answered, for a list. */
export function saidText(said: Said | null): string {
  if (!said) return 'no answer';
  switch (said.kind) {
    case 'keep':
      return 'keeps it';
    case 'set-up':
      return 'asked for help to set it up';
    case 'away':
      return `away until ${dayText(said.until)}`;
    case 'wrong':
      return `this is wrong: ${wrongText(said.wrong)}`;
    case 'give-back':
      return 'gives it back';
    case 'no-tips':
      break;
  }
  return 'wants no tips';
}

export function wrongText(kind: WrongKind): string {
  return WRONG_WORDS[kind];
}

/** `12,345 USD and 300 EUR a month`; null where nothing has a price. */
export function moneyText({ perMonth, unpriced }: Cost): string | null {
  if (perMonth.length === 0) return null;
  const sums = perMonth.slice(0, 5).map(({ amount, currency }) => {
    return `${count(amount)} ${plain(currency, 8)}`;
  });
  const without = unpriced > 0 ? ` (${counted(unpriced, 'seat')} without a price)` : '';
  return `${sums.join(' and ')} a month${without}`;
}

/** `12 seats`, with what they cost where that is known. */
export function costText(cost: Cost): string {
  const money = moneyText(cost);
  return `${counted(cost.seats, 'seat')}${money === null ? '' : `, ${money}`}`;
}

/** Why nobody is written to while a feed is stale. */
export function staleText({ title, why, since }: StaleFeed, zone: string): string {
  const when = since === null ? null : sinceText(since, zone);
  const what = why === 'no-sync' ? 'has not been read' : 'has told of no new day';
  const from = when === null ? 'yet' : `since ${when}`;
  return `⚠️ ${plain(title, 40) || 'A provider'} ${what} ${from}. Nobody is written to until that is put right.`;
}

function sinceText(since: Date | Day, zone: string): string | null {
  if (typeof since === 'string') return isDay(since) ? dayText(since) : plain(since, 20);
  return momentText(since, zone);
}

export const EVENT_WORDS: Readonly<Record<AuditEvent, string>> = {
  'round-planned': 'round planned',
  decided: 'decided',
  'round-approved': 'round approved',
  'round-declined': 'round declined',
  'round-expired': 'round expired',
  'round-done': 'round done',
  paused: 'nudges paused',
  resumed: 'nudges resumed',
  skipped: 'skipped',
  'nudge-queued': 'nudge on its way',
  'nudge-sent': 'nudge sent',
  'nudge-failed': 'nudge failed',
  'nudge-unknown': 'nudge: not known whether it arrived',
  answered: 'answered',
  'answer-undone': 'answer taken back',
  exempted: 'exempted',
  'exemption-ended': 'exemption ended',
  'tips-off': 'tips off',
  'tips-on': 'tips on',
  away: 'said to be away',
  back: 'said to be back',
  'reclaim-listed': 'seat on the reclaim list',
  'reclaim-done': 'reclaim: done',
  'reclaim-kept': 'reclaim: kept',
  'reclaim-withdrawn': 'reclaim: withdrawn',
  'reclaim-gone': 'reclaim: seat is gone',
  'reclaim-still-there': 'reclaim: seat is still there',
};
