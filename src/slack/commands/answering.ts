import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { refusalOf, type Actor } from '../../domain/access.ts';
import type { Questions } from '../../domain/answers.ts';
import { toAppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { BlockMemory } from '../block-memory.ts';
import { createConversation, type Conversation, type Replaces } from '../conversation.ts';
import { createRespond, type Respond } from '../respond.ts';
import { failureMessage } from '../views/replies.ts';
import { deadEndAnswer } from './answers.ts';

export type AnsweringParts = {
  readonly questions: Questions;
  readonly memory: BlockMemory;
  readonly now: () => Date;
  readonly log: Logger;
  /** Milliseconds before each new try to reach a response_url. */
  readonly pauses?: readonly number[] | undefined;
};

/** Somebody who has typed or pressed something, and has had it acknowledged. */
export type Asker = {
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
  const { questions, memory, now } = parts;
  const quick = pLimit(AT_ONCE);
  const long = pLimit(1);

  async function answer(asker: Asker, conversation: Conversation, work: Work): Promise<string> {
    const actor = await questions.identifyActor(asker.slackUserId, asker.slackTeamId);
    const refusal = refusalOf(actor);
    if (!refusal) return work(actor, conversation);
    await conversation.answer(() => deadEndAnswer({ kind: 'refused', refusal }));
    return 'refused';
  }

  return async (asker, work) => {
    const reference = randomUUID().slice(0, 8);
    const log = parts.log.child({ reference });
    const started = now().getTime();
    const byUrl = createRespond({ url: asker.responseUrl, log, pauses: parts.pauses });
    const conversation = createConversation({
      respond: asker.via?.(byUrl) ?? byUrl,
      memory,
      slackTeamId: asker.slackTeamId,
      replaces: asker.replaces,
      log,
    });
    try {
      const inTurn = asker.isLong ? long : quick;
      if (inTurn.activeCount > 0) await pause(SETTLE_MS);
      const outcome = await untilItWaits(inTurn, conversation, (own) => answer(asker, own, work));
      log.info({ outcome, ms: now().getTime() - started }, 'answered');
    } catch (thrown) {
      await apologize(thrown, { conversation, reference, log });
    }
  };
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
): Promise<void> {
  const error = toAppError(thrown);
  const level = error.code === 'internal' ? 'error' : 'warn';
  log[level]({ error }, 'could not be answered');
  const sentence =
    error.code === 'internal'
      ? `${error.message} It has been noted; please try again.`
      : error.message;
  await conversation.answer(() => failureMessage(sentence, reference));
}
