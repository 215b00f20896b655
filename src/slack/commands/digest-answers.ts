import type {
  DecideDelivery,
  EndSubscription,
  ListSubscriptions,
  PreviewDigest,
  ResumeSubscription,
  Subscribe,
} from '../../domain/digests.ts';
import type { Command } from '../command.ts';
import { rowOf } from '../command-verbs.ts';
import { digestAnswer } from '../draw-deliveries.ts';
import type { Message } from '../views/blocks.ts';
import { drawingOf } from '../views/drawing.ts';
import type { Look } from '../views/look.ts';
import { sentenceMessage } from '../views/replies.ts';
import {
  decidedMessage,
  endedMessage,
  resumedMessage,
  staysMessage,
  subscribedMessage,
} from '../views/subscribed.ts';
import { subscriptionsMessage } from '../views/subscriptions-list.ts';
import { HELP_BUTTON, SUBSCRIPTIONS } from './answer-buttons.ts';
import { deadEndAnswer } from './dead-ends.ts';

type ResultOf<Ask extends (...parts: never[]) => unknown> = Awaited<ReturnType<Ask>>;

/** A subscription as it now is, or why there is none. `asked` is null where it was no command. */
export function subscribedAnswer(
  result: ResultOf<Subscribe>,
  asked: Extract<Command, { verb: 'subscribe' }> | null = null,
): Message {
  return result.kind === 'subscribed' ? subscribedMessage(result) : deadEndAnswer(result, asked);
}

/** From a place in the list on. */
export function subscriptionsAnswer(result: ResultOf<ListSubscriptions>, from = 0): Message {
  if (result.kind !== 'subscriptions') return deadEndAnswer(result);
  return subscriptionsMessage(result.all, from);
}

export function endedAnswer(result: ResultOf<EndSubscription>): Message {
  return result.kind === 'ended' ? endedMessage(result.shown) : deadEndAnswer(result);
}

export function resumedAnswer(result: ResultOf<ResumeSubscription>): Message {
  switch (result.kind) {
    case 'resumed':
      return resumedMessage(result);
    case 'stays':
      return staysMessage(result);
    default:
      return deadEndAnswer(result);
  }
}

/** A digest for the one who tries it out, or why there is none. */
export function testDigestAnswer(
  result: ResultOf<PreviewDigest>,
  { blocks }: Pick<Look, 'blocks'>,
): Message {
  if (result.kind !== 'digest') return deadEndAnswer(result);
  return digestAnswer(result.digest, { blocks, isTest: true, isLate: false });
}

export function decidedAnswer(result: ResultOf<DecideDelivery>): Message {
  return result.kind === 'decided' ? decidedMessage(result.arrived) : deadEndAnswer(result);
}

/** Said where the form for a subscription cannot be shown: the command that needs none. */
export function formHintAnswer(): Message {
  const { example } = rowOf('subscribe');
  return sentenceMessage(
    `Slack did not open the form. Type it instead, like ${example}, or try once more.`,
    drawingOf(PLAIN, [[SUBSCRIPTIONS, HELP_BUTTON]]),
  );
}

const PLAIN = { blocks: 'basic', providers: [], audience: 'asker', sharedBy: null } as const;
