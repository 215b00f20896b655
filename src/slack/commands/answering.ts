import { setTimeout as pause } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { refusalOf, type Actor } from '../../domain/access.ts';
import type { Questions } from '../../domain/answers.ts';
import { toAppError, type AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { asRequest } from '../../request-id.ts';
import type { BlockMemory } from '../block-memory.ts';
import { createConversation, type Conversation, type Replaces } from '../conversation.ts';
import { createRespond, type Respond } from '../respond.ts';
import { failureMessage } from '../views/replies.ts';
import { deadEndAnswer } from './answers.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

export type AnsweringParts = {
  readonly questions: Questions;
  readonly memory: BlockMemory;
  readonly log: Logger;
  readonly onAnswered?: ((answered: Answered) => void) | undefined;
  /** Milliseconds before each new try to reach a response_url. */
  readonly pauses?: readonly number[] | undefined;
};

/** The verb of what cannot be read. */
export const UNREADABLE = 'unreadable';

/** An answer that has ended, one way or another; for metrics. */
export type Answered = {
  /** What was typed or pressed: one of a few words. */
  readonly verb: string;
  readonly outcome: Outcome;
  readonly ms: number;
};

/** Somebody who has typed or pressed something, and has had it acknowledged. */
export type Asker = {
  /** What was typed or pressed, in one of a few words. */
  readonly verb: string;
  readonly slackUserId: string;
  readonly slackTeamId: string;
  readonly responseUrl: string;
  readonly replaces: Replaces;
  /** How an answer gets there where that is not by the response_url, or not by that alone. */
  readonly via?: (byUrl: Respond) => Respond;
  /** Whether it may take minutes, so that it must not stand in others' way. */
  readonly isLong: boolean;
};

/** What is said to somebody whom the bot answers; gives a word for the log. */
type Work = (actor: Actor, conversation: Conversation) => Promise<string>;

/** Answers somebody by the response_url. Whatever goes wrong ends in an answer, never in a throw. */
export type Answering = (asker: Asker, work: Work) => Promise<void>;

// Slack waits three seconds for an acknowledgement and half an hour for an answer: where many ask at the same moment,
// all are acknowledged first, and few answers are worked on at once.
const AT_ONCE = 3;
const SETTLE_MS = 20;

export function createAnswering(parts: AnsweringParts): Answering {
  const { questions, memory } = parts;
  const quick = pLimit(AT_ONCE);
  const long = pLimit(1);

  async function answer(asker: Asker, conversation: Conversation, work: Work): Promise<string> {
    const actor = await questions.identifyActor(asker.slackUserId, asker.slackTeamId);
    const refusal = refusalOf(actor);
    if (!refusal) return work(actor, conversation);
    await conversation.answer(() => deadEndAnswer({ kind: 'refused', refusal }));
    return 'refused';
  }

  async function converse(asker: Asker, reference: string, work: Work): Promise<void> {
    const { verb } = asker;
    const log = parts.log.child({ verb });
    const began = performance.now();
    const byUrl = createRespond({ url: asker.responseUrl, log, pauses: parts.pauses });
    let arrived = true;
    const conversation = createConversation({
      respond: asker.via?.(byUrl) ?? byUrl,
      memory,
      slackTeamId: asker.slackTeamId,
      replaces: asker.replaces,
      onLost: () => {
        arrived = false;
      },
      log,
    });
    const ended = (outcome: Outcome) => {
      const ms = Math.round(performance.now() - began);
      parts.onAnswered?.({ verb, outcome: arrived ? outcome : 'undelivered', ms });
      return ms;
    };
    try {
      const inTurn = asker.isLong ? long : quick;
      if (inTurn.activeCount > 0) await pause(SETTLE_MS);
      const said = await untilItWaits(inTurn, conversation, (own) => answer(asker, own, work));
      log.info({ outcome: said, ms: ended(outcomeOf(said)) }, 'answered');
    } catch (thrown) {
      const error = await apologize(thrown, { conversation, reference, log });
      ended(error.code === 'internal' ? 'failed' : 'unavailable');
    }
  }

  return (asker, work) => asRequest((reference) => converse(asker, reference, work));
}

/** Does work in its turn, and lets the next one begin as soon as this one has to wait for a vendor. */
async function untilItWaits(
  inTurn: LimitFunction,
  conversation: Conversation,
  work: (conversation: Conversation) => Promise<string>,
): Promise<string> {
  const waits = Promise.withResolvers<void>();
  const outcome = Promise.withResolvers<string>();
  const watched: Conversation = {
    ...conversation,
    progress: (progress) => {
      if (progress.kind === 'asking') waits.resolve();
      conversation.progress(progress);
    },
  };
  await inTurn(() => {
    work(watched).then(outcome.resolve, outcome.reject);
    return Promise.race([outcome.promise, waits.promise]);
  });
  return outcome.promise;
}

async function apologize(
  thrown: unknown,
  { conversation, reference, log }: { conversation: Conversation; reference: string; log: Logger },
): Promise<AppError> {
  const error = toAppError(thrown);
  const level = error.code === 'internal' ? 'error' : 'warn';
  log[level]({ error }, 'could not be answered');
  const sentence =
    error.code === 'internal'
      ? `${error.message} It has been noted; please try again.`
      : error.message;
  await conversation.answer(() => failureMessage(sentence, reference));
  return error;
}
